package org.xiaokang.compare.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xiaokang.compare.measure.Numbers.close;
import static org.xiaokang.compare.measure.Numbers.number;
import static org.xiaokang.compare.measure.Numbers.ones;
import static org.xiaokang.compare.measure.Numbers.same;

import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Published results, the axioms on random data, and refusals. */
class InequalityTest {
  /**
   * The income vector in the manual of R's package ineq; its results there, to 7 digits, are also
   * the expectations of mgoeminne/scalar-ineq, src/test/scala/IneqTest.scala.
   */
  private static final double[] INCOMES = {
    541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261
  };

  /** JosepER/Inequality.jl, test/runtests.jl. */
  private static final double[] NINE = {8, 5, 1, 3, 5, 6, 7, 6, 3};

  private static final double[] NINE_WEIGHTS = {.1, .2, .3, .4, .5, .6, .7, .8, .9};

  /** All measures that know weights and are free of the unit. */
  private static final Map<String, BiFunction<double[], double[], Measured>> RELATIVE =
      Map.of(
          "gini", Inequality::gini,
          "L", (x, w) -> Inequality.generalisedEntropy(x, w, 0),
          "T", (x, w) -> Inequality.generalisedEntropy(x, w, 1),
          "GE -1", (x, w) -> Inequality.generalisedEntropy(x, w, -1),
          "GE 0.3", (x, w) -> Inequality.generalisedEntropy(x, w, 0.3),
          "GE 2", (x, w) -> Inequality.generalisedEntropy(x, w, 2),
          "A 0.5", (x, w) -> Inequality.atkinson(x, w, 0.5),
          "A 1", (x, w) -> Inequality.atkinson(x, w, 1),
          "A 2", (x, w) -> Inequality.atkinson(x, w, 2),
          "variation", Inequality::variation);

  @Test
  void resultsOfThePackageIneq() {
    double[] one = ones(10);
    close(Inequality.gini(INCOMES, one), 0.4620911, 5e-8);
    close(Inequality.giniSample(INCOMES), 0.5134346, 5e-8);
    close(Inequality.generalisedEntropy(INCOMES, one, 1), 0.3623412, 5e-8);
    close(Inequality.generalisedEntropy(INCOMES, one, 0), 0.4335946, 5e-8);
    close(Inequality.generalisedEntropy(INCOMES, one, 0.5), 0.3770931, 5e-8);
    close(Inequality.generalisedEntropy(INCOMES, one, 0.723), 0.3663712, 5e-8);
    close(Inequality.atkinson(INCOMES, one, 0.5), 0.1796591, 5e-8);
    close(Inequality.atkinson(INCOMES, one, 1), 0.3518251, 5e-8);
    close(Inequality.atkinson(INCOMES, one, 0.4), 0.1440938, 5e-8);
    close(Inequality.variation(INCOMES, one), 0.9169582, 5e-8);
    close(Inequality.hoover(INCOMES, one), 0.3378067, 5e-8);
  }

  @Test
  void resultsOfInequalityJl() {
    close(Inequality.gini(NINE, ones(9)), 0.237373737373737, 1e-14);
    close(Inequality.gini(NINE, NINE_WEIGHTS), 0.2065239551478077, 1e-14);
    close(Inequality.generalisedEntropy(NINE, ones(9), 0), 0.1397460530936332, 1e-14);
    close(Inequality.generalisedEntropy(NINE, NINE_WEIGHTS, 0), 0.10375545537468207, 1e-14);
    close(Inequality.generalisedEntropy(NINE, ones(9), 1), 0.10494562214323544, 1e-14);
    close(Inequality.generalisedEntropy(NINE, NINE_WEIGHTS, 1), 0.08120013911680612, 1e-14);
    close(Inequality.generalisedEntropy(NINE, ones(9), 2), 0.09039256198347094, 1e-14);
    close(Inequality.generalisedEntropy(NINE, NINE_WEIGHTS, 2), 0.0709746654322026, 1e-14);
    double[] five = {8, 5, 1, 3, 5};
    close(Inequality.atkinson(five, ones(5), 1), 0.183083677559, 1e-12);
    close(Inequality.atkinson(five, ones(5), 0.8), 0.14249378376024, 1e-13);
    close(Inequality.atkinson(five, ones(5), 1.2), 0.2248733447899, 1e-12);
  }

  /**
   * Manual of the R package REAT, pages gini (Doersam 2004) and theil (Stoermann 2009); its Theil
   * index is the Theil L.
   */
  @Test
  void resultsOfThePackageReat() {
    double[] sales = {20, 50, 20, 10};
    close(Inequality.gini(sales, ones(4)), 0.3, 1e-15);
    close(Inequality.giniSample(sales), 0.4, 1e-15);
    double[] classes = {500, 1500, 2500, 4000, 7500, 15000};
    double[] people = {1000, 1200, 1600, 400, 200, 600};
    close(Inequality.gini(classes, people), 0.5278, 5e-5);
    double[] regions = {10, 10, 10, 20, 50};
    close(Inequality.generalisedEntropy(regions, ones(5), 0), 0.2326302, 5e-8);
  }

