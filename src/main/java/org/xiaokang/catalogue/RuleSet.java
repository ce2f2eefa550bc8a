package org.xiaokang.catalogue;

import java.io.Serializable;
import java.util.List;

/**
 * A rule by which regions are assessed, year by year.
 *
 * @param id the code in tables
 * @param name its names
 * @param definition one sentence
 * @param source where the rule is published
 * @param levels levels of the regions it is for: kinds of unit
 * @param scope the breakdown whose figures are taken
 * @param years the years it holds in
 * @param atLeast how many criteria must be met
 * @param criteria its criteria
 */
public record RuleSet(
    String id,
    Names name,
    String definition,
    String source,
    List<String> levels,
    String scope,
    Comparison.Years years,
    int atLeast,
    List<Criterion> criteria)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps copies. */
  public RuleSet {
    levels = List.copyOf(levels);
    criteria = List.copyOf(criteria);
  }

  /** How many of the criteria must be met, in words. */
  public String required() {
    if (atLeast == criteria.size()) {
      return "all " + atLeast;
    }
    return (atLeast == 1 ? "any one" : "at least " + atLeast) + " of " + criteria.size();
  }
}
