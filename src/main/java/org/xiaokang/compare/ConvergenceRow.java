package org.xiaokang.compare;

import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.measure.Measured;
import org.xiaokang.compare.measure.Outcome;

/**
 * An estimate of whether regions become alike: a row of the table convergence.
 *
 * @param model sigma, sigma_trend, beta, beta_conditional, panel or clubs
 * @param club the club's number; null for all regions together
 * @param term what is estimated; a coefficient's name
 * @param coefficient the estimate, or why there is none
 * @param regions how many regions are in it
 * @param observations growth rates, or periods, in it; null where that says nothing
 * @param leftOut regions that lack a value that it needs
 * @param rSquared share of the variation explained, 0 to 1; null where nothing is
 * @param speed of convergence, per year, or why there is none; null where the term tells of none
 * @param halfLife years until half of the gap is closed; null where there is none
 */
public record ConvergenceRow(
    ComparedSeries series,
    PeriodSpan span,
    String model,
    @Nullable Integer club,
    String term,
    Outcome<Coefficient> coefficient,
    int regions,
    @Nullable Integer observations,
    int leftOut,
    @Nullable Double rSquared,
    @Nullable Measured speed,
    @Nullable Double halfLife) {
  /**
   * An estimate and how sure it is.
   *
   * @param estimate in the unit that the model gives it
   * @param standardError in the same unit; null where none is known
   * @param tValue the estimate over its standard error; null where none is known
   * @param pValue two-sided, 0 to 1; null where none is known
   */
  public record Coefficient(
      double estimate,
      @Nullable Double standardError,
      @Nullable Double tValue,
      @Nullable Double pValue) {}
}
