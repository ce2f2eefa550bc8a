package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/** How a reported number stands to the computed one. */
final class Verdict {
  static final String AGREES = "agrees";
  static final String WITHIN_ROUNDING = "within_rounding";
  static final String DISAGREES = "disagrees";
  static final String NOT_CHECKABLE = "not_checkable";

  /** Two doubles this close, relative to their size, are the same number. */
  private static final double SAME = 1e-9;

  private Verdict() {}

  /**
   * agrees: the same number; within_rounding: not further apart than half of the last printed
   * digit; disagrees: further apart; null where either number is missing.
   *
   * @param tolerance half of the reported number's last printed digit, in its unit
   */
  static Column of(Column reported, Column computed, Column tolerance) {
    Column apart = abs(reported.minus(computed));
    Column noise = greatest(abs(reported), abs(computed), lit(1.0)).multiply(SAME);
    return when(apart.leq(noise), AGREES)
        .when(apart.leq(tolerance.plus(noise)), WITHIN_ROUNDING)
        .when(apart.isNotNull(), DISAGREES);
  }

  /** The same rule for two numbers that are there. */
  static String of(double reported, double computed, double tolerance) {
    double apart = Math.abs(reported - computed);
    double noise = SAME * Math.max(1, Math.max(Math.abs(reported), Math.abs(computed)));
    if (apart <= noise) {
      return AGREES;
    }
    return apart <= tolerance + noise ? WITHIN_ROUNDING : DISAGREES;
  }

  /** Whether the report stands: true, false, or null where it cannot be checked. */
  static Column consistent(Column verdict) {
    return when(verdict.isin(AGREES, WITHIN_ROUNDING), true)
        .when(verdict.equalTo(DISAGREES), false);
  }
}
