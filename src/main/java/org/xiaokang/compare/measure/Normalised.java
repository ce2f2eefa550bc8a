package org.xiaokang.compare.measure;

import java.util.Arrays;
import org.xiaokang.compare.measure.Composite.Normalisation;

/** Indicators made comparable; the formulas stand at {@link Normalisation}. */
final class Normalised {
  private Normalised() {}

  static double[][] of(double[][] values, boolean[] higherIsBetter, Normalisation normalisation) {
    double[][] result = new double[values.length][higherIsBetter.length];
    for (int j = 0; j < higherIsBetter.length && values.length > 0; j++) {
      double[] turned = column(values, j, higherIsBetter[j]);
      put(result, j, column(turned, normalisation));
    }
    return result;
  }

  /**
   * An indicator so turned that higher is better (negative where lower was) and divided by a power
   * of two, which loses no digits, so that nothing computed from it overflows.
   */
  static double[] column(double[][] values, int indicator, boolean higherIsBetter) {
    double[] column = new double[values.length];
    double largest = 0;
    for (int i = 0; i < column.length; i++) {
      column[i] = values[i][indicator];
      largest = Math.max(largest, Math.abs(column[i]));
    }
    int exponent = Math.getExponent(largest);
    for (int i = 0; i < column.length; i++) {
      // Adding 0 makes -0 the same as 0.
      column[i] = Math.scalb(higherIsBetter ? column[i] : -column[i], -exponent) + 0.0;
    }
    return column;
  }

  static void put(double[][] values, int indicator, double[] column) {
    for (int i = 0; i < column.length; i++) {
      values[i][indicator] = column[i];
    }
  }

  private static double[] column(double[] turned, Normalisation normalisation) {
    if (normalisation == Normalisation.RANK) {
      return Ranks.percentiles(turned);
    }
    double[] sorted = turned.clone();
    Arrays.sort(sorted);
    double min = sorted[0];
    double max = sorted[sorted.length - 1];
    if (min == max) {
      double[] same = new double[turned.length];
      Arrays.fill(
          same,
          switch (normalisation) {
            case MIN_MAX, RANK -> 0.5;
            case Z_SCORE -> 0;
            case DISTANCE_TO_BEST -> 1;
          });
      return same;
    }
    return switch (normalisation) {
      case MIN_MAX, RANK -> Arrays.stream(turned).map(x -> (x - min) / (max - min)).toArray();
      case Z_SCORE -> {
        double mean = Sums.mean(sorted);
        double sd = Sums.norm(Sums.minus(sorted, mean)) / Math.sqrt(sorted.length);
        yield Arrays.stream(turned).map(x -> (x - mean) / sd).toArray();
      }
      case DISTANCE_TO_BEST -> {
        double size = Math.max(Math.abs(min), Math.abs(max));
        yield Arrays.stream(turned).map(x -> 1 - (max - x) / size).toArray();
      }
    };
  }
}
