package org.xiaokang.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xiaokang.SharedData;

class SurveyErrorsTest {
  private static SurveyDesign design(SinglePsu single) {
    // stratum a: units 1 (two rows), 2, 3; stratum b: unit 1 alone
    return SurveyDesign.of(
        List.of("a", "a", "a", "a", "b"), List.of("1", "1", "2", "3", "1"), Map.of(), single);
  }

  @Test
  void aVarianceIsThatOfUnitsWithinStrata() {
    SurveyDesign design =
        SurveyDesign.of(
            List.of("a", "a", "a", "b", "b"),
            List.of("1", "2", "3", "1", "2"),
            Map.of(),
            SinglePsu.REFUSE);
    // a: totals 1, 2, 6, mean 3, squares 4 + 1 + 9 = 14, times 3/2; b: 10, 20, squares 50, times 2
    assertThat(design.variance(new double[] {1, 2, 6, 10, 20}).value().orElseThrow())
        .isCloseTo(21 + 100, within(1e-12));
    assertThat(design.degreesOf(new int[] {0, 1, 2, 3, 4})).isEqualTo(3);
    assertThat(design.degreesOf(new int[] {0, 2})).isEqualTo(1);
  }

  @Test
  void unitsThatHaveNobodyInTheDomainCountWithNothing() {
    SurveyDesign part =
        SurveyDesign.of(List.of("a", "a"), List.of("1", "2"), Map.of("a", 4L), SinglePsu.REFUSE);
    // totals 3, 5, 0, 0: mean 2, squares 1 + 9 + 4 + 4 = 18, times 4/3
    assertThat(part.variance(new double[] {3, 5}).value().orElseThrow())
        .isCloseTo(24, within(1e-12));
  }

  @Test
  void aStratumWithOneClusterAddsWhatIsDeclared() {
    double[] totals = {1, 2, 6, 5};
    assertThat(design(SinglePsu.REFUSE).variance(totals).reason())
        .startsWith("stratum 'b' has one cluster: no standard error");
    assertThat(design(SinglePsu.CERTAINTY).variance(totals).value().orElseThrow())
        .isCloseTo(21, within(1e-12));
    assertThat(design(SinglePsu.CENTRED).variance(totals).value().orElseThrow())
        .isCloseTo(46, within(1e-12));
    assertThat(design(SinglePsu.AVERAGE).variance(totals).value().orElseThrow())
        .isCloseTo(42, within(1e-12));
  }

  @Test
  void theErrorOfAMeanIsTheTextbooks() {
    double[] x = {3, 5, 8, 12, 2};
    double[] w = {1, 1, 1, 1, 1};
    WelfareSample sample = WelfareSample.of(x, w).value().orElseThrow();
    SamplingError error =
        new SurveyEstimator(SurveyDesign.simple(5), 0.95)
            .error(sample, IntStream.range(0, 5).toArray(), InequalityMeasures.mean(sample), null)
            .value()
            .orElseThrow();
    // mean 6, s^2 = (9 + 1 + 4 + 36 + 16) / 4 = 16.5, s^2 / n = 3.3; t(4) = 2.776445
    assertThat(error.standardError()).isCloseTo(Math.sqrt(3.3), within(1e-12));
    assertThat(error.low()).isCloseTo(6 - 2.776445 * Math.sqrt(3.3), within(1e-5));
    assertThat(error.effectiveSampleSize()).isCloseTo(5, within(1e-9));
  }

  @Test
  void replicatesGiveTheirVariance() {
    // the jackknife of a mean is s^2 / n exactly
    double[] x = {3, 5, 8, 12, 2};
    double[] left = IntStream.range(0, 5).mapToDouble(i -> (30 - x[i]) / 4).toArray();
    ReplicateWeights jackknife = new ReplicateWeights(ReplicateWeights.Method.JACKKNIFE, 0, false);
    assertThat(jackknife.variance(6, left)).isCloseTo(3.3, within(1e-12));
    double[] two = {4, 9};
    assertThat(new ReplicateWeights(ReplicateWeights.Method.BRR, 0, false).variance(6, two))
        .isEqualTo(6.5);
    assertThat(new ReplicateWeights(ReplicateWeights.Method.FAY, 0.5, false).variance(6, two))
        .isEqualTo(26);
    assertThat(new ReplicateWeights(ReplicateWeights.Method.BOOTSTRAP, 0, true).variance(6, two))
        .isEqualTo(6.25);
    assertThat(
            new ReplicateWeights(ReplicateWeights.Method.SUCCESSIVE_DIFFERENCE, 0, false)
                .variance(6, two))
        .isEqualTo(26);
  }