  /** {1, 3} weighted 3 to 1: mu 1.5, variance 3/4 (1/2)^2 + 1/4 (3/2)^2 = 3/4. By hand. */
  @Test
  void spreadComputedByHand() {
    double[] x = {1, 3};
    double[] w = {30, 10};
    same(number(Inequality.variation(x, w)), Math.sqrt(0.75) / 1.5);
    same(number(Inequality.variationSample(x)), Math.sqrt(2) / 2);
    same(number(Inequality.hoover(x, w)), (0.75 * 0.5 + 0.25 * 1.5) / 3);
    same(number(Inequality.deviationOfLogs(x, w)), Math.log(3) * Math.sqrt(0.75 * 0.25));
  }

  /** numpy.quantile([1, 2, 4, 8, 16], [0.1, 0.9]) is 1.4 and 12.8. */
  @Test
  void quantilesWithEqualWeightsAreOfType7() {
    double[] x = {16, 1, 4, 2, 8};
    same(number(Inequality.quantileRatio(x, ones(5), 0.9, 0.1)), 12.8 / 1.4);
    same(number(Inequality.quantileRatio(x, ones(5), 1, 0)), 16);
    same(number(Inequality.quantileRatio(x, ones(5), 0.75, 0.25)), 4);
  }

  /** Weights 2, 1, 1: the values stand at 0, 1.5 / 2.5 and 1, so the median is 10 + 10 * 5 / 6. */
  @Test
  void weightedQuantilesStandAtTheMiddleOfTheirWeight() {
    double[] x = {10, 20, 40};
    double[] w = {2, 1, 1};
    same(number(Inequality.quantileRatio(x, w, 0.5, 0)), (10 + 10 * 0.5 / 0.6) / 10);
    same(number(Inequality.quantileRatio(x, w, 0.8, 0)), 3);
  }

  @Test
  void agreesWithTheDefinitionsOverAllPairs() {
    Random random = new Random(11);
    for (int n = 2; n < 90; n += 7) {
      double[] x = Numbers.incomes(random, n);
      double[] w = Numbers.populations(random, n);
      same(number(Inequality.gini(x, w)), naiveGini(x, w));
      double mu = mean(x, w, v -> v);
      for (double alpha : new double[] {-1.5, 0.2, 0.5, 1.7, 3}) {
        double expected = (mean(x, w, v -> Math.pow(v / mu, alpha)) - 1) / (alpha * (alpha - 1));
        assertThat(number(Inequality.generalisedEntropy(x, w, alpha)))
            .isCloseTo(expected, Offset.offset(1e-11 * Math.max(1, expected)));
        double atkinson = 1 - Math.pow(mean(x, w, v -> Math.pow(v / mu, alpha)), 1 / alpha);
        if (alpha <= 1) {
          assertThat(number(Inequality.atkinson(x, w, 1 - alpha)))
              .isCloseTo(atkinson, Offset.offset(1e-12));
        }
      }
    }
  }

  @Test
  void theLimitsOfEntropyAndAtkinsonAreSmooth() {
    double[] one = ones(10);
    for (double limit : new double[] {0, 1}) {
      double at = number(Inequality.generalisedEntropy(INCOMES, one, limit));
      for (double step : new double[] {-1e-9, 1e-9}) {
        close(Inequality.generalisedEntropy(INCOMES, one, limit + step), at, 1e-8);
      }
    }
    double at = number(Inequality.atkinson(INCOMES, one, 1));
    close(Inequality.atkinson(INCOMES, one, 1 + 1e-9), at, 1e-8);
    close(Inequality.atkinson(INCOMES, one, 1 - 1e-9), at, 1e-8);
    close(Inequality.atkinson(INCOMES, one, 0), 0, 0);
  }

  @Test
  void unitsCopiesAndOrderDoNotMatter() {
    Random random = new Random(12);
    double[] x = Numbers.incomes(random, 203);
    double[] w = Numbers.populations(random, 203);
    RELATIVE.forEach(
        (name, measure) -> {
          double value = number(measure.apply(x, w));
          same(number(measure.apply(Numbers.times(x, 0.037), w)), value);
          same(number(measure.apply(x, Numbers.times(w, 1e4))), value);
          same(number(measure.apply(Numbers.twice(x), Numbers.twice(w))), value);
          assertThat(number(measure.apply(Numbers.reversed(x), Numbers.reversed(w))))
              .as(name)
              .isEqualTo(value);
        });
  }

  /**
   * Both ways the weights 1, 5, 3 stand at 0, 3 / 7 and 1, so the upper quantile is 1.5 for 5 / 7.
   */
  @Test
  void theOrderOfTiedRegionsDoesNotMatter() {
    for (double[] w : new double[][] {{1, 5, 3}, {5, 1, 3}}) {
      same(number(Inequality.quantileRatio(new double[] {1, 1, 2}, w, 5 / 7.0, 0)), 1.5);
    }
  }

  @Test
  void aTransferFromPoorToRichRaisesEachOfThem() {
    double[] x = {10, 20, 30, 40};
    double[] w = {5, 1, 2, 4};
    double[] worse = {10, 18, 31, 40};
    RELATIVE.forEach(
        (name, measure) ->
            assertThat(number(measure.apply(worse, w)))
                .as(name)
                .isGreaterThan(number(measure.apply(x, w)) + 1e-6));
  }

