package org.xiaokang.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.indicator.IndicatorValue.Origin;

/** What the project's rule of exit says of made-up counties. */
class AssessorTest {
  private static final String REGIONS =
      """
      code,name,level,parent,valid_from,valid_to,successors,zone
      C1,甲县,county,510000,,,,
      C2,乙县,county,420000,,,,
      C3,丙县,county,500000,,,,
      C4,丁县,county,420000,,,,west
      V1,戊村,village,C1,,,,
      """;

  @TempDir private static Path folder;

  private static Catalogue catalogue;
  private static StatedRows nothing;

  @BeforeAll
  static void read() {
    catalogue = StatedRows.projects(folder, REGIONS);
    nothing = StatedRows.under(catalogue);
  }

  private static StatedRows rows() {
    return nothing.afresh();
  }

  private static Map<String, AssessmentRow> assessed(StatedRows rows) {
    return new Assessor(catalogue)
        .rows(rows.observations(), List.of()).stream()
            .collect(Collectors.toMap(AssessmentRow::criterion, row -> row));
  }

  private static StatedRows rates(String area, String incidence, String qualifier) {
    return rows()
        .add(area, "comprehensive_poverty_incidence", incidence, "%", 2018, "qualifier", qualifier)
        .add(area, "wrong_exit_rate", "0.35", "%", 2018)
        .add(area, "missed_rate", "0.5", "%", 2018)
        .add(area, "public_recognition_rate", "97", "%", 2018, "qualifier", "at_least");
  }

  private static AssessmentRow of(StatedRows rows, String criterion) {
    return Objects.requireNonNull(assessed(rows).get(criterion), criterion);
  }

  private static AssessmentVerdict whole(StatedRows rows) {
    return Objects.requireNonNull(of(rows, AssessmentRow.WHOLE).verdict());
  }

  @Test
  void theThresholdIsThatOfTheRegionItsZoneOrItsProvince() {
    assertThat(whole(rates("C1", "2.5", "exact"))).isEqualTo(AssessmentVerdict.MET);
    assertThat(whole(rates("C2", "2.5", "exact"))).isEqualTo(AssessmentVerdict.NOT_MET);
    assertThat(whole(rates("C3", "2.5", "exact"))).isEqualTo(AssessmentVerdict.NOT_MET);
    assertThat(whole(rates("C4", "2.5", "exact"))).isEqualTo(AssessmentVerdict.MET);
  }

  @Test
  void aBoundDecidesWhereItCanAndElseNothingIsDecided() {
    assertThat(whole(rates("C1", "3", "below"))).isEqualTo(AssessmentVerdict.MET);
    assertThat(whole(rates("C1", "3", "at_most"))).isEqualTo(AssessmentVerdict.NOT_DECIDABLE);
    assertThat(whole(rates("C1", "2", "nearly"))).isEqualTo(AssessmentVerdict.MET);
    assertThat(whole(rates("C2", "2", "nearly"))).isEqualTo(AssessmentVerdict.NOT_DECIDABLE);
    assertThat(whole(rates("C2", "4", "above"))).isEqualTo(AssessmentVerdict.NOT_MET);
  }

  @Test
  void whatIsNotKnownNeverCountsAsMetAndOneCriterionThatFailsDecides() {
    StatedRows three =
        rows()
            .add("C3", "wrong_exit_rate", "0", "%", 2019)
            .add("C3", "missed_rate", "0", "%", 2019)
            .add("C3", "public_recognition_rate", "97.91", "%", 2019);
    AssessmentRow whole = of(three, AssessmentRow.WHOLE);
    assertThat(whole.verdict()).isEqualTo(AssessmentVerdict.NOT_DECIDABLE);
    assertThat(whole.counts()).isEqualTo(new AssessmentRow.Counts(3, 0, 1));
    assertThat(whole.reason())
        .isEqualTo("3 of 4 criteria met; not decidable: comprehensive_poverty_incidence");
    assertThat(whole.wouldDecide()).first().isEqualTo("comprehensive_poverty_incidence");
    assertThat(whole.wouldDecide().get(1)).contains("registered_poor_population + ");
    StatedRows failing = rows().add("C3", "missed_rate", "2.2", "%", 2019);
    assertThat(whole(failing)).isEqualTo(AssessmentVerdict.NOT_MET);
  }

