package org.xiaokang.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Comparison.Grouping;
import org.xiaokang.catalogue.Measure.Composite;
import org.xiaokang.catalogue.Measure.Convergence.ClubSearch;
import org.xiaokang.catalogue.Measure.Convergence.Model;
import org.xiaokang.catalogue.Measure.Decomposition.Of;
import org.xiaokang.catalogue.Measure.Inequality.Index;
import org.xiaokang.catalogue.Measure.Peers;

/** What is compared is read as declared, measure by measure, and the rest by its defaults. */
class ComparisonReaderTest {
  @TempDir private Path folder;

  private Comparison comparison(String keys) {
    return new Compared(folder).comparison(keys);
  }

  private Measure measure(String keys) {
    return comparison("indicators: [income], measure: " + keys).measure();
  }

  @Test
  void whatIsNotSaidHasDefaults() {
    assertThat(comparison("indicators: income, measure: ranking"))
        .isEqualTo(
            new Comparison(
                "c",
                new Names("c", "c"),
                List.of("income"),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                Comparison.Years.ALL,
                null,
                false,
                new Measure.Ranking(null)));
  }

  @Test
  void whatAllMeasuresHaveIsRead() {
    Comparison all =
        comparison(
            "name: {en: Places, zh: 名次}, indicators: [income, debt], measure: inequality,"
                + " weight: wages, weight_scope: 'b=2;a=1', as_of: 2021-07-31, levels: [county], scopes: [all, 'sex=f;age=1'],"
                + " within: [parent, province, zone], from: 2013, to: 2020, indices: [gini]");
    assertThat(all)
        .isEqualTo(
            new Comparison(
                "c",
                new Names("Places", "名次"),
                List.of("income", "debt"),
                "wages",
                "a=1;b=2",
                List.of("county"),
                List.of("all", "age=1;sex=f"),
                List.of(
                    new Grouping(Grouping.Kind.PARENT, "parent"),
                    new Grouping(Grouping.Kind.LEVEL, "province"),
                    new Grouping(Grouping.Kind.ATTRIBUTE, "zone")),
                new Comparison.Years(2013, 2020),
                LocalDate.of(2021, 7, 31),
                false,
                new Measure.Inequality(List.of(new Index("gini", Index.Family.GINI, List.of())))));
    assertThat(measure("ranking, target: 1e4")).isEqualTo(new Measure.Ranking(10_000.0));
    assertThat(measure("ranking, decimals: 1, bounds_in: limit=lower"))
        .isEqualTo(new Measure.Ranking(null, 1, "limit=lower"));
    assertThat(all.reads("debt")).containsExactly("debt", "wages");
    assertThat(all.reads("")).containsExactly("debt", "income", "wages");
    assertThat(all.years().contains(2013)).isTrue();
    assertThat(all.years().contains(2021)).isFalse();
  }

  @Test
  void inequalityHasIndices() {
    assertThat(measure("inequality"))
        .isEqualTo(
            new Measure.Inequality(
                List.of(
                    new Index("gini", Index.Family.GINI, List.of()),
                    new Index("theil_t", Index.Family.THEIL_T, List.of()),
                    new Index("theil_l", Index.Family.THEIL_L, List.of()),
                    new Index("ge(2)", Index.Family.GE, List.of(2.0)),
                    new Index("atkinson(0.5)", Index.Family.ATKINSON, List.of(0.5)),
                    new Index("cv", Index.Family.CV, List.of()),
                    new Index("hoover", Index.Family.HOOVER, List.of()),
                    new Index("ratio(0.9,0.1)", Index.Family.RATIO, List.of(0.9, 0.1)))));
    assertThat(
            measure(
                "inequality, indices: [gini_sample, cv_sample, sd_log, 'ratio (1, 0)', ge(-1)]"))
        .isEqualTo(
            new Measure.Inequality(
                List.of(
                    new Index("gini_sample", Index.Family.GINI_SAMPLE, List.of()),
                    new Index("cv_sample", Index.Family.CV_SAMPLE, List.of()),
                    new Index("sd_log", Index.Family.SD_LOG, List.of()),
                    new Index("ratio(1,0)", Index.Family.RATIO, List.of(1.0, 0.0)),
                    new Index("ge(-1)", Index.Family.GE, List.of(-1.0)))));
  }

  @Test
  void concentrationAndTrendAreRead() {
    Measure concentration = measure("concentration, rank_by: debt");
    assertThat(concentration).isEqualTo(new Measure.Concentration("debt", 101));
    assertThat(concentration.others()).containsExactly("debt");
    assertThat(measure("concentration, rank_by: debt, points: 11"))
        .isEqualTo(new Measure.Concentration("debt", 11));
    assertThat(measure("trend")).isEqualTo(new Measure.Trend(null, 2100, 0.95, 4));
    assertThat(measure("trend, target: 5, latest: 2035, confidence: 0.9, at_least: 8"))
        .isEqualTo(new Measure.Trend(5.0, 2035, 0.9, 8));
  }