  @Test
  void equalRegionsAreExactlyEqual() {
    double[] x = {0.1, 0.1, 0.1};
    double[] w = {0.3, 7, 11};
    RELATIVE.forEach((name, measure) -> assertThat(number(measure.apply(x, w))).isZero());
    assertThat(number(Inequality.hoover(x, w))).isZero();
    assertThat(number(Inequality.deviationOfLogs(x, w))).isZero();
    assertThat(number(Inequality.quantileRatio(x, w, 0.9, 0.1))).isEqualTo(1);
  }

  @Test
  void nearlyEqualRegionsKeepTheirDigits() {
    double[] x = {1 - 1e-7, 1 + 1e-7};
    close(Inequality.generalisedEntropy(x, ones(2), 0), 0.5e-14, 1e-21);
    close(Inequality.generalisedEntropy(x, ones(2), 1), 0.5e-14, 1e-21);
    close(Inequality.generalisedEntropy(x, ones(2), 2), 0.5e-14, 1e-21);
  }

  @Test
  void aHundredThousandRegionsTakeNoTimeToSpeakOf() {
    Random random = new Random(13);
    double[] x = Numbers.incomes(random, 100_000);
    double[] w = Numbers.populations(random, 100_000);
    long start = System.nanoTime();
    number(Inequality.gini(x, w));
    assertThat((System.nanoTime() - start) / 1e9).isLessThan(10);
  }

  @Test
  void refusalsNameWhatIsMissing() {
    double[] one = ones(2);
    refused(Inequality.gini(new double[] {5}, ones(1)), "the Gini needs at least 2 regions, has 1");
    refused(Inequality.giniSample(new double[0]), "the Gini needs at least 2 regions, has 0");
    refused(
        Inequality.generalisedEntropy(new double[] {4, -3}, one, 0),
        "the Theil L needs values above 0, the smallest is -3.0");
    refused(
        Inequality.generalisedEntropy(new double[] {4, -3}, one, 1),
        "the Theil T needs values of 0 or more, the smallest is -3.0");
    refused(
        Inequality.hoover(new double[] {0, 0}, one),
        "the Hoover index needs a mean above 0, it is 0.0");
    refused(
        Inequality.variation(new double[] {-4, 1}, one),
        "the coefficient of variation needs a mean above 0, it is -1.5");
    refused(
        Inequality.gini(new double[] {4, 1}, new double[] {0, 1}),
        "the Gini needs weights above 0, one is 0.0");
    refused(
        Inequality.atkinson(new double[] {0, 1}, one, 1),
        "the Atkinson index with epsilon 1.0 needs values above 0, the smallest is 0.0");
    refused(
        Inequality.atkinson(new double[] {2, 1}, one, -1),
        "the Atkinson index needs an epsilon of 0 or more, it is -1.0");
    refused(
        Inequality.quantileRatio(new double[] {0, 1}, one, 1, 0),
        "the quantile ratio needs a lower quantile above 0, it is 0.0");
    refused(
        Inequality.quantileRatio(new double[] {1, 2}, one, 0.1, 0.9),
        "the quantile ratio needs 0 <= lower < upper <= 1, has lower 0.9 and upper 0.1");
    refused(
        Inequality.generalisedEntropy(new double[] {1e-300, 1}, one, -2),
        "the generalised entropy with alpha -2.0 of these values is too large to be computed");
    refused(
        Inequality.gini(new double[] {1, Double.POSITIVE_INFINITY}, one),
        "the Gini needs numbers, one value is Infinity");
    assertThatThrownBy(() -> Inequality.gini(new double[3], one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("one entry per region: 3 values, 2 weights");
  }

  /** With zeros the Theil T counts 0 ln 0 as 0: {0, 2} gives ln 2. */
  @Test
  void zerosWhereTheyMeanSomething() {
    same(number(Inequality.generalisedEntropy(new double[] {0, 2}, ones(2), 1)), Math.log(2));
    same(number(Inequality.generalisedEntropy(new double[] {0, 2}, ones(2), 2)), 0.5);
    same(number(Inequality.gini(new double[] {0, 2}, ones(2))), 0.5);
    same(number(Inequality.atkinson(new double[] {0, 2}, ones(2), 0.5)), 0.5);
  }

  private static void refused(Measured measured, String reason) {
    assertThat(measured).isEqualTo(new Measured(null, reason));
  }

  private static double naiveGini(double[] x, double[] w) {
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < x.length; i++) {
      weight += w[i];
      for (int j = 0; j < x.length; j++) {
        sum += w[i] * w[j] * Math.abs(x[i] - x[j]);
      }
    }
    return sum / (weight * weight) / (2 * mean(x, w, v -> v));
  }

  private static double mean(double[] x, double[] w, ToDoubleFunction<Double> of) {
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < x.length; i++) {
      sum += w[i] * of.applyAsDouble(x[i]);
      weight += w[i];
    }
    return sum / weight;
  }
}
