package org.xiaokang.compare.measure;

import java.util.Arrays;

/** Classes of values, bounded above. */
public final class Classes {
  private Classes() {}

  /**
   * Upper bounds of quantile classes, the last one the greatest value: linear percentiles, type 7
   * of Hyndman and Fan (1996), as numpy.percentile. Equal values may make equal bounds; the later
   * of two equal bounds then has an empty class.
   *
   * @param values at least one
   * @param classes how many, at least one
   */
  public static double[] quantileBounds(double[] values, int classes) {
    if (values.length == 0 || classes < 1) {
      throw new IllegalArgumentException(values.length + " values in " + classes + " classes");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] bounds = new double[classes];
    for (int c = 1; c <= classes; c++) {
      double at = (sorted.length - 1) * (double) c / classes;
      int below = (int) Math.min(sorted.length - 1, Math.floor(at));
      int above = Math.min(sorted.length - 1, below + 1);
      bounds[c - 1] = sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
    bounds[classes - 1] = sorted[sorted.length - 1];
    return bounds;
  }

  /**
   * The class of a value, from 0: the first whose upper bound is not below the value; above all
   * bounds, the open class after the last ({@code upperBounds.length}).
   *
   * @param upperBounds ascending
   */
  public static int of(double value, double[] upperBounds) {
    int c = 0;
    while (c < upperBounds.length && value > upperBounds[c]) {
      c++;
    }
    return c;
  }
}
