package org.xiaokang.catalogue;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which breakdowns of a metric a comparison may set beside each other although they are spelled
 * differently. A breakdown of several parts is looked at part by part: where {@code rural} means
 * {@code all}, {@code poor_areas;rural} means {@code poor_areas}.
 *
 * @param sameAs breakdowns that mean another one, by which: poverty incidence has only rural
 *     residents in its base
 * @param near breakdowns that come close to another one, by which; compared with a reservation
 */
public record ScopeRelations(Map<String, String> sameAs, Map<String, String> near)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Every breakdown meets only itself. */
  public static final ScopeRelations NONE = new ScopeRelations(Map.of(), Map.of());

  /** Keeps copies. */
  public ScopeRelations {
    sameAs = Collections.unmodifiableMap(new TreeMap<>(sameAs));
    near = Collections.unmodifiableMap(new TreeMap<>(near));
  }

  /**
   * Another breakdown that a figure may stand beside.
   *
   * @param scope the other one
   * @param isEquivalent whether a breakdown that means the same was read for its own
   * @param isNear whether one that only comes close was
   */
  public record Beside(String scope, boolean isEquivalent, boolean isNear) {}

  /** The breakdowns beside which a figure of one may stand, the closest first. */
  public List<Beside> beside(String scope) {
    String same = replaced(scope, sameAs);
    String close = replaced(scope, near);
    String both = replaced(same, near);
    Map<String, Beside> found = new LinkedHashMap<>();
    found.put(scope, new Beside(scope, false, false));
    found.putIfAbsent(same, new Beside(same, true, false));
    found.putIfAbsent(close, new Beside(close, false, true));
    found.putIfAbsent(both, new Beside(both, true, true));
    found.remove(scope);
    return List.copyOf(found.values());
  }

  private static String replaced(String scope, Map<String, String> others) {
    String to = scope;
    for (Map.Entry<String, String> one : others.entrySet()) {
      to = Scopes.replaced(to, one.getKey(), one.getValue());
    }
    return to;
  }

  /** What holds for figures of this metric and of another one at once. */
  public ScopeRelations and(ScopeRelations other) {
    return equals(other)
        ? this
        : new ScopeRelations(common(sameAs, other.sameAs), common(near, other.near));
  }

  private static Map<String, String> common(Map<String, String> one, Map<String, String> other) {
    Map<String, String> common = new TreeMap<>(one);
    common.entrySet().retainAll(other.entrySet());
    return common;
  }
}
