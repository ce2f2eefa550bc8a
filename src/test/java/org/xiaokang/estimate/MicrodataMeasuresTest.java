package org.xiaokang.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xiaokang.compare.measure.Inequality;
import org.xiaokang.compare.measure.Outcome;

@NullUnmarked // a figure that is not there fails the test
class MicrodataMeasuresTest {
  private static final double LINE = 60;

  /** Every measure at a line that scales with money. */
  private static Map<String, Function<WelfareSample, Outcome<Linearised>>> measures(double line) {
    Map<String, Function<WelfareSample, Outcome<Linearised>>> all = new LinkedHashMap<>();
    all.put("headcount", s -> PovertyMeasures.fgt(s, line, 0));
    all.put("gap", s -> PovertyMeasures.fgt(s, line, 1));
    all.put("squared gap", s -> PovertyMeasures.fgt(s, line, 2));
    all.put("Watts", s -> PovertyMeasures.watts(s, line));
    all.put("Sen", s -> PovertyMeasures.sen(s, line));
    all.put("Sen-Shorrocks-Thon", s -> PovertyMeasures.senShorrocksThon(s, line));
    all.put("Gini", InequalityMeasures::gini);
    all.put("Theil L", s -> InequalityMeasures.entropy(s, 0));
    all.put("Theil T", s -> InequalityMeasures.entropy(s, 1));
    all.put("entropy 2", s -> InequalityMeasures.entropy(s, 2));
    all.put("entropy -1", s -> InequalityMeasures.entropy(s, -1));
    all.put("Atkinson 0.5", s -> InequalityMeasures.atkinson(s, 0.5));
    all.put("Atkinson 1", s -> InequalityMeasures.atkinson(s, 1));
    all.put("Atkinson 2", s -> InequalityMeasures.atkinson(s, 2));
    all.put("Lorenz 0.3", s -> QuantileMeasures.lorenz(s, 0.3));
    return all;
  }

  private static WelfareSample sample(double[] welfare, double[] weights) {
    return WelfareSample.of(welfare, weights).value().orElseThrow();
  }

  private static double value(Outcome<Linearised> outcome) {
    return outcome.value().orElseThrow(() -> new AssertionError(outcome.reason())).value();
  }

  private static double[] incomes(Random random, int count) {
    return random.doubles(count).map(u -> Math.exp(4 + Math.sqrt(-Math.log(1 - u)))).toArray();
  }

  @Test
  void fourPersonsGiveWhatIsComputedByHand() {
    // 20 and 40 of weights 1 and 2 are below 60; 80 and 100 of weights 3 and 4 are not
    WelfareSample four = sample(new double[] {40, 100, 20, 80}, new double[] {2, 4, 1, 3});

    assertThat(value(PovertyMeasures.fgt(four, LINE, 0))).isCloseTo(0.3, within(1e-15));
    assertThat(value(PovertyMeasures.fgt(four, LINE, 1)))
        .isCloseTo((1 * 2 / 3.0 + 2 * 1 / 3.0) / 10, within(1e-15));
    assertThat(value(PovertyMeasures.fgt(four, LINE, 2)))
        .isCloseTo((1 * 4 / 9.0 + 2 * 1 / 9.0) / 10, within(1e-15));
    assertThat(value(PovertyMeasures.watts(four, LINE)))
        .isCloseTo((Math.log(3) + 2 * Math.log(1.5)) / 10, within(1e-15));
    // among the poor: mean 100 / 3, Gini 2 * (1/3) * (2/3) * 20 / (2 * 100/3) = 2 / 15
    double gap = 4 / 30.0;
    assertThat(value(PovertyMeasures.sen(four, LINE)))
        .isCloseTo(0.3 * 2 / 15 + gap * (1 - 2 / 15.0), within(1e-15));
    // gaps 2/3, 1/3, 1/3, 0 ...: PG (1 + G), 2 sum w g (N - R) / N^2 = 2 (2/3 * 9.5 + 2/3 * 8) /
    // 100
    assertThat(value(PovertyMeasures.senShorrocksThon(four, LINE)))
        .isCloseTo(2 * (2 / 3.0 * 9.5 + 2 / 3.0 * 8) / 100, within(1e-15));
    assertThat(four.quantile(0.3)).as("hit exactly: halfway to the next").isEqualTo(60);
    assertThat(four.quantile(0.31)).isEqualTo(80);
    assertThat(value(PovertyMeasures.relativeMedianGap(four, LINE)))
        .as("the median of the poor is 40")
        .isCloseTo(1 / 3.0, within(1e-15));
    assertThat(value(QuantileMeasures.share(four, 0, 0.3)))
        .as("those up to 60")
        .isCloseTo(100.0 / 740, within(1e-15));
    assertThat(value(QuantileMeasures.shareRatio(four, 0.6, 0.3)))
        .as("above 90, the mean of 80 and 100, over up to 60")
        .isCloseTo(4, within(1e-15));
    assertThat(value(QuantileMeasures.lorenz(four, 0.45)))
        .as("half of those with 80")
        .isCloseTo((100 + 1.5 * 80) / 740, within(1e-15));
    assertThat(value(QuantileMeasures.ratio(four, 0.9, 0.1)))
        .as("100 over 30")
        .isCloseTo(10 / 3.0, within(1e-12));
  }

