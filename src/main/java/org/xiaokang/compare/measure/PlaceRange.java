package org.xiaokang.compare.measure;

import java.util.Arrays;

/**
 * The places that a region may have where of some values only bounds are known: a partial order.
 * One region is certainly before another where the worst that its value may be is better than the
 * best of the other's. The best possible place of a region is one behind those that are certainly
 * before it; the worst is one behind all that may be.
 *
 * @param best the best possible place, from 1
 * @param worst the worst possible place; the same as the best where the place is certain
 */
public record PlaceRange(int best, int worst) {
  /**
   * The places that each of several values may have.
   *
   * @param low the least that each may be
   * @param high the most that each may be, at least as much as the least
   * @param largestFirst whether the largest value is the best; else the smallest
   */
  public static PlaceRange[] of(double[] low, double[] high, boolean largestFirst) {
    double[] worst = largestFirst ? low : negative(high);
    double[] best = largestFirst ? high : negative(low);
    double[] worstSorted = worst.clone();
    double[] bestSorted = best.clone();
    Arrays.sort(worstSorted);
    Arrays.sort(bestSorted);
    PlaceRange[] ranges = new PlaceRange[low.length];
    for (int i = 0; i < ranges.length; i++) {
      int certainlyBefore = above(worstSorted, best[i]);
      int itself = best[i] > worst[i] ? 1 : 0;
      int perhapsBefore = above(bestSorted, worst[i]) - itself;
      ranges[i] = new PlaceRange(certainlyBefore + 1, perhapsBefore + 1);
    }
    return ranges;
  }

  /** Without a negative zero, which sorting takes for another number. */
  private static double[] negative(double[] numbers) {
    return Arrays.stream(numbers).map(number -> 0.0 - number).toArray();
  }

  /** How many of the sorted numbers are above a number. */
  private static int above(double[] sorted, double number) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] <= number) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return sorted.length - from;
  }
}
