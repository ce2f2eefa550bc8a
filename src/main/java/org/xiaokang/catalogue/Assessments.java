package org.xiaokang.catalogue;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * By which rules regions are assessed, and what must hold between figures.
 *
 * @param rules by id, in the order of files and entries
 * @param identities by id, in the order of files and entries
 */
public record Assessments(Map<String, RuleSet> rules, Map<String, Identity> identities)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Nothing is declared. */
  public static final Assessments NONE = new Assessments(Map.of(), Map.of());

  /** Whether there is anything to assess regions by, or to hold figures against. */
  public boolean isDeclared() {
    return !rules.isEmpty() || !identities.isEmpty();
  }

  /** Keeps copies that remember their order. */
  public Assessments {
    rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    identities = Collections.unmodifiableMap(new LinkedHashMap<>(identities));
  }
}
