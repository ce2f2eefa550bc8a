package org.xiaokang.compare.measure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.xiaokang.compare.measure.Numbers.same;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xiaokang.compare.measure.Composite.Aggregation;
import org.xiaokang.compare.measure.Composite.Index;
import org.xiaokang.compare.measure.Composite.Normalisation;
import org.xiaokang.compare.measure.Composite.Weighting;

class CompositeTest {
  private static final boolean[] UP = {true};
  private static final boolean[] DOWN = {false};
  private static final boolean[] BOTH = {true, false};

  /**
   * Tzeng and Huang (2011), Multiple Attribute Decision Making, with four digits as printed in
   * scikit-criteria's tests/agg/test_topsis.py.
   */
  @Test
  void topsisOfTzengAndHuang() {
    double[][] values = {{5, 8, 4}, {7, 6, 8}, {8, 8, 6}, {7, 4, 6}};
    Index index =
        index(values, up(3), new double[] {.3, .4, .3}, Normalisation.RANK, Aggregation.TOPSIS);
    assertThat(index.values())
        .containsExactly(new double[] {.5037, .6581, .7482, .3340}, within(1e-4));
    assertThat(index.contributions()).isEmpty();
  }

  /**
   * scikit-criteria's tests/preprocessing/test_weighters.py, EntropyWeighter: shares of raw values,
   * the first indicator better when lower, which its weights do not ask.
   */
  @Test
  void entropyWeightsOfRawShares() {
    assertThat(
            weights(
                new double[][] {{1, 2}, {4, 16}},
                up(2),
                Weighting.ENTROPY,
                Normalisation.DISTANCE_TO_BEST))
        .containsExactly(new double[] {.358889, .641111}, within(1e-6));
  }

  /**
   * By hand: min-max values 0, 1, 1 have shares 0, 1/2, 1/2 and entropy ln 2 / ln 3 = .630930; 0,
   * .5, 1 have 0, 1/3, 2/3 and .636514 / 1.098612 = .579380. Weights .369070 and .420620 over their
   * sum .789690. The third does not vary.
   */
  @Test
  void entropyWeightsOfMinMaxShares() {
    double[][] values = {{10, 30, 7}, {20, 20, 7}, {20, 10, 7}};
    assertThat(
            weights(
                values,
                new boolean[] {true, false, true},
                Weighting.ENTROPY,
                Normalisation.Z_SCORE))
        .containsExactly(new double[] {.467361, .532639, 0}, within(1e-6));
  }

  /**
   * By hand: indicators 1 and 2 are each other's multiples, 3 is uncorrelated with both.
   * Eigenvalues 2, 1, 0; only the first is above 1, with vector (1, 1, 0) / sqrt 2.
   */
  @Test
  void principalComponentWeights() {
    double[][] values = {{1, 10, 5}, {1, 10, -5}, {-1, -10, 5}, {-1, -10, -5}};
    assertThat(weights(values, up(3), Weighting.PCA, Normalisation.Z_SCORE))
        .containsExactly(new double[] {.5, .5, 0}, within(1e-12));
  }

  /**
   * By hand: with correlation r between two indicators, eigenvalues 1 + r and 1 - r; so with two
   * pairs of correlations 1 and .5, not correlated with each other, the eigenvalues above 1 are 2
   * and 1.5: weights (1, 1, .75, .75) / 3.5.
   */
  @Test
  void componentsCountByWhatTheyExplain() {
    double[][] pair = {{1, 0}, {1, 0}, {-1, 0}, {-1, 0}};
    double[][] values = new double[16][4];
    double[][] half = {{1, 1}, {-1, 1}, {1, -1}, {-1, -1}};
    for (int i = 0; i < 16; i++) {
      double a = pair[i % 4][0];
      values[i][0] = a;
      values[i][1] = 3 * a + 1;
      double x = half[i / 4][0];
      double y = half[i / 4][1];
      values[i][2] = x;
      values[i][3] = x / 2 + y * Math.sqrt(3) / 2;
    }
    assertThat(weights(values, up(4), Weighting.PCA, Normalisation.MIN_MAX))
        .containsExactly(new double[] {2 / 7., 2 / 7., 1.5 / 7, 1.5 / 7}, within(1e-12));
  }

