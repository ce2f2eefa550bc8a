package org.xiaokang.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.List;
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
 * @param periodShift years from the inputs' period to the period the value is for
 * @param headline whether the end of a run shows it
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
    int periodShift,
    boolean headline) {

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
  public record Expected(Optional<Double> min, Optional<Double> max) {}

  /** Name in formulas of the distance in years between the row's period and the navigated one. */
  public static final String YEARS = "years";

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
        String.join("|", id, unit.toString(), inputs.toString(), FormulaText.of(value))
            + "|"
            + expected
            + "|"
            + derived
            + "|"
            + periodShift;
    return Hash.of(decisive.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }
}
