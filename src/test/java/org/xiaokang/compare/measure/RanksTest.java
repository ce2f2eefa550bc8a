package org.xiaokang.compare.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xiaokang.compare.measure.Numbers.number;
import static org.xiaokang.compare.measure.Numbers.same;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Places, percentiles and robust scores by hand and by counting. */
class RanksTest {
  @Test
  void equalValuesShareAPlaceAndTheNextIsLeftOut() {
    double[] values = {10, 30, 20, 20};
    assertThat(Ranks.places(values, true)).containsExactly(4, 1, 2, 2);
    assertThat(Ranks.places(values, false)).containsExactly(1, 4, 2, 2);
    assertThat(Ranks.places(new double[] {0.0, -0.0, -1}, true)).containsExactly(1, 1, 3);
    assertThat(Ranks.places(new double[0], true)).isEmpty();
  }

  @Test
  void percentilesCountTheOthers() {
    assertThat(Ranks.percentiles(new double[] {10, 30, 20, 20})).containsExactly(0, 1, 0.5, 0.5);
    assertThat(Ranks.percentiles(new double[] {5})).containsExactly(0.5);
    assertThat(Ranks.percentiles(new double[] {5, 5, 5})).containsExactly(0.5, 0.5, 0.5);
  }

  @Test
  void agreesWithCounting() {
    Random random = new Random(41);
    double[] values = random.ints(200, 0, 90).asDoubleStream().toArray();
    int[] high = Ranks.places(values, true);
    int[] low = Ranks.places(values, false);
    double[] percentiles = Ranks.percentiles(values);
    for (int i = 0; i < values.length; i++) {
      double own = values[i];
      long below = Arrays.stream(values).filter(x -> x < own).count();
      long above = Arrays.stream(values).filter(x -> x > own).count();
      assertThat(high[i]).isEqualTo((int) above + 1);
      assertThat(low[i]).isEqualTo((int) below + 1);
      same(percentiles[i], (below + (200 - below - above - 1) / 2.0) / 199);
    }
  }

  /** Median 3, distances 2, 1, 0, 1, 97: MAD 1. By hand. */
  @Test
  void oneExtremeRegionDoesNotMoveTheScores() {
    Measured[] scores = Ranks.robustScores(new double[] {1, 2, 3, 4, 100});
    same(number(scores[0]), -2 / 1.4826);
    assertThat(number(scores[2])).isZero();
    same(number(scores[4]), 97 / 1.4826);
    Measured[] even = Ranks.robustScores(new double[] {1, 2, 4, 8});
    same(number(even[3]), 5 / (1.4826 * 1.5));
  }

  @Test
  void refusals() {
    assertThat(Ranks.robustScores(new double[] {1, 2}))
        .hasSize(2)
        .containsOnly(Measured.none("the robust score needs at least 3 regions, has 2"));
    assertThat(Ranks.robustScores(new double[] {7, 7, 7, 9}))
        .containsOnly(
            Measured.none(
                "the robust score needs a spread above 0, half or more of 4 regions have 7.0"));
    assertThat(Ranks.robustScores(new double[0])).isEmpty();
  }
}
