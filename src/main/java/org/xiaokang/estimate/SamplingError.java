package org.xiaokang.estimate;

import java.io.Serializable;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How sure an estimate is.
 *
 * @param standardError in the estimate's unit
 * @param low the lower end of the confidence interval
 * @param high its upper end
 * @param effectiveSampleSize how many rows of a simple random sample were as sure: n times their
 *     variance over this one (Kish 1965, Survey Sampling, 8.2); null where the error is 0
 */
public record SamplingError(
    double standardError, double low, double high, @Nullable Double effectiveSampleSize)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * By a variance: the estimate less and plus its error times the quantile of Student's t, of the
   * normal distribution where the design leaves no degrees of freedom.
   *
   * @param degrees units less strata
   * @param confidence such as 0.95
   * @param simpleVariance the variance of a simple random sample of as many rows
   * @param rows how many there are
   */
  public static SamplingError of(
      double estimate,
      double variance,
      int degrees,
      double confidence,
      double simpleVariance,
      long rows) {
    double error = Math.sqrt(Math.max(0, variance));
    double tail = (1 + confidence) / 2;
    double times =
        degrees > 0
            ? new TDistribution(null, degrees).inverseCumulativeProbability(tail)
            : new NormalDistribution(null, 0, 1).inverseCumulativeProbability(tail);
    Double effective = variance > 0 ? rows * simpleVariance / variance : null;
    return new SamplingError(error, estimate - times * error, estimate + times * error, effective);
  }

  /** The same of an estimate times a factor above 0. */
  SamplingError times(double factor) {
    return new SamplingError(
        factor * standardError, factor * low, factor * high, effectiveSampleSize);
  }

  /** The same of what is never below 0, and of a share never above 1: so is its interval. */
  SamplingError possible(double value, boolean isShare) {
    return new SamplingError(
        standardError,
        value < 0 ? low : Math.max(0, low),
        isShare && value <= 1 ? Math.min(1, high) : high,
        effectiveSampleSize);
  }
}
