package org.xiaokang.estimate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.measure.Outcome;

/**
 * The welfare of sampled persons or households with their weights, poorest first. A weight says for
 * how many of the population a row stands. A place is a row's number in this order, from 0.
 */
public final class WelfareSample {
  /** Shares of the weight that differ by less are the same: sums of weights are rounded. */
  private static final double SAME = 1e-12;

  private final double[] values;
  private final double[] weights;
  private final int[] rows;
  private final double[] weightUpTo;
  private final double[] welfareUpTo;
  private @Nullable Ranks ranks;
  private double bandwidth = Double.NaN;

  private WelfareSample(double[] values, double[] weights, int[] rows) {
    this.values = values;
    this.weights = weights;
    this.rows = rows;
    this.weightUpTo = new double[values.length];
    this.welfareUpTo = new double[values.length];
    double weight = 0;
    double welfare = 0;
    for (int i = 0; i < values.length; i++) {
      weight += weights[i];
      welfare += weights[i] * values[i];
      weightUpTo[i] = weight;
      welfareUpTo[i] = welfare;
    }
  }

  /**
   * A sample; none where all weights together are 0.
   *
   * @param welfare finite
   * @param weights one for each, 0 or more
   * @throws IllegalArgumentException for a weight below 0 or a number that is not finite: such rows
   *     are left out before, each with its reason
   */
  public static Outcome<WelfareSample> of(double[] welfare, double[] weights) {
    double all = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0) || Double.isInfinite(weights[i]) || !Double.isFinite(welfare[i])) {
        throw new IllegalArgumentException(
            "row %d has welfare %s, weight %s".formatted(i, welfare[i], weights[i]));
      }
      all += weights[i];
    }
    if (!(all > 0)) {
      return Outcome.none("the weights of the %d rows sum to 0", weights.length);
    }
    int[] order = IndexOrder.of(welfare, weights);
    double[] values = new double[order.length];
    double[] ordered = new double[order.length];
    for (int place = 0; place < order.length; place++) {
      values[place] = welfare[order[place]];
      ordered[place] = weights[order[place]];
    }
    return Outcome.of(new WelfareSample(values, ordered, order));
  }

  /** How many rows there are. */
  public int size() {
    return values.length;
  }

  /** The row at a place, by its number in the arrays that were given. */
  public int row(int place) {
    return rows[place];
  }

  /** The welfare at a place. */
  public double value(int place) {
    return values[place];
  }

  /** The weight at a place. */
  public double weight(int place) {
    return weights[place];
  }

  /** The sum of the weights: the estimated size of the population. */
  public double weight() {
    return weightUpTo[weightUpTo.length - 1];
  }

  /** The weighted sum of welfare. */
  public double welfare() {
    return welfareUpTo[welfareUpTo.length - 1];
  }

  /** The weighted mean. */
  public double mean() {
    return welfare() / weight();
  }

  /** The weight of the first places. */
  double weightOfFirst(int places) {
    return places == 0 ? 0 : weightUpTo[places - 1];
  }

  /** The weighted welfare of the first places. */
  double welfareOfFirst(int places) {
    return places == 0 ? 0 : welfareUpTo[places - 1];
  }

  /** How many places have less than a value. */
  int placesBelow(double value) {
    int low = 0;
    int high = values.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many places have a value or less. */
  int placesUpTo(double value) {
    return placesBelow(Math.nextUp(value));
  }

  /**
   * The weighted quantile: the first value whose cumulative share of the weight reaches {@code at};
   * the mean of it and the next where it hits {@code at} exactly (Eurostat's rule, as in Alfons and
   * Templ 2013, Journal of Statistical Software 54(15), laeken). Shares that differ by 1e-12 are
   * the same.
   *
   * @param at 0 to 1
   */
  public double quantile(double at) {
    return quantileOfFirst(values.length, at);
  }

  /** The weighted quantile of the first places, by the same rule. */
  double quantileOfFirst(int places, double at) {
    double all = weightOfFirst(places);
    double target = at * all;
    double slack = SAME * all;
    int place = Arrays.binarySearch(weightUpTo, 0, places, Math.max(target - slack, slack));
    place = place < 0 ? -place - 1 : place;
    while (place > 0 && weightUpTo[place - 1] >= Math.max(target - slack, slack)) {
      place--; // rows of weight 0 have the same sums
    }
    place = Math.min(place, places - 1);
    if (Math.abs(weightUpTo[place] - target) > slack) {
      return values[place];
    }
    int next = place + 1;
    while (next < places && weights[next] == 0) {
      next++;
    }
    return next < places ? (values[place] + values[next]) / 2 : values[place];
  }

  /**
   * The density of the distribution at a value, a Gaussian kernel with a bandwidth of S / N^0.2: S
   * the standard deviation, N the sum of the weights (Deville 1999 and Osier 2009 as programmed in
   * the R packages vardpoor and convey).
   *
   * @return 0 where all have the same
   */
  double density(double value) {
    double width = bandwidth();
    if (width == 0) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double step = (value - values[i]) / width;
      sum += weights[i] * Math.exp(-step * step / 2);
    }
    return sum / (weight() * width * Math.sqrt(2 * Math.PI));
  }

  private double bandwidth() {
    if (Double.isNaN(bandwidth)) {
      double mean = mean();
      double squares = 0;
      for (int i = 0; i < values.length; i++) {
        squares += weights[i] * (values[i] - mean) * (values[i] - mean);
      }
      bandwidth = Math.sqrt(squares / weight()) / Math.pow(weight(), 0.2);
    }
    return bandwidth;
  }

  /**
   * The middle ranks of the values: those of equal values are the same.
   *
   * @param weight the weight below, with half of that of the same value
   * @param welfare the welfare of that weight
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Ranks(double[] weight, double[] welfare) {}

  Ranks ranks() {
    Ranks known = ranks;
    if (known == null) {
      known = new Ranks(new double[values.length], new double[values.length]);
      for (int from = 0; from < values.length; ) {
        int to = from + 1;
        while (to < values.length && values[to] == values[from]) {
          to++;
        }
        Arrays.fill(known.weight(), from, to, (weightOfFirst(from) + weightOfFirst(to)) / 2);
        Arrays.fill(known.welfare(), from, to, (welfareOfFirst(from) + welfareOfFirst(to)) / 2);
        from = to;
      }
      ranks = known;
    }
    return known;
  }
}
