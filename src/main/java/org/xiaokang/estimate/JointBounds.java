package org.xiaokang.estimate;

import java.util.Arrays;
import org.xiaokang.compare.measure.Outcome;

/**
 * Between which values the share of a population with several deprivations at once lies where only
 * the rate of each is known. No joint distribution with these rates lies outside, and both ends are
 * reached by one.
 *
 * @param low the lower end
 * @param high the upper end
 */
public record JointBounds(double low, double high) {
  /**
   * The share with {@code least} deprivations or more. All of them: max(0, sum p - (d - 1)) to min
   * p (Fréchet 1935, Fundamenta Mathematicae 25); one at least: max p to min(1, sum p). Between,
   * with the rates rising, the upper end is the least of 1 and (p_1 + ... + p_(d - r)) / (least -
   * r) for r = 0 ... least - 1, and the lower end is 1 less the upper end of having d - least + 1
   * or more of what is not deprived (Rüger 1978, Metrika 25).
   *
   * @param rates of each deprivation, 0 to 1
   * @param least 1 to their number
   */
  public static Outcome<JointBounds> ofAtLeast(double[] rates, int least) {
    for (double rate : rates) {
      if (!(rate >= 0 && rate <= 1)) {
        return Outcome.none("a rate is from 0 to 1, one is %s", rate);
      }
    }
    if (least < 1 || least > rates.length) {
      return Outcome.none("%d of %d deprivations cannot be counted", least, rates.length);
    }
    double[] without = Arrays.stream(rates).map(rate -> 1 - rate).toArray();
    return Outcome.of(
        new JointBounds(
            Math.max(0, 1 - upper(without, rates.length - least + 1)), upper(rates, least)));
  }

  private static double upper(double[] rates, int least) {
    double[] rising = rates.clone();
    Arrays.sort(rising);
    double lowest = 1;
    double sum = Arrays.stream(rising).sum();
    for (int r = 0; r < least; r++) {
      lowest = Math.min(lowest, sum / (least - r));
      sum -= rising[rising.length - 1 - r];
    }
    return lowest;
  }
}
