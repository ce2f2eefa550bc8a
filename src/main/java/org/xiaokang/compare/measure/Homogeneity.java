package org.xiaokang.compare.measure;

import java.util.List;
import org.apache.commons.math3.special.Gamma;

/**
 * Whether the transitions are the same in all lag classes (those of a region's neighbours): a test
 * that they are.
 *
 * @param q Pearson's chi-square, sum over lag classes m and classes i, j of n_i(m) (p_ij(m) -
 *     p_ij)^2 / p_ij, p without m over all lag classes together (Bickenbach and Bode 2003)
 * @param p probability of a q as great or greater if they are the same
 * @param degreesOfFreedom sum over i of (a_i - 1)(b_i - 1), a_i the classes that were ever reached
 *     from i, b_i the lag classes in which a region ever was in i; the source's adjustment for
 *     cells without steps
 */
public record Homogeneity(Measured q, Measured p, int degreesOfFreedom) {
  /**
   * The test.
   *
   * @param byClass the transitions of each lag class, all of as many classes
   */
  public static Homogeneity of(List<Transitions> byClass) {
    int k = byClass.isEmpty() ? 0 : byClass.get(0).counts().length;
    Transitions all = Transitions.ofClasses(k);
    for (Transitions each : byClass) {
      Sample.sameLength("classes", each.counts().length, "classes", k);
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          all.counts()[i][j] += each.counts()[i][j];
        }
      }
    }
    Sum q = new Sum();
    int freedom = 0;
    for (int i = 0; i < k; i++) {
      long[] row = all.counts()[i];
      int reached = 0;
      for (long count : row) {
        reached += count > 0 ? 1 : 0;
      }
      int used = 0;
      for (Transitions each : byClass) {
        used += add(q, each.counts()[i], row);
      }
      freedom += Math.max(0, reached - 1) * Math.max(0, used - 1);
    }
    if (freedom == 0) {
      Measured none =
          Measured.none(
              "the test needs a class that was left for different classes, in at least 2 of the %d"
                  + " lag classes",
              byClass.size());
      return new Homogeneity(none, none, 0);
    }
    return new Homogeneity(
        Measured.of(q.value()),
        Measured.of(Gamma.regularizedGammaQ(freedom / 2.0, q.value() / 2)),
        freedom);
  }

  /** Adds the part of one class before in one lag class; 1 if a region was ever there. */
  private static int add(Sum q, long[] counts, long[] all) {
    long here = sum(counts);
    long everywhere = sum(all);
    for (int j = 0; j < counts.length && here > 0; j++) {
      if (all[j] > 0) {
        double expected = all[j] / (double) everywhere;
        double difference = counts[j] / (double) here - expected;
        q.add(here * difference * difference / expected);
      }
    }
    return here > 0 ? 1 : 0;
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
