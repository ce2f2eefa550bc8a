package org.xiaokang.compare.measure;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;

/**
 * How far regions keep their order between two times: 1 all do, 0 no relation, -1 it is reversed.
 * No units. Entries of both arrays are the same regions in the same order.
 */
public final class RankMobility {
  private RankMobility() {}

  /**
   * Kendall's tau-b: (C - D) / sqrt((P - X)(P - Y)), C and D the pairs of regions in the same and
   * in reversed order, P = n (n - 1) / 2 pairs, X and Y those equal before and after (Kendall
   * 1945). Counted in O(n log n) (Knight 1966).
   */
  public static Measured kendallTau(double[] before, double[] after) {
    return whyNot("Kendall's tau", before, after)
        .orElseGet(
            () ->
                Measured.of(new KendallsCorrelation().correlation(zeroes(before), zeroes(after))));
  }

  /** Spearman's rho: the correlation of the ranks, equal values at the mean of their ranks. */
  public static Measured spearman(double[] before, double[] after) {
    return whyNot("Spearman's rho", before, after)
        .orElseGet(
            () -> {
              double[] x = ranks(before);
              double[] y = ranks(after);
              double rho = Sums.dot(x, y) / Math.sqrt(Sums.dot(x, x)) / Math.sqrt(Sums.dot(y, y));
              return Measured.of(Math.max(-1, Math.min(1, rho)));
            });
  }

  /** Twice the rank less the mean rank: whole numbers, so that sums have no rounding. */
  private static double[] ranks(double[] values) {
    return Arrays.stream(Ranks.percentiles(values))
        .map(p -> Math.rint((2 * p - 1) * (values.length - 1)))
        .toArray();
  }

  /** -0 made 0, which an order of doubles tells apart. */
  private static double[] zeroes(double[] values) {
    return Arrays.stream(values).map(x -> x + 0.0).toArray();
  }

  private static Optional<Measured> whyNot(String measure, double[] before, double[] after) {
    Sample.sameLength("values before", before.length, "after", after.length);
    if (before.length < 2) {
      return Optional.of(
          Measured.none("%s needs at least 2 regions, has %d", measure, before.length));
    }
    return allEqual(measure, "before", before).or(() -> allEqual(measure, "after", after));
  }

  private static Optional<Measured> allEqual(String measure, String when, double[] values) {
    return Arrays.stream(values).allMatch(x -> x == values[0])
        ? Optional.of(
            Measured.none(
                "%s needs regions that differ, all %d have %s %s",
                measure, values.length, values[0], when))
        : Optional.empty();
  }
}
