package org.xiaokang.quality;

import java.util.Optional;
import org.xiaokang.config.Gate.Limits;

/**
 * The middle of some numbers and how far they lie from it, so that a few wrong ones hardly matter.
 *
 * <p>The deviation is 1.4826 times the median absolute deviation from the median, which for normal
 * data estimates the standard deviation (Hampel 1974; Rousseeuw and Croux 1993, Journal of the
 * American Statistical Association 88, 1273-1283). Where more than half of the numbers are alike
 * that is 0 and says nothing, and 1.2533 (the root of pi/2) times the mean absolute deviation from
 * the median takes its place (Iglewicz and Hoaglin 1993, How to Detect and Handle Outliers). That
 * is 0 where all numbers are alike.
 *
 * @param median the median; of an even count, the mean of the middle two
 * @param deviation the robust standard deviation
 * @param count how many numbers
 */
record Spread(double median, double deviation, int count) {
  private static final double OF_MEDIAN_DEVIATION = 1.4826;
  private static final double OF_MEAN_DEVIATION = Math.sqrt(Math.PI / 2);

  /** No number is left out. */
  static final int NONE = -1;

  /**
   * The spread of all numbers but one.
   *
   * @param sorted the numbers, ascending
   * @param without index of the one left out, or {@link #NONE}
   */
  static Spread of(double[] sorted, int without) {
    Others others = new Others(sorted, without);
    double median = others.median();
    double deviation = OF_MEDIAN_DEVIATION * others.medianDeviation(median);
    return new Spread(
        median,
        deviation > 0 ? deviation : OF_MEAN_DEVIATION * others.meanDeviation(median),
        others.size());
  }

  /**
   * The distance from the median that is still expected; empty where numbers that are all 0 tell
   * none.
   */
  Optional<Double> reach(Limits limits) {
    double reach = Math.max(limits.deviations() * deviation, limits.tolerance() * Math.abs(median));
    return reach > 0 ? Optional.of(reach) : Optional.empty();
  }

  /** Sorted numbers without one of them; nothing is copied, since a group may be large. */
  private static final class Others {
    private final double[] sorted;
    private final int without;

    Others(double[] sorted, int without) {
      this.sorted = sorted;
      this.without = without;
    }

    int size() {
      return without == NONE ? sorted.length : sorted.length - 1;
    }

    double get(int i) {
      return sorted[without == NONE || i < without ? i : i + 1];
    }

    double median() {
      int n = size();
      return n % 2 == 1 ? get(n / 2) : (get(n / 2 - 1) + get(n / 2)) / 2;
    }

    double medianDeviation(double median) {
      int n = size();
      int above = firstFrom(median);
      double upper = deviation(median, above, n / 2);
      return n % 2 == 1 ? upper : (deviation(median, above, n / 2 - 1) + upper) / 2;
    }

    double meanDeviation(double median) {
      double sum = 0;
      for (int i = 0; i < size(); i++) {
        sum += Math.abs(get(i) - median);
      }
      return sum / size();
    }

    /** Index of the first number that is not below the median. */
    private int firstFrom(double median) {
      int low = 0;
      int high = size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (get(middle) < median) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    /**
     * The k-th smallest deviation, from 0. The deviations below the median and those above are each
     * sorted, so that the k-th of both is found by halving, without sorting them together.
     */
    private double deviation(double median, int above, int k) {
      int low = Math.max(0, k + 1 - (size() - above));
      int high = Math.min(k + 1, above);
      while (low < high) {
        int below = (low + high) >>> 1; // so many of the k + 1 smallest lie below the median
        if (down(median, above, below) < up(median, above, k - below)) {
          low = below + 1;
        } else {
          high = below;
        }
      }
      double lastDown = low == 0 ? 0 : down(median, above, low - 1);
      double lastUp = low == k + 1 ? 0 : up(median, above, k - low);
      return Math.max(lastDown, lastUp);
    }

    private double down(double median, int above, int i) {
      return median - get(above - 1 - i);
    }

    private double up(double median, int above, int i) {
      return get(above + i) - median;
    }
  }
}