  /** Many samples of one population: the mean of the variances is the variance of the estimates. */
  @Test
  void theErrorIsHowFarSamplesDiffer() {
    Random random = new Random(5);
    int trials = 400;
    double[] rates = new double[trials];
    double[] ginis = new double[trials];
    double rateVariance = 0;
    double giniVariance = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[] x =
          IntStream.range(0, 400)
              .mapToDouble(i -> Math.exp(4 + 0.6 * random.nextGaussian()))
              .toArray();
      double[] w = random.doubles(400, 1, 2).toArray();
      WelfareSample sample = WelfareSample.of(x, w).value().orElseThrow();
      int[] rows = IntStream.range(0, 400).toArray();
      Linearised median = QuantileMeasures.quantile(sample, 0.5).value().orElseThrow();
      Linearised line = Linearised.of(0.6 * median.value(), place -> 0.6 * median.at(place));
      SurveyEstimator survey = new SurveyEstimator(SurveyDesign.simple(400), 0.95);
      Linearised rate = PovertyMeasures.fgt(sample, line.value(), 0).value().orElseThrow();
      Linearised gini = InequalityMeasures.gini(sample).value().orElseThrow();
      rates[trial] = rate.value();
      ginis[trial] = gini.value();
      SurveyEstimator.EstimatedLine estimated =
          new SurveyEstimator.EstimatedLine(sample, rows, line);
      rateVariance +=
          square(survey.error(sample, rows, rate, estimated).value().orElseThrow()) / trials;
      giniVariance += square(survey.error(sample, rows, gini, null).value().orElseThrow()) / trials;
    }
    assertThat(Math.sqrt(rateVariance) / deviation(rates)).isBetween(0.85, 1.15);
    assertThat(Math.sqrt(giniVariance) / deviation(ginis)).isBetween(0.9, 1.1);
  }

  private static double square(SamplingError error) {
    return error.standardError() * error.standardError();
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1));
  }

  /** Persons drawn within regions, as the R package convey takes the same households. */
  @Test
  void theErrorsOfEuSilcAreOfTheSizeThatIsKnown() {
    List<Map<String, String>> persons =
        CheckTable.rows(SharedData.file("checks/eusilc_microdata/input.csv.gz"));
    WelfareSample sample =
        WelfareSample.of(
                CheckTable.column(persons, "income_equivalised"),
                CheckTable.column(persons, "weight"))
            .value()
            .orElseThrow();
    SurveyDesign design =
        SurveyDesign.of(
            persons.stream().map(p -> p.get("region")).toList(),
            persons.stream().map(p -> p.get("person")).toList(),
            Map.of(),
            SinglePsu.REFUSE);
    SurveyEstimator survey = new SurveyEstimator(design, 0.95);
    int[] rows = IntStream.range(0, persons.size()).toArray();
    Linearised median = QuantileMeasures.quantile(sample, 0.5).value().orElseThrow();
    Linearised line = Linearised.of(0.6 * median.value(), place -> 0.6 * median.at(place));
    Linearised rate = PovertyMeasures.fgt(sample, line.value(), 0).value().orElseThrow();
    SurveyEstimator.EstimatedLine estimated = new SurveyEstimator.EstimatedLine(sample, rows, line);
    double ofRate =
        survey.error(sample, rows, rate, estimated).value().orElseThrow().standardError();
    double ofGini =
        survey
            .error(sample, rows, InequalityMeasures.gini(sample).value().orElseThrow(), null)
            .value()
            .orElseThrow()
            .standardError();
    double ofRatio =
        survey
            .error(
                sample,
                rows,
                QuantileMeasures.shareRatio(sample, 0.8, 0.2).value().orElseThrow(),
                null)
            .value()
            .orElseThrow()
            .standardError();
    double ofLine = survey.error(sample, rows, line, null).value().orElseThrow().standardError();
    double ofGap =
        survey
            .error(
                sample,
                rows,
                PovertyMeasures.relativeMedianGap(sample, line.value()).value().orElseThrow(),
                estimated)
            .value()
            .orElseThrow()
            .standardError();
    assertThat(ofRate).isCloseTo(0.0028, within(0.00005));
    assertThat(ofGini).isCloseTo(0.0019, within(0.00005));
    assertThat(ofRatio).isCloseTo(0.0425, within(0.0002));
    assertThat(ofLine).as("convey prints 50.636").isCloseTo(50.636, within(0.0005));
    assertThat(ofGap).isBetween(0.005, 0.0065);
  }
}
