package org.xiaokang.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.assess.ContradictionRow.Certainty;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.indicator.IndicatorValue.InputFigure;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.indicator.MetricReconciliation;
import org.xiaokang.ingest.Observation;

/** A reported rate against its numerator and denominator. */
class ReportedContradictionTest {
  @TempDir private static Path folder;

  private static Catalogue catalogue;

  @BeforeAll
  static void read() {
    catalogue =
        StatedRows.projects(
            folder,
            "code,name,level,parent,valid_from,valid_to,successors\nC,甲县,county,510000,,,\n");
  }

  /** 2,100 of 432,346 persons are 0.4857 %. */
  private static List<ContradictionRow> found(String incidence, String poor, String unit) {
    List<Observation> figures =
        StatedRows.under(catalogue)
            .add("C", "registered_poor_population", poor, unit, 2018)
            .add("C", "rural_population", "432346", "人", 2018)
            .add("C", "poverty_incidence", incidence, "%", 2018)
            .observations();
    double computed =
        100 * figures.get(0).value().doubleValue() / figures.get(1).value().doubleValue();
    List<InputFigure> inputs =
        List.of(input("population", figures.get(1)), input("poor", figures.get(0)));
    IndicatorValue value =
        new IndicatorValue(
            "C",
            "C",
            "poverty_incidence_from_register",
            "all",
            figures.get(0).period(),
            null,
            Origin.REPORTED,
            computed,
            null,
            "percent",
            "A",
            null,
            List.of(),
            null,
            inputs,
            null,
            null,
            "510000",
            null);
    List<MetricReconciliation.Match> matches =
        MetricReconciliation.of(catalogue).matches(figures, List.of(value), figure -> false);
    Set<Long> all = figures.stream().map(Observation::observationId).collect(Collectors.toSet());
    return new RegionContradictions(catalogue).rows(figures, all, matches);
  }

  private static InputFigure input(String variable, Observation figure) {
    return new InputFigure(
        variable,
        figure.metric(),
        figure.scope(),
        figure.period().timePeriod(),
        figure.value().doubleValue(),
        false,
        figure.observationId());
  }

  @Test
  void whatRoundingExplainsIsNoContradiction() {
    assertThat(found("0.49", "2100", "人")).isEmpty();
    assertThat(found("0.5", "2100", "人")).isEmpty();
  }

  @Test
  void aRateThatItsPartsExcludeNamesAllThree() {
    List<ContradictionRow> found = found("0.48", "2100", "人");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).kind()).isEqualTo(ContradictionRow.Kind.REPORTED);
    assertThat(found.get(0).certainty()).isEqualTo(Certainty.IMPOSSIBLE);
    assertThat(found.get(0).statements())
        .extracting(StatedFigure::printed)
        .containsExactlyInAnyOrder("0.48%", "2100人", "432346人");
  }

  @Test
  void aDisagreementThatTheRoundingOfItsPartsExplainsIsToldAsPrinted() {
    // 0.2 万 may be 2,050, and 0.4742 % of 432,346; as printed it is 0.4626 %.
    List<ContradictionRow> found = found("0.47", "0.2", "万人");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).certainty()).isEqualTo(Certainty.AS_PRINTED);
  }
}