  @Test
  void normalisationsByHand() {
    double[][] values = {{1}, {2}, {4}, {5}};
    double sd = Math.sqrt(2.5); // of deviations -2, -1, 1, 2
    expect(values, UP, Normalisation.MIN_MAX, 0, .25, .75, 1);
    expect(values, DOWN, Normalisation.MIN_MAX, 1, .75, .25, 0);
    expect(values, UP, Normalisation.Z_SCORE, -2 / sd, -1 / sd, 1 / sd, 2 / sd);
    expect(values, DOWN, Normalisation.Z_SCORE, 2 / sd, 1 / sd, -1 / sd, -2 / sd);
    expect(values, UP, Normalisation.RANK, 0, 1 / 3., 2 / 3., 1);
    expect(values, DOWN, Normalisation.RANK, 1, 2 / 3., 1 / 3., 0);
    expect(values, UP, Normalisation.DISTANCE_TO_BEST, .2, .4, .8, 1);
    expect(values, DOWN, Normalisation.DISTANCE_TO_BEST, 1, .8, .4, .2);
    double[][] same = {{3}, {3}};
    expect(same, UP, Normalisation.MIN_MAX, .5, .5);
    expect(same, UP, Normalisation.Z_SCORE, 0, 0);
    expect(same, DOWN, Normalisation.RANK, .5, .5);
    expect(same, DOWN, Normalisation.DISTANCE_TO_BEST, 1, 1);
    expect(new double[][] {{0}, {0}}, UP, Normalisation.DISTANCE_TO_BEST, 1, 1);
    expect(new double[][] {{-1e308}, {1e308}, {0}}, UP, Normalisation.MIN_MAX, 0, 1, .5);
    expect(new double[][] {{-1e308}, {1e308}}, UP, Normalisation.Z_SCORE, -1, 1);
  }

  /** By hand: min-max 0, 1 and .5, 0 with weights 1/4 and 3/4; g = 1, 100 and 50.5, 1. */
  @Test
  void indicesByHand() {
    double[][] values = {{1, 2}, {3, 3}, {1, 1}};
    double[] weights = {1, 3};
    Index sum = index(values, BOTH, weights, Normalisation.MIN_MAX, Aggregation.ARITHMETIC);
    assertThat(sum.values()).containsExactly(new double[] {.375, .25, .75}, within(1e-15));
    assertThat(sum.contributions()[0]).containsExactly(0, .375);
    Index product = index(values, BOTH, weights, Normalisation.MIN_MAX, Aggregation.GEOMETRIC);
    assertThat(product.values())
        .containsExactly(
            new double[] {Math.pow(50.5, .75), Math.pow(100, .25), Math.pow(100, .75)},
            within(1e-12));
    // With a zero of its own: 100 / 3, 100 and 2 / 3, 1 / 3, 1 of the greatest distance.
    Index ratio =
        index(values, up(2), weights, Normalisation.DISTANCE_TO_BEST, Aggregation.GEOMETRIC);
    assertThat(ratio.values()[0])
        .isCloseTo(Math.pow(100 / 3., .25) * Math.pow(200 / 3., .75), within(1e-12));
    Index worst =
        index(
            new double[][] {{0}, {1}},
            UP,
            new double[] {1},
            Normalisation.DISTANCE_TO_BEST,
            Aggregation.GEOMETRIC);
    assertThat(worst.values()).containsExactly(new double[] {1, 100}, within(1e-12));
  }

  @Test
  void contributionsSumToTheIndexAndNothingElseMatters() {
    Random random = new Random(44);
    for (int round = 0; round < 20; round++) {
      int n = 6 + random.nextInt(30);
      int k = 2 + random.nextInt(4);
      double[][] values = random(random, n, k);
      boolean[] higher = new boolean[k];
      double[] weights = random.doubles(k, 0, 5).toArray();
      for (int j = 0; j < k; j++) {
        higher[j] = random.nextBoolean();
      }
      double[][] reversed = new double[n][];
      double[][] otherUnits = new double[n][];
      for (int i = 0; i < n; i++) {
        reversed[n - 1 - i] = values[i];
        otherUnits[i] = Numbers.times(values[i], 1000);
      }
      for (Normalisation normalisation : Normalisation.values()) {
        for (Aggregation aggregation : Aggregation.values()) {
          Index index = index(values, higher, weights, normalisation, aggregation);
          for (int i = 0; i < n && aggregation != Aggregation.TOPSIS; i++) {
            same(Arrays.stream(index.contributions()[i]).sum() + 10, index.values()[i] + 10);
          }
          assertThat(
                  Numbers.reversed(
                      index(reversed, higher, weights, normalisation, aggregation).values()))
              .containsExactly(index.values());
          assertThat(index(otherUnits, higher, weights, normalisation, aggregation).values())
              .containsExactly(index.values(), within(1e-11));
        }
        for (Weighting weighting : Weighting.values()) {
          Outcome<double[]> w = Composite.weights(values, higher, weighting, normalisation);
          w.value().ifPresent(x -> same(Arrays.stream(x).sum(), 1));
          Outcome<double[]> again = Composite.weights(reversed, higher, weighting, normalisation);
          assertThat(again.reason()).isEqualTo(w.reason());
          assertThat(again.result()).isEqualTo(w.result());
        }
      }
    }
  }

