package org.xiaokang.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SmallAreasTest {
  @Test
  void areasThatTheRegressionExplainsWhollyTakeItsPrediction() {
    double[][] x = {{1, 1, 1, 1, 1, 1}, {1, 2, 3, 4, 5, 6}};
    double[] y = {3, 5, 7, 9, 11, 13};
    double[] v = {1, 2, 1, 2, 1, 2};
    FayHerriot model = FayHerriot.of(y, v, x).value().orElseThrow();
    assertThat(model.effectVariance()).isZero();
    assertThat(model.coefficients()[0]).isCloseTo(1, within(1e-9));
    assertThat(model.coefficients()[1]).isCloseTo(2, within(1e-9));
    assertThat(model.estimates()).containsExactly(y, within(1e-9));
    assertThat(model.synthetic(new double[] {1, 10})).isCloseTo(21, within(1e-9));
  }

  /**
   * With equal sampling variances the likelihood has its top at s^2 - var(e), known in closed form.
   */
  @Test
  void equalVariancesGiveTheClosedForm() {
    Random random = new Random(4);
    double[] y = random.doubles(30).map(u -> 10 + 8 * u).toArray();
    double[] v = new double[30];
    double[] one = new double[30];
    Arrays.fill(v, 0.7);
    Arrays.fill(one, 1);
    double mean = Arrays.stream(y).average().orElseThrow();
    double s2 = Arrays.stream(y).map(u -> (u - mean) * (u - mean)).sum() / 29;

    FayHerriot model = FayHerriot.of(y, v, new double[][] {one}).value().orElseThrow();

    assertThat(model.effectVariance()).isCloseTo(s2 - 0.7, within(1e-8));
    double own = (s2 - 0.7) / s2;
    assertThat(model.estimates()[0]).isCloseTo(mean + own * (y[0] - mean), within(1e-8));
    double g3 = 0.49 / (s2 * s2 * s2) * 2 * s2 * s2 / 30;
    assertThat(model.meanSquaredErrors()[0])
        .isCloseTo(own * 0.7 + (1 - own) * (1 - own) * s2 / 30 + 2 * g3, within(1e-8));
  }

  @Test
  void tooFewAreasAndNoVarianceAreRefused() {
    double[][] one = {{1, 1}};
    assertThat(FayHerriot.of(new double[] {1, 2}, new double[] {1, 1}, one).reason())
        .contains("2 areas are too few");
    double[][] three = {{1, 1, 1}};
    assertThat(FayHerriot.of(new double[] {1, 2, 3}, new double[] {1, 0, 1}, three).reason())
        .contains("above 0, one is 0");
    double[][] same = {{1, 1, 1, 1}, {2, 2, 2, 2}};
    assertThat(FayHerriot.of(new double[] {1, 2, 3, 5}, new double[] {1, 1, 1, 1}, same).reason())
        .contains("determine each other");
  }

  @Test
  void benchmarkedAreasAddUpToTheirParent() {
    double[] y = {0.1, 0.2, 0.4};
    double[] mse = {0.01, 0.01, 0.01};
    double[] weights = {5, 3, 2};
    for (Benchmarking.Method method : Benchmarking.Method.values()) {
      Benchmarking moved = Benchmarking.of(y, mse, weights, 0.21, method).value().orElseThrow();
      double mean =
          (5 * moved.estimates()[0] + 3 * moved.estimates()[1] + 2 * moved.estimates()[2]) / 10;
      assertThat(mean).isCloseTo(0.21, within(1e-12));
    }
    Benchmarking ratio =
        Benchmarking.of(y, mse, weights, 0.21, Benchmarking.Method.RATIO).value().orElseThrow();
    assertThat(ratio.estimates()[2])
        .as("0.21 / 0.19 times")
        .isCloseTo(0.4 * 0.21 / 0.19, within(1e-12));
    assertThat(ratio.meanSquaredErrors()[2])
        .isCloseTo(0.01 + Math.pow(0.4 * 0.02 / 0.19, 2), within(1e-12));
  }
}
