package org.xiaokang.compare.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Theil, Sen, Mann and Kendall, and the year of a target. */
class TrendTest {
  private static final double[] FIVE = {2016, 2017, 2018, 2019, 2020};

  private static double number(Measured measured) {
    return measured.value().orElseThrow(() -> new AssertionError(measured.reason()));
  }

  /**
   * Sen 1968, the example as SciPy's test of theilslopes has it (test_mstats_basic.py, "Test due to
   * Sen (1968)"): slope 4, intercept 4, 93 % limits 3.71 and 4.38 at whole ranks 4 and 18. The
   * limits here lie between these and the next rank inwards.
   */
  @Test
  void sensExample() {
    double[] x = {1, 2, 3, 4, 10, 12, 18};
    double[] y = {9, 15, 19, 20, 45, 55, 78};
    Trend.Result trend = Trend.of(x, y, 0.93, 3);
    assertThat(number(trend.slope())).isCloseTo(4, within(1e-12));
    assertThat(number(trend.intercept())).isCloseTo(4, within(1e-12));
    assertThat(number(trend.low())).isBetween(3.71, 4.0);
    assertThat(number(trend.high())).isBetween(4.0, 4.385);
    // All 21 pairs rise: exact p = 2 / 7!, z = 20 / sqrt(7 * 6 * 19 / 18).
    assertThat(number(trend.statistic())).isEqualTo(21);
    assertThat(number(trend.p())).isCloseTo(2.0 / 5040, within(1e-15));
    assertThat(number(trend.z())).isCloseTo(20 / Math.sqrt(7 * 6 * 19 / 18.0), within(1e-12));
  }

  /** Frost days in April at Munich, 1957 to 1968 (Schönwiese 1992, in R's package trend). */
  @Test
  void tiesLowerTheVariance() {
    double[] frost = {9, 12, 4, 3, 0, 4, 2, 1, 4, 2, 9, 7};
    double[] years = IntStream.range(1957, 1969).asDoubleStream().toArray();
    Trend.Result trend = Trend.of(years, frost, 0.95, 3);
    // By hand: 12 * 11 * 29 = 3828, less 3 fours 3 * 2 * 11 = 66, 2 nines and 2 twos 18 each.
    double variance = (3828 - 66 - 36) / 18.0;
    double s = 0;
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < i; j++) {
        s += Math.signum(frost[i] - frost[j]);
      }
    }
    assertThat(number(trend.statistic())).isEqualTo(s).isNegative();
    assertThat(number(trend.z())).isCloseTo((s + 1) / Math.sqrt(variance), within(1e-12));
  }

  @Test
  void exactProbabilitiesAreThoseOfAllOrders() {
    int n = 6;
    int[] atLeast = new int[16];
    permute(new int[] {0, 1, 2, 3, 4, 5}, 0, atLeast);
    for (int s = 1; s <= 15; s += 2) {
      assertThat(KendallDistribution.twoSided(n, s)).isCloseTo(atLeast[s] / 720.0, within(1e-14));
      assertThat(KendallDistribution.twoSided(n, -s)).isCloseTo(atLeast[s] / 720.0, within(1e-14));
    }
  }

  private static void permute(int[] values, int from, int[] atLeast) {
    if (from == values.length) {
      int s = 0;
      for (int i = 0; i < values.length; i++) {
        for (int j = 0; j < i; j++) {
          s += Integer.compare(values[i], values[j]);
        }
      }
      for (int k = 0; k <= Math.abs(s); k++) {
        atLeast[k]++;
      }
      return;
    }
    for (int i = from; i < values.length; i++) {
      swap(values, from, i);
      permute(values, from + 1, atLeast);
      swap(values, from, i);
    }
  }

  private static void swap(int[] values, int a, int b) {
    int kept = values[a];
    values[a] = values[b];
    values[b] = kept;
  }

  @Test
  void theOrderOfTheYearsChangesNothingAndScaleScales() {
    Random random = new Random(3);
    double[] years = random.doubles(20, 1990, 2020).toArray();
    double[] values = random.doubles(20).toArray();
    double[] turnedYears = new double[20];
    double[] turned = new double[20];
    double[] tenfold = new double[20];
    for (int i = 0; i < 20; i++) {
      turnedYears[i] = years[(i * 7) % 20];
      turned[i] = values[(i * 7) % 20];
      tenfold[i] = 10 * values[i];
    }
    Trend.Result trend = Trend.of(years, values, 0.9, 3);
    assertThat(Trend.of(turnedYears, turned, 0.9, 3)).isEqualTo(trend);
    Trend.Result scaled = Trend.of(years, tenfold, 0.9, 3);
    assertThat(number(scaled.low())).isCloseTo(10 * number(trend.low()), within(1e-12));
    assertThat(scaled.p()).isEqualTo(trend.p());
  }

  @Test
  void saysWhyThereIsNoTrend() {
    assertThat(Trend.of(new double[] {2019}, new double[] {1}, 0.95, 3).slope().reason())
        .isEqualTo("needs at least 3 years, has 1");
    double[] twice = {2016, 2016, 2018, 2019, 2020};
    assertThat(Trend.of(twice, FIVE, 0.95, 3).p().reason()).isEqualTo("year 2016.0 is there twice");
    Trend.Result flat = Trend.of(FIVE, new double[] {3, 3, 3, 3, 3}, 0.95, 3);
    assertThat(number(flat.slope())).isZero();
    assertThat(flat.z().reason()).isEqualTo("all 5 values are equal");
    assertThat(Trend.of(FIVE, new double[] {1, 2, 3, 4, 6}, 0.95, 3).low().reason())
        .isEqualTo("5 years are too few for limits at 0.95");
  }

  @Test
  void aTargetIsReachedWhereTheLineMeetsIt() {
    double[] values = {10, 12, 14, 16, 18};
    Trend.Result trend = Trend.of(FIVE, values, 0.5, 3);
    Trend.Reach reach = Trend.reach(trend, FIVE, values, 25, true, 2100);
    assertThat(number(reach.year())).isCloseTo(2023.5, within(1e-9));
    assertThat(number(reach.latest())).isCloseTo(2023.5, within(1e-9));
    assertThat(Trend.reach(trend, FIVE, values, 25, true, 2023).year().reason())
        .startsWith("later than 2023 at ");
    assertThat(Trend.reach(trend, FIVE, values, 18, true, 2100).year().reason())
        .isEqualTo("reached already: 18 in 2020, target 18");
    assertThat(Trend.reach(trend, FIVE, values, 5, false, 2100).year().reason())
        .startsWith("never at the present pace: ");
  }

  @Test
  void anOpenEndSaysSo() {
    double[] values = {10, 14, 9, 15, 8, 16, 13, 15};
    double[] years = IntStream.range(2013, 2021).asDoubleStream().toArray();
    Trend.Result trend = Trend.of(years, values, 0.95, 3);
    assertThat(number(trend.low())).isNegative();
    Trend.Reach reach = Trend.reach(trend, years, values, 20, true, 2200);
    assertThat(number(reach.earliest())).isLessThan(number(reach.year()));
    assertThat(reach.latest().reason()).startsWith("not at the slower pace: ");
  }
}