  @Test
  void convergenceAndMobilityAreRead() {
    assertThat(measure("convergence"))
        .isEqualTo(
            new Measure.Convergence(
                List.of(Model.SIGMA, Model.BETA),
                List.of(),
                true,
                1,
                10,
                new ClubSearch(false, 0, 0.3, false)));
    Measure all =
        measure(
            "convergence, models: [clubs, panel], controls: [debt, wages], growth: total, step: 2,"
                + " at_least: 5, smoothing: 400, discard: 0.2, in_logs: true, merge: true");
    assertThat(all)
        .isEqualTo(
            new Measure.Convergence(
                List.of(Model.CLUBS, Model.PANEL),
                List.of("debt", "wages"),
                false,
                2,
                5,
                new ClubSearch(true, 400, 0.2, true)));
    assertThat(all.others()).containsExactly("debt", "wages");
    assertThat(measure("mobility"))
        .isEqualTo(new Measure.Mobility(5, List.of(), false, 1, List.of()));
    assertThat(measure("mobility, classes: 2, step: 3, initial: [0.25, 0.75]"))
        .isEqualTo(new Measure.Mobility(2, List.of(), false, 3, List.of(0.25, 0.75)));
    assertThat(measure("mobility, bounds: [0.8, 1.2], of: mean"))
        .isEqualTo(new Measure.Mobility(0, List.of(0.8, 1.2), true, 1, List.of()));
    assertThat(measure("mobility, bounds: [4000], of: value, classes: 2"))
        .isEqualTo(new Measure.Mobility(0, List.of(4000.0), false, 1, List.of()));
  }

  @Test
  void peersAreRead() {
    Measure peers = measure("peers");
    assertThat(peers)
        .isEqualTo(
            new Peers(
                Peers.Algorithm.K_MEANS, 2, 8, "income", 5, 5, 1, null, Peers.Missing.LEAVE_OUT));
    assertThat(peers.isOfAll()).isTrue();
    assertThat(measure("peers, k_min: 12")).extracting("most").isEqualTo(12);
    assertThat(
            measure(
                "peers, algorithm: bisecting_k_means, k_min: 3, k_max: 4, order_by: debt,"
                    + " nearest: 0, starts: 2, seed: 7, year: 2019, missing: median"))
        .isEqualTo(
            new Peers(
                Peers.Algorithm.BISECTING_K_MEANS,
                3,
                4,
                "debt",
                0,
                2,
                7,
                2019,
                Peers.Missing.MEDIAN));
  }

  @Test
  void aCompositeKnowsOfWhatLessIsBetter() {
    assertThat(comparison("indicators: [income, debt], measure: composite").measure())
        .isEqualTo(
            new Composite(
                Composite.Normalisation.MIN_MAX,
                List.of(Composite.Weighting.EQUAL),
                Map.of(),
                List.of(Composite.Aggregation.ARITHMETIC),
                List.of("debt"),
                1000,
                1));
    Measure all =
        comparison(
                "indicators: [income, debt, wages], measure: composite, normalisation: z_score,"
                    + " weightings: [entropy, pca, declared], aggregations: [geometric, topsis],"
                    + " weights: {income: 0, debt: 1, wages: 0.5}, lower_is_better: [income, wages],"
                    + " higher_is_better: [debt], draws: 0, seed: 3")
            .measure();
    assertThat(all)
        .isEqualTo(
            new Composite(
                Composite.Normalisation.Z_SCORE,
                List.of(
                    Composite.Weighting.ENTROPY,
                    Composite.Weighting.PCA,
                    Composite.Weighting.DECLARED),
                Map.of("income", 0.0, "debt", 1.0, "wages", 0.5),
                List.of(Composite.Aggregation.GEOMETRIC, Composite.Aggregation.TOPSIS),
                List.of("income", "wages"),
                0,
                3));
    assertThat(measure("composite, weights: {income: 2}"))
        .extracting("weightings")
        .isEqualTo(List.of(Composite.Weighting.EQUAL, Composite.Weighting.DECLARED));
  }

  @Test
  void decompositionsAreRead() {
    Measure parts =
        comparison("indicators: [wages, debt], measure: decomposition, of: parts, total: income")
            .measure();
    assertThat(parts).isEqualTo(new Measure.Decomposition(Of.PARTS, "income", null, 1));
    assertThat(parts.others()).containsExactly("income");
    assertThat(parts.isOfAll()).isTrue();
    Measure regions = measure("decomposition, of: regions, step: 5");
    assertThat(regions).isEqualTo(new Measure.Decomposition(Of.REGIONS, null, null, 5));
    assertThat(regions.isOfAll()).isFalse();
    assertThat(measure("decomposition, of: poverty, line: 4000"))
        .isEqualTo(new Measure.Decomposition(Of.POVERTY, null, 4000.0, 1));
  }
}
