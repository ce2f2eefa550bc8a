package org.xiaokang.catalogue;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What a report counts or measures.
 *
 * @param code the code in tables
 * @param name its names
 * @param aliases other names under which a source may print it
 * @param definition one sentence
 * @param unit the unit its figures are kept in
 * @param kind how it behaves over time
 * @param aggregation how the figure of a parent follows from its children's
 * @param reports the indicator that computes what this metric reports, if one does
 * @param comparableBase the metric that restates an earlier figure so that this one's later figure
 *     can be compared with it, if one is published
 * @param derivations identities that give the metric where it is missing, in order of preference
 * @param scopes which of its breakdowns a comparison may set beside each other
 * @param backcastBefore the first year that was surveyed as it is now; figures of the years before
 *     were computed back by the office; none: all were surveyed
 * @param lineUp how its figures are lined up to years that regions have in common, if they are
 * @param noIndicator why no indicator is computed from it, where that is so on purpose
 */
public record Metric(
    String code,
    Names name,
    List<String> aliases,
    String definition,
    Unit unit,
    Kind kind,
    Aggregation aggregation,
    Optional<String> reports,
    Optional<String> comparableBase,
    List<Derivation> derivations,
    ScopeRelations scopes,
    Optional<Integer> backcastBefore,
    Optional<LineUp> lineUp,
    Optional<String> noIndicator)
    implements Serializable {

  /** How a figure behaves over time. */
  public enum Kind {
    /** A state at a date: households on the register. */
    STOCK,
    /** An amount over a period: money spent. */
    FLOW,
    /** A mean per something: income per person. */
    AVERAGE,
    /** A share of something: poverty incidence. */
    RATE,
    /** A change against an earlier period, as reported. */
    GROWTH_RATE,
    /** A place among others. */
    RANK
  }

  /** Keeps copies. */
  public Metric {
    aliases = List.copyOf(aliases);
    derivations = List.copyOf(derivations);
  }

  /**
   * How a parent's figure follows from its children's.
   *
   * @param rule sum, weighted mean or none
   * @param by the weight's metric, for a weighted mean
   * @param weightScope the breakdown in which the weight is taken; none: the figure's own
   * @param without dimensions of a breakdown that the weight does not have: a rate by poverty line
   *     is weighted by all persons
   * @param reason why this rule, or why there is none
   * @param own what a parent's own figure covers
   */
  public record Aggregation(
      Rule rule,
      Optional<String> by,
      Optional<String> weightScope,
      List<String> without,
      String reason,
      Own own)
      implements Serializable {
    /** Keeps a copy. */
    public Aggregation {
      without = List.copyOf(without);
    }

    /** What the own figure of a region with children covers. */
    public enum Own {
      /** The whole region: it says the same as its children's figures together. */
      WHOLE,
      /** Only what none of its children covers: it adds to their figures. */
      PART
    }

    /** The three rules. */
    public enum Rule {
      SUM,
      WEIGHTED_MEAN,
      NONE
    }
  }

  /**
   * An identity that gives the metric from others.
   *
   * @param inputs what it is computed from
   * @param value the formula
   * @param scope the breakdown the result belongs to; none: the inputs' own
   * @param line where it stands in its file
   */
  public record Derivation(List<Input> inputs, Formula value, Optional<String> scope, int line)
      implements Serializable {
    /** Keeps a copy. */
    public Derivation {
      inputs = List.copyOf(inputs);
    }
  }
}