  @Test
  void inequalityIsThatOfTheMeasuresBetweenRegions() {
    Random random = new Random(7);
    double[] x = incomes(random, 200);
    double[] w = random.doubles(200, 0.5, 3).toArray();
    WelfareSample some = sample(x, w);
    assertThat(value(InequalityMeasures.gini(some)))
        .isCloseTo(Inequality.gini(x, w).value().orElseThrow(), within(1e-13));
    for (double alpha : new double[] {-1, 0, 0.5, 1, 2}) {
      assertThat(value(InequalityMeasures.entropy(some, alpha)))
          .isCloseTo(
              Inequality.generalisedEntropy(x, w, alpha).value().orElseThrow(), within(1e-12));
    }
    for (double epsilon : new double[] {0.5, 1, 2}) {
      assertThat(value(InequalityMeasures.atkinson(some, epsilon)))
          .isCloseTo(Inequality.atkinson(x, w, epsilon).value().orElseThrow(), within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aRowsInfluenceIsTheDerivativeByItsWeight(long seed) {
    Random random = new Random(seed);
    double[] x = incomes(random, 60);
    x[5] = x[6]; // equal values share their rank
    double[] w = random.doubles(60, 0.5, 3).toArray();
    WelfareSample some = sample(x, w);
    measures(LINE)
        .forEach(
            (name, measure) -> {
              Linearised estimate = measure.apply(some).value().orElseThrow();
              for (int place = 0; place < some.size(); place++) {
                int row = some.row(place);
                double step = 1e-5;
                double[] more = w.clone();
                double[] less = w.clone();
                more[row] += step;
                less[row] -= step;
                double numeric =
                    (value(measure.apply(sample(x, more))) - value(measure.apply(sample(x, less))))
                        / (2 * step);
                assertThat(estimate.at(place))
                    .as("%s, place %d", name, place)
                    .isCloseTo(numeric, within(1e-7 + 1e-5 * Math.abs(numeric)));
              }
            });
  }

  @Test
  void theSlopeByTheLineIsTheDerivativeByIt() {
    double[] x = incomes(new Random(11), 4000);
    double[] w = new double[4000];
    Arrays.fill(w, 1);
    WelfareSample some = sample(x, w);
    for (String name : new String[] {"gap", "squared gap", "Watts", "Sen-Shorrocks-Thon"}) {
      double slope =
          measures(LINE).get(name).apply(some).value().orElseThrow().lineSlope().getAsDouble();
      double numeric =
          (value(measures(LINE + 0.01).get(name).apply(some))
                  - value(measures(LINE - 0.01).get(name).apply(some)))
              / 0.02;
      assertThat(slope).as(name).isCloseTo(numeric, within(0.02 * Math.abs(numeric)));
    }
    // a headcount moves in steps: over a wide one
    for (String name : new String[] {"headcount", "Sen"}) {
      double slope =
          measures(LINE).get(name).apply(some).value().orElseThrow().lineSlope().getAsDouble();
      double numeric =
          (value(measures(LINE + 6).get(name).apply(some))
                  - value(measures(LINE - 6).get(name).apply(some)))
              / 12;
      assertThat(slope).as(name).isCloseTo(numeric, within(0.25 * Math.abs(numeric)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25})
  void orderScaleReplicationAndSplitWeightsChangeNothing(long seed) {
    Random random = new Random(seed);
    int n = 40 + random.nextInt(100);
    double[] x = incomes(random, n);
    for (int i = 0; i < 10; i++) {
      x[random.nextInt(n)] = x[random.nextInt(n)];
    }
    double[] w = random.doubles(n, 0.1, 5).toArray();
    int[] order = random.ints(0, 1 << 30).distinct().limit(n).toArray();
    Integer[] shuffled = new Integer[n];
    Arrays.setAll(shuffled, i -> i);
    Arrays.sort(shuffled, Comparator.comparing(i -> order[i]));
    double[] mixedX = new double[n];
    double[] mixedW = new double[n];
    double[] twiceX = new double[2 * n];
    double[] twiceW = new double[2 * n];
    double[] splitX = new double[2 * n];
    double[] splitW = new double[2 * n];
    double[] richX = new double[n];
    for (int i = 0; i < n; i++) {
      mixedX[i] = x[shuffled[i]];
      mixedW[i] = w[shuffled[i]];
      twiceX[i] = twiceX[n + i] = splitX[i] = splitX[n + i] = x[i];
      twiceW[i] = twiceW[n + i] = w[i];
      splitW[i] = w[i] / 4;
      splitW[n + i] = w[i] * 3 / 4;
      richX[i] = 7.25 * x[i];
    }
    for (String name : measures(LINE).keySet()) {
      double as = value(measures(LINE).get(name).apply(sample(x, w)));
      assertThat(value(measures(LINE).get(name).apply(sample(mixedX, mixedW))))
          .as(name)
          .isCloseTo(as, within(1e-12));
      assertThat(value(measures(LINE).get(name).apply(sample(twiceX, twiceW))))
          .as(name)
          .isCloseTo(as, within(1e-12));
      assertThat(value(measures(LINE).get(name).apply(sample(splitX, splitW))))
          .as(name)
          .isCloseTo(as, within(1e-12));
      assertThat(value(measures(7.25 * LINE).get(name).apply(sample(richX, w))))
          .as(name)
          .isCloseTo(as, within(1e-12));
    }
    for (double p : new double[] {0.1, 0.25, 0.5, 0.9}) {
      double as = sample(x, w).quantile(p);
      assertThat(sample(mixedX, mixedW).quantile(p)).isEqualTo(as);
      assertThat(sample(twiceX, twiceW).quantile(p)).isEqualTo(as);
      assertThat(sample(splitX, splitW).quantile(p)).isEqualTo(as);
      assertThat(sample(richX, w).quantile(p)).isCloseTo(7.25 * as, within(1e-9));
    }
  }

  @Test
  void whatAMeasureMissesIsSaid() {
    WelfareSample zeros = sample(new double[] {0, 10, 100}, new double[] {1, 1, 2});
    assertThat(PovertyMeasures.watts(zeros, LINE).reason())
        .isEqualTo(
            "the Watts index needs welfare above 0, 1 rows with 25.00 % of the weight have less");
    assertThat(InequalityMeasures.entropy(zeros, 0).reason()).contains("above 0", "25.00 %");
    assertThat(PovertyMeasures.fgt(zeros, 0, 0).reason()).contains("above 0, it is 0");
    assertThat(
            PovertyMeasures.relativeMedianGap(sample(new double[] {70}, new double[] {1}), LINE)
                .reason())
        .contains("below the line");
    assertThat(WelfareSample.of(new double[] {1, 2}, new double[] {0, 0}).reason())
        .isEqualTo("the weights of the 2 rows sum to 0");
    assertThat(InequalityMeasures.gini(sample(new double[] {-1, 5}, new double[] {1, 1})).reason())
        .contains("0 or more, the smallest is -1.0");
  }

  @Test
  void aRowWithoutWeightChangesNothing() {
    WelfareSample with = sample(new double[] {1, 50, 70, 90}, new double[] {0, 1, 0, 1});
    WelfareSample without = sample(new double[] {50, 90}, new double[] {1, 1});
    assertThat(with.quantile(0.5)).isEqualTo(70).isEqualTo(without.quantile(0.5));
    measures(LINE)
        .forEach(
            (name, measure) ->
                assertThat(value(measure.apply(with)))
                    .as(name)
                    .isCloseTo(value(measure.apply(without)), within(1e-15)));
  }

  @Test
  void equivalenceScalesAreThoseOfTheBooks() {
    // two adults, two children
    assertThat(new EquivalenceScale(EquivalenceScale.Kind.OECD, 0).of(4, 2))
        .isCloseTo(2.7, within(1e-15));
    assertThat(new EquivalenceScale(EquivalenceScale.Kind.OECD_MODIFIED, 0).of(4, 2))
        .isCloseTo(2.1, within(1e-15));
    assertThat(new EquivalenceScale(EquivalenceScale.Kind.SQUARE_ROOT, 0).of(4, 2)).isEqualTo(2);
    assertThat(new EquivalenceScale(EquivalenceScale.Kind.PER_CAPITA, 0).of(4, 2)).isEqualTo(4);
    assertThat(new EquivalenceScale(EquivalenceScale.Kind.POWER, 0.5).of(9, 0)).isEqualTo(3);
    assertThat(EquivalenceScale.NONE.of(9, 3)).isEqualTo(1);
  }
}
