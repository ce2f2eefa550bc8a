package org.xiaokang.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xiaokang.estimate.SmallAreaEstimates.Area;

/**
 * What is declared, over rows that meet: domains, lines of other regions, replicate weights, areas.
 */
class DeclaredEstimatesTest {
  private final Map<String, EstimatedFigure> figures = new HashMap<>();

  private void take(EstimatedFigure figure) {
    figures.put(figure.metric() + " " + figure.area() + " " + figure.scope(), figure);
  }

  private EstimatedFigure figure(String key) {
    assertThat(figures).containsKey(key);
    return figures.get(key);
  }

  private static Estimate.Figure figure(String metric, Statistic.Kind kind, String of) {
    return new Estimate.Figure(metric, new Statistic(kind, List.of(), of), "ratio", "all");
  }

  private static Estimate estimate(
      List<Estimate.Figure> figures, List<Estimate.PovertyLine> lines, int least) {
    return new Estimate(
        "e",
        "s",
        figures,
        Optional.of(
            new Estimate.Welfare(
                "income", Optional.empty(), Optional.empty(), EquivalenceScale.NONE)),
        Estimate.Of.PERSONS,
        List.of("county", "nation"),
        List.of(List.of("sex")),
        lines,
        Optional.empty(),
        "",
        0.95,
        least,
        Optional.empty(),
        Estimate.CurveRule.CHOSEN,
        "f.yaml",
        1);
  }

  private static Households households(int replicates) {
    Households rows =
        new Households(
            new Households.Layout(
                List.of("county", "nation"), List.of("income"), List.of("sex"), replicates, false));
    double[] incomes = {10, 20, 30, 40, 50, 60};
    for (int i = 0; i < 6; i++) {
      double[] repeated = new double[replicates];
      for (int r = 0; r < replicates; r++) {
        repeated[r] = (i + r) % 2 == 0 ? 2 : 0;
      }
      rows.add(
          new HouseholdRow(
              new String[] {i < 4 ? "A" : "B", "N"},
              i,
              1,
              1,
              0,
              "",
              i,
              new double[] {incomes[i]},
              new String[] {i == 5 ? null : i % 2 == 0 ? "f" : "m"},
              repeated));
    }
    return rows;
  }

  private static final Estimate.PovertyLine HALF =
      new Estimate.PovertyLine("half", Estimate.Base.MEAN, 1, 0.5, Optional.of("nation"), "all");

  @Test
  void aCountysRateIsAtTheNationsLineAndHasItsError() {
    List<Estimate.Figure> rate = List.of(figure("rate", Statistic.Kind.HEADCOUNT, ""));
    MicrodataEstimates all =
        new MicrodataEstimates(
            estimate(rate, List.of(HALF), 2),
            households(0),
            Map.of(),
            SinglePsu.REFUSE,
            null,
            this::take);
    all.ofLevel(0);
    all.ofLevel(1);

    // the nation's mean is 35: three of A's four, none of B's two
    assertThat(figure("rate A all").value()).isEqualTo(0.75);
    assertThat(figure("rate B all").value()).isZero();
    assertThat(figure("rate N all").value()).isEqualTo(0.5);
    assertThat(figure("rate A sex=f").value()).isEqualTo(1);
    assertThat(figure("rate B sex=_U").refusal().code())
        .as("one household")
        .isEqualTo("too_few_households");
    assertThat(figure("rate A all").error().standardError()).isPositive();
    assertThat(figure("rate A all").error().high()).isEqualTo(1);
    assertThat(figure("rate A all").method()).contains("line 1.0 of the mean, 35.0", "Taylor");
    // nobody of B is near the line, whose error moves its density a little: no error of its own
    // alone
    assertThat(figure("rate B all").error().low()).isZero();
  }

  @Test
  void replicateWeightsGiveTheErrorWhereThereAreSome() {
    List<Estimate.Figure> mean = List.of(figure("mean", Statistic.Kind.MEAN, ""));
    ReplicateWeights rule = new ReplicateWeights(ReplicateWeights.Method.BRR, 0, false);
    MicrodataEstimates all =
        new MicrodataEstimates(
            estimate(mean, List.of(), 1),
            households(2),
            Map.of(),
            SinglePsu.REFUSE,
            rule,
            this::take);
    all.ofLevel(1);
    // halves 10, 30, 50 and 20, 40, 60 have means of 30 and 40 beside 35: (25 + 25) / 2
    assertThat(figure("mean N all").error().standardError()).isCloseTo(5, within(1e-12));
    assertThat(figure("mean N all").method()).isEqualTo("2 replicate weights");
  }

  @Test
  void areasThatAreRoughAreHelpedAndOthersStay() {
    Random random = new Random(2);
    List<Area> areas = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      double x = i / 12.0;
      double error = i == 3 ? 0.001 : 0.1;
      Double direct = i == 5 ? null : (Double) (0.2 + 0.5 * x + 0.05 * random.nextGaussian());
      areas.add(
          new Area(
              "a" + (char) ('a' + i),
              direct,
              error,
              9L,
              1,
              new double[] {i == 7 ? Double.NaN : x},
              new String[0],
              "P"));
    }
    Estimate.SmallAreaRule rule =
        new Estimate.SmallAreaRule(
            List.of("x"),
            List.of(),
            List.of(),
            "s",
            0.05,
            Optional.empty(),
            Benchmarking.Method.RATIO);
    new SmallAreaEstimates(estimate(List.of(), List.of(), 1), rule, this::take)
        .of(figure("small", Statistic.Kind.SMALL_AREA, "d"), "", areas, Map.of());

    assertThat(figure("small ad all").value()).as("sure enough").isEqualTo(areas.get(3).direct());
    assertThat(figure("small aa all").error().standardError()).isLessThan(0.1);
    assertThat(figure("small af all").method()).contains("by covariates alone");
    assertThat(figure("small af all").value()).isCloseTo(0.2 + 0.5 * 5 / 12, within(0.12));
    assertThat(figure("small ah all").refusal().code()).isEqualTo("covariate_missing");
  }

  @Test
  void benchmarkedAreasAgreeWithTheRegionAbove() {
    List<Area> areas = new ArrayList<>();
    double[] y = {0.1, 0.3, 0.2, 0.5, 0.4, 0.35};
    for (int i = 0; i < 6; i++) {
      areas.add(new Area("a" + i, y[i], 0.1, null, i + 1, new double[0], new String[0], "P"));
    }
    Estimate.SmallAreaRule rule =
        new Estimate.SmallAreaRule(
            List.of(),
            List.of(),
            List.of(),
            "s",
            0,
            Optional.of("nation"),
            Benchmarking.Method.RATIO);
    new SmallAreaEstimates(estimate(List.of(), List.of(), 1), rule, this::take)
        .of(figure("small", Statistic.Kind.SMALL_AREA, "d"), "", areas, Map.of("P", 0.33));
    double sum = 0;
    for (int i = 0; i < 6; i++) {
      sum += (i + 1) * figure("small a" + i + " all").value() / 21;
    }
    assertThat(sum).isCloseTo(0.33, within(1e-12));
    assertThat(figure("small a0 all").method()).endsWith("benchmarked to P");
  }
}