  @Test
  void refusals() {
    double[][] two = {{1, 1}, {2, 3}};
    assertThat(reason(new double[][] {{1, 1}}, 1, 1))
        .isEqualTo("a composite index needs at least 2 regions, has 1");
    assertThat(reason(two, -1, 2)).isEqualTo("weights are 0 or more, one is -1.0");
    assertThat(reason(two, 0, 0)).isEqualTo("weights need a sum above 0, it is 0.0");
    assertThat(reason(new double[][] {{1, 1}, {Double.NaN, 3}}, 1, 1)).contains("one value is NaN");
    assertThat(reason(two, Weighting.PCA, Normalisation.MIN_MAX))
        .contains("more regions than indicators, have 2 regions for 2 indicators");
    double[][] cross = {{1, 1}, {1, -1}, {-1, 1}, {-1, -1}};
    assertThat(reason(cross, Weighting.PCA, Normalisation.MIN_MAX)).contains("not correlated");
    assertThat(reason(cross, Weighting.ENTROPY, Normalisation.DISTANCE_TO_BEST))
        .contains("indicator 1", "min_max");
    double[][] same = {{1, 2}, {1, 2}, {1, 2}};
    for (Weighting weighting : new Weighting[] {Weighting.PCA, Weighting.ENTROPY}) {
      assertThat(reason(same, weighting, Normalisation.MIN_MAX))
          .isEqualTo("weights need an indicator in which regions differ, all 2 have no variation");
    }
    assertThat(
            Composite.weights(new double[2][0], new boolean[0], Weighting.EQUAL, Normalisation.RANK)
                .reason())
        .isEqualTo("weights needs at least 1 indicator, has 0");
    assertThat(
            index(same, up(2), new double[] {1, 1}, Normalisation.RANK, Aggregation.TOPSIS)
                .values())
        .containsExactly(.5, .5, .5);
    assertThatThrownBy(() -> Composite.normalise(two, UP, Normalisation.RANK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 values, 1 indicators");
  }

  static double[][] random(Random random, int regions, int indicators) {
    double[][] values = new double[regions][];
    for (int i = 0; i < regions; i++) {
      values[i] = random.doubles(indicators, -20, 80).map(Math::rint).toArray();
    }
    return values;
  }

  static boolean[] up(int indicators) {
    boolean[] up = new boolean[indicators];
    Arrays.fill(up, true);
    return up;
  }

  static Index index(
      double[][] values, boolean[] higher, double[] weights, Normalisation n, Aggregation a) {
    return requireNonNull(Composite.index(values, higher, weights, n, a).result());
  }

  private static double[] weights(
      double[][] values, boolean[] higher, Weighting weighting, Normalisation n) {
    return requireNonNull(Composite.weights(values, higher, weighting, n).result());
  }

  private static String reason(double[][] values, double... weights) {
    return requireNonNull(
        Composite.index(values, BOTH, weights, Normalisation.MIN_MAX, Aggregation.ARITHMETIC)
            .reason());
  }

  private static String reason(double[][] values, Weighting weighting, Normalisation n) {
    return requireNonNull(Composite.weights(values, up(2), weighting, n).reason());
  }

  private static void expect(
      double[][] values, boolean[] higher, Normalisation n, double... expected) {
    double[] column =
        Arrays.stream(Composite.normalise(values, higher, n)).mapToDouble(r -> r[0]).toArray();
    assertThat(column).as(n + " " + higher[0]).containsExactly(expected, within(1e-15));
  }
}
