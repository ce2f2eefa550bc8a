package org.xiaokang.catalogue;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A number computed for regions so that they can be compared.
 *
 * @param id the code in tables
 * @param theme the file it is defined in
 * @param name its names
 * @param definition one sentence, with the source of the formula where there is one
 * @param unit the unit of the value
 * @param inputs what the formula's names stand for
 * @param value the formula
 * @param direction which way is better
 * @param decimals digits after the point when it is shown
 * @param expected bounds outside which a value is flagged, never dropped
 * @param derived whether the value is implied by a report's claim rather than computed from figures
 * @param otherDefinition whether figures of definitions that are not the same go into it, so that
 *     each value says so
 * @param periodShift years from the inputs' period to the period the value is for
 * @param headline whether the end of a run shows it
 * @param rollUp how the value of a parent follows from its children's figures
 */
public record Indicator(
    String id,
    String theme,
    Names name,
    String definition,
    Unit unit,
    List<Input> inputs,
    Formula value,
    Better direction,
    int decimals,
    Expected expected,
    boolean derived,
    boolean otherDefinition,
    int periodShift,
    boolean headline,
    RollUp rollUp)
    implements Serializable {

  /** Which way is better. */
  public enum Better {
    HIGHER_IS_BETTER,
    LOWER_IS_BETTER,
    NEUTRAL
  }

  /**
   * Bounds of what is to be expected.
   *
   * @param min smallest expected value, in the indicator's unit
   * @param max largest expected value, in the indicator's unit
   */
  public record Expected(Optional<Double> min, Optional<Double> max) implements Serializable {}

  /** Name in formulas of the distance in years between the row's period and the navigated one. */
  public static final String YEARS = "years";

  /** Name in formulas of the length of the row's period in months. */
  public static final String MONTHS = "months";

  /** Names that every formula may use, with their units; {@code months} is a plain count. */
  public static final Map<String, Unit> BUILT_IN = Map.of(YEARS, Unit.YEAR, MONTHS, Unit.RATIO);

  /**
   * How the value of a parent follows from its children's figures.
   *
   * @param rule from the parts, or from the children's own values
   * @param reason why there is none, for {@link Rule#NONE}
   * @param weight the metric that says how much of the parent each child is; none: all count alike
   * @param minCoverage the smallest share of the parent that must be covered, 0 to 1
   * @param mustHave codes of regions without which there is no value
   */
  public record RollUp(
      Rule rule, String reason, Optional<String> weight, double minCoverage, List<String> mustHave)
      implements Serializable {
    /** See {@link RollUp}. */
    public enum Rule {
      /** The formula over inputs that are summed, or averaged with their weights. */
      PARTS,
      /** The sum of the regions' own values. */
      SUM,
      /** The plain mean of the regions' own values: a mean of regions, not the whole's rate. */
      MEAN,
      /** Not at all. */
      NONE
    }

    /**
     * Two thirds: the World Bank shows no aggregate where more than a third is missing (World
     * Development Indicators, Statistical methods, Aggregation rules).
     */
    public static final double DEFAULT_MIN_COVERAGE = 2.0 / 3;

    /** From the parts, covered by two thirds of the children. */
    public static final RollUp DEFAULT =
        new RollUp(Rule.PARTS, "", Optional.empty(), DEFAULT_MIN_COVERAGE, List.of());

    /** Keeps a copy. */
    public RollUp {
      mustHave = List.copyOf(mustHave);
    }
  }

  /** Keeps a copy. */
  public Indicator {
    inputs = List.copyOf(inputs);
  }

  /** The input of that name. */
  public Input input(String variable) {
    return inputs.stream()
        .filter(input -> input.variable().equals(variable))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(id + " has no input " + variable));
  }

  /** A short hash of everything that decides the values; names and display are left out. */
  public String hash() {
    String decisive =
        String.join("|", id, unit.toString(), Input.named(inputs), FormulaText.of(value))
            + "|"
            + expected
            + "|"
            + derived
            + (otherDefinition ? "|other_definition|" : "|")
            + periodShift
            + "|"
            + rollUp
            + "|"
            + direction; // of places among siblings
    return Hash.of(decisive).substring(0, 16);
  }
}
