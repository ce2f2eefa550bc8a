package org.xiaokang.compare.measure;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Where each region stands among the others. Arrays hold one entry per region, and so do results.
 */
public final class Ranks {
  /** Makes the median absolute deviation of a normal distribution its standard deviation. */
  private static final double NORMAL = 1.4826;

  private Ranks() {}

  /**
   * Places from 1, the best. Equal values share a place and the next one is left out: 1, 2, 2, 4.
   *
   * @param higherIsBetter whether the highest value is in place 1, or the lowest
   */
  public static int[] places(double[] values, boolean higherIsBetter) {
    int[] order = ascending(values);
    int[] places = new int[values.length];
    int from = 0;
    while (from < order.length) {
      int to = endOfTie(values, order, from);
      for (int i = from; i < to; i++) {
        places[order[i]] = higherIsBetter ? order.length - to + 1 : from + 1;
      }
      from = to;
    }
    return places;
  }

  /**
   * The share of the other regions that lie below, plus half the share of those that are equal: 0
   * for the lowest alone, 1 for the highest alone, 0.5 on average. A region without others stands
   * at 0.5.
   */
  public static double[] percentiles(double[] values) {
    int[] order = ascending(values);
    double[] percentiles = new double[values.length];
    int from = 0;
    while (from < order.length) {
      int to = endOfTie(values, order, from);
      double equalOthers = to - from - 1;
      for (int i = from; i < to; i++) {
        percentiles[order[i]] =
            order.length == 1 ? 0.5 : (from + equalOthers / 2) / (order.length - 1);
      }
      from = to;
    }
    return percentiles;
  }

  /**
   * Distances from the median in units of spread that single extreme regions do not move: (x -
   * median) / (1.4826 MAD), MAD the median of |x - median|. About 0 on average; beyond 3.5 in
   * either direction a value is called an outlier. Needs at least 3 regions, and that not half or
   * more of them are equal.
   *
   * <p>Source: Iglewicz and Hoaglin (1993), How to Detect and Handle Outliers, whose score is
   * 0.6745 (x - median) / MAD; 1.4826 is 1 / 0.6745.
   */
  public static Measured[] robustScores(double[] values) {
    Measured[] scores = new Measured[values.length];
    Sample sample = Sample.of(values);
    var whyNot = sample.whyNot("the robust score", Sample.Floor.NONE, 3);
    if (whyNot.isPresent()) {
      Arrays.fill(scores, Measured.none("%s", whyNot.get()));
      return scores;
    }
    double median = Inequality.quantile(sample, 0.5);
    double[] distances = Arrays.stream(values).map(x -> Math.abs(x - median)).toArray();
    double spread = Inequality.quantile(Sample.of(distances), 0.5);
    for (int i = 0; i < values.length; i++) {
      scores[i] =
          spread > 0
              ? Sample.shown("the robust score", (values[i] - median) / (NORMAL * spread))
              : Measured.none(
                  "the robust score needs a spread above 0, half or more of %d regions have %s",
                  values.length, median);
    }
    return scores;
  }

  private static int[] ascending(double[] values) {
    return Sample.order(values.length, Comparator.comparingDouble(i -> values[i]));
  }

  private static int endOfTie(double[] values, int[] order, int from) {
    int to = from + 1;
    while (to < order.length && values[order[to]] == values[order[from]]) {
      to++;
    }
    return to;
  }
}
