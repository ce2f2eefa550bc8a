package org.xiaokang.estimate;

import java.util.Arrays;

/**
 * How a change of M0 = H A comes about.
 *
 * @param total M0 now less M0 then
 * @param byHeadcount what fewer or more poor make of it
 * @param byIntensity what the poor's own scores make of it
 */
public record PovertyChange(double total, double byHeadcount, double byIntensity) {
  /**
   * The change split by Shapley's rule, each part at the mean of the other: (H' - H) (A + A') / 2
   * and (A' - A) (H + H') / 2; they add up exactly.
   *
   * <p>Source: Apablaza and Yalonetzky (2013), OPHI research in progress 37a; Shorrocks (2013),
   * Journal of Economic Inequality 11(1).
   */
  public static PovertyChange of(
      double headcountThen, double intensityThen, double headcountNow, double intensityNow) {
    return new PovertyChange(
        headcountNow * intensityNow - headcountThen * intensityThen,
        (headcountNow - headcountThen) * (intensityThen + intensityNow) / 2,
        (intensityNow - intensityThen) * (headcountThen + headcountNow) / 2);
  }

  /**
   * The change of a mean over groups.
   *
   * @param within by group, what its own change makes of it: mean share times change
   * @param betweenShares what the groups' changed shares of the population make of it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record OfGroups(double[] within, double betweenShares) {
    /** The whole change. */
    public double total() {
      return Arrays.stream(within).sum() + betweenShares;
    }
  }

  /**
   * The change of a measure that is the mean of those of groups, split by Shapley's rule: sum of
   * mean s (m' - m) and sum of mean m (s' - s).
   *
   * @param sharesThen of the population, summing to 1
   * @param valuesThen of the groups
   */
  public static OfGroups ofGroups(
      double[] sharesThen, double[] valuesThen, double[] sharesNow, double[] valuesNow) {
    double[] within = new double[sharesThen.length];
    double between = 0;
    for (int i = 0; i < within.length; i++) {
      within[i] = (sharesThen[i] + sharesNow[i]) / 2 * (valuesNow[i] - valuesThen[i]);
      between += (valuesThen[i] + valuesNow[i]) / 2 * (sharesNow[i] - sharesThen[i]);
    }
    return new OfGroups(within, between);
  }
}