  @Test
  void nothingFoundInASampleOfUnknownSizeIsNothing() {
    StatedRows none = rows().add("C1", "exit_sample_wrong_exits", "0", "人", 2018);
    AssessmentRow wrong = of(none, "wrong_exit_rate");
    assertThat(wrong.verdict()).isEqualTo(AssessmentVerdict.MET);
    assertThat(wrong.range()).isEqualTo("[0, 0]");
    assertThat(wrong.obsStatus()).isEqualTo("E");
  }

  @Test
  void whatIsKnownOfPartsMayDecideAlready() {
    StatedRows parts =
        rows()
            .add("C2", "registered_poor_population", "600", "人", 2018)
            .add("C2", "rural_population", "1.2", "万人", 2018);
    AssessmentRow incidence = of(parts, "comprehensive_poverty_incidence");
    // 600 of 12,500 at most are 4.8 %, whatever the sample finds.
    assertThat(incidence.verdict()).isEqualTo(AssessmentVerdict.NOT_MET);
    assertThat(incidence.low()).isEqualTo(4.8);
    assertThat(incidence.high()).isNull();
    assertThat(incidence.margin()).isEqualTo(-2.8);
  }

  @Test
  void onlyRegionsOfTheRulesLevelsAndYearsAreAssessed() {
    assertThat(assessed(rates("V1", "1", "exact"))).isEmpty();
    assertThat(assessed(rows().add("C1", "missed_rate", "1", "%", 2015))).isEmpty();
    assertThat(assessed(rows().add("C1", "missed_rate", "1", "%", 2016))).isNotEmpty();
  }

  @Test
  void regionsAboveTellOfHowManyThereAreVerdicts() {
    List<AssessmentRow> rows =
        new Assessor(catalogue).rows(rates("C1", "2.5", "exact").observations(), List.of());
    AssessmentTally one = AssessmentTally.of(rows, catalogue);
    List<AssessmentRow> other =
        new Assessor(catalogue).rows(rates("C3", "2.5", "exact").observations(), List.of());
    List<AssessmentRow> above = one.plus(AssessmentTally.of(other, catalogue)).rows(catalogue);
    AssessmentRow nation =
        above.stream()
            .filter(row -> row.refArea().equals("100000") && row.criterion().equals("whole"))
            .findFirst()
            .orElseThrow();
    assertThat(nation.origin()).isEqualTo(Origin.AGGREGATED);
    assertThat(nation.verdict()).isNull();
    assertThat(nation.counts()).isEqualTo(new AssessmentRow.Counts(1, 1, 0));
    assertThat(nation.expected()).as("prefectures are not all listed").isNull();
    AssessmentRow chongqing =
        above.stream()
            .filter(row -> row.refArea().equals("500000") && row.criterion().equals("whole"))
            .findFirst()
            .orElseThrow();
    assertThat(chongqing.counts()).isEqualTo(new AssessmentRow.Counts(0, 1, 0));
    assertThat(chongqing.expected()).as("districts and counties of 重庆 in 2024").isEqualTo(38);
  }

  @Test
  void aVerdictTellsWhatWouldTurnIt() {
    AssessmentRow whole = of(rates("C1", "2.5", "exact"), AssessmentRow.WHOLE);
    BreakingPoint incidence =
        whole.turning().stream()
            .filter(point -> point.metric().equals("comprehensive_poverty_incidence"))
            .findFirst()
            .orElseThrow();
    // 2.9 is below 2.95 at most; 3.0 may be 3.
    assertThat(incidence.corrected()).isEqualByComparingTo("3.0");
    assertThat(incidence.turnsTo()).isEqualTo(AssessmentVerdict.NOT_DECIDABLE);
    assertThat(incidence.method()).isEqualTo(BreakingPoint.Method.EXACT);
    assertThat(incidence.share()).isEqualTo(0.2);
    // 89 of 97 is a smaller share of its figure than 0.5 of 2.5.
    assertThat(whole.turning().get(0).metric()).isEqualTo("public_recognition_rate");
    assertThat(whole.turning().get(0).corrected()).isEqualByComparingTo("89");
  }
}
