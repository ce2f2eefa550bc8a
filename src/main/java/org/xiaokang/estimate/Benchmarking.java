package org.xiaokang.estimate;

import org.xiaokang.compare.measure.Outcome;

/**
 * Estimates of areas brought into agreement with that of the region above them.
 *
 * @param estimates by area
 * @param meanSquaredErrors those before, with the square of what each was moved by (Steorts and
 *     Ghosh 2013, Statistica Sinica 23(2): what benchmarking costs is of that size)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Benchmarking(double[] estimates, double[] meanSquaredErrors) {
  /** How they are moved. */
  public enum Method {
    /** All by the same factor: y / sum (w y_i). */
    RATIO,
    /** All by the same amount: y - sum (w y_i). */
    DIFFERENCE
  }

  /**
   * Moves estimates so that their weighted mean is the parent's (Pfeffermann and Barnard 1991,
   * Journal of Business and Economic Statistics 9(1)).
   *
   * @param weights of the areas: their populations; only proportions matter
   * @param parent the parent's direct estimate
   */
  public static Outcome<Benchmarking> of(
      double[] estimates,
      double[] meanSquaredErrors,
      double[] weights,
      double parent,
      Method method) {
    double all = 0;
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      all += weights[i];
      sum += weights[i] * estimates[i];
    }
    double mean = sum / all;
    if (!Double.isFinite(mean) || (method == Method.RATIO && mean == 0)) {
      return Outcome.none("the areas' mean is %s: it cannot be brought to %s", mean, parent);
    }
    double[] moved = new double[estimates.length];
    double[] errors = new double[estimates.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] =
          method == Method.RATIO ? estimates[i] * parent / mean : estimates[i] + parent - mean;
      double by = moved[i] - estimates[i];
      errors[i] = meanSquaredErrors[i] + by * by;
    }
    return Outcome.of(new Benchmarking(moved, errors));
  }
}
