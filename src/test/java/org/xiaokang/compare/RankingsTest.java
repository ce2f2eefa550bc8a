package org.xiaokang.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.indicator.ValueBuilder;

/** Places of six counties; expected figures are worked by hand. */
class RankingsTest {
  private static final RegionGroup IN_P = new RegionGroup("parent", "P");

  @TempDir private Path folder;
  private CountyPanel panel;

  @BeforeEach
  void begin() {
    panel = new CountyPanel(folder);
  }

  private List<RankingRow> rank(String more) {
    return panel.rows(
        ComparisonTable.RANKINGS, "  - {id: r, measure: ranking, %s}\n".formatted(more));
  }

  private static RankingRow only(
      List<RankingRow> rows, String area, String period, String grouping) {
    List<RankingRow> found =
        rows.stream()
            .filter(row -> row.region().refArea().equals(area))
            .filter(row -> row.period().timePeriod().equals(period))
            .filter(row -> row.group().grouping().equals(grouping))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void equalValuesShareAPlaceAndARegionWithoutAValueHasNone() {
    panel.counties("income", 2019, 10, 20, 30, 40, 50, 60);
    panel.counties("income", 2020, 40, 20, 40, Double.NaN, 10, 60);
    panel.put("income", 2020, "P", 25);
    List<RankingRow> found =
        rank("indicators: [income], levels: [county], within: [parent, zone], target: 50");
    assertThat(found).hasSize(3 * 6 + 3 * 5);
    assertThat(found).noneMatch(row -> row.region().refArea().equals("P"));
    RankingRow a = only(found, "A", "2020", "all");
    assertThat(a.rank()).isEqualTo(2);
    assertThat(a.ranked()).isEqualTo(5);
    assertThat(a.previous()).isEqualTo(new RankingRow.Previous("2019", 6));
    assertThat(a.rankChange()).isEqualTo(-4);
    assertThat(a.percentile()).isEqualTo(0.625); // B and E below, C equal: (2 + 1 / 2) / 4
    assertThat(a.distanceToBest()).isEqualTo(-20);
    assertThat(a.distanceToTarget()).isEqualTo(-10);
    assertThat(a.distanceToParent()).isNull();
    assertThat(a.unit()).isEqualTo("yuan");
    assertThat(only(found, "B", "2020", "all").rank()).isEqualTo(4);
    RankingRow inP = only(found, "B", "2020", "parent");
    assertThat(inP.group()).isEqualTo(IN_P);
    assertThat(inP.rank()).isEqualTo(3);
    assertThat(inP.distanceToParent()).isEqualTo(-5);
    assertThat(only(found, "F", "2020", "zone").ranked()).isEqualTo(3);
  }

  @Test
  void theSmallestIsFirstWhereLowerIsBetter() {
    panel.counties("poverty", 2020, 3, 1, 2);
    List<RankingRow> found = rank("indicators: [poverty]");
    assertThat(only(found, "B", "2020", "all").rank()).isEqualTo(1);
    RankingRow a = only(found, "A", "2020", "all");
    assertThat(a.rank()).isEqualTo(3);
    assertThat(a.distanceToBest()).isEqualTo(2);
  }

  @Test
  void aRobustScoreIsTheDistanceToTheMedianInDeviations() {
    panel.counties("income", 2020, 10, 20, 30, 40, 90);
    RankingRow e = only(rank("indicators: [income]"), "E", "2020", "all");
    // Distances to 30 are 20, 10, 0, 10 and 60, their median 10.
    assertThat(e.robustScore().number()).isEqualTo(60 / (1.4826 * 10));
    panel.put("poverty", 2020, "A", 1);
    RankingRow alone = only(rank("indicators: [poverty]"), "A", "2020", "all");
    assertThat(alone.robustScore().reason()).contains("at least 3");
  }

  @Test
  void aChangeOfPlaceIsWithinTheSameGroup() {
    panel.counties("income", 2019, 10, 20, 30, 40, 50, 60);
    panel.counties("income", 2020, 10, 20, 30, 40, 50, 60);
    panel.regions(
        CountyPanel.REGIONS
            .replace(
                "P,P,P,prefecture,,,,,,",
                "P,P,P,prefecture,,,2019-12-31,P2,,\nP2,P,P,prefecture,,2020-01-01,,,,")
            .replace(
                "A,A,A,county,P,,,,hills,B;C",
                "A,A,A,county,P,,2019-12-31,A,hills,B;C\nA,A,A,county,Q,2020-01-01,,,hills,B;C"));
    List<RankingRow> found = rank("indicators: [income], levels: [county], within: [parent]");
    RankingRow a = only(found, "A", "2020", "parent");
    assertThat(a.group().group()).isEqualTo("Q");
    assertThat(a.rank()).isEqualTo(4);
    assertThat(a.previous()).isNull();
    assertThat(a.rankChange()).isNull();
    // B's parent goes on under another code.
    RankingRow b = only(found, "B", "2020", "parent");
    assertThat(b.group().group()).isEqualTo("P2");
    assertThat(Objects.requireNonNull(b.previous()).rank()).isEqualTo(2);
    RankingRow all = only(found, "A", "2020", "all");
    assertThat(Objects.requireNonNull(all.previous()).rank()).isEqualTo(6);
  }

  @Test
  void thePeriodBeforeIsTheLevelsOwn() {
    panel.put("income", 2017, "P", 25);
    panel.counties("income", 2019, 6, 2, 3, 4, 5, 1);
    panel.put("income", 2020, "P", 30);
    panel.counties("income", 2021, 1, 2, 3, 4, 5, 6);
    RankingRow a = only(rank("indicators: [income], levels: [county]"), "A", "2021", "all");
    assertThat(a.previous()).isEqualTo(new RankingRow.Previous("2019", 1));
  }

  @Test
  void theRegionsOwnReportIsComparedUnlessItCoversAPart() {
    String declared = "  - {id: r, measure: ranking, indicators: [income, fund]}\n";
    ComparisonPlan plan = panel.plan(declared);
    for (String indicator : List.of("income", "fund")) {
      plan.compared(ValueBuilder.value("A", indicator, 1.0).build()).ifPresent(panel::put);
      plan.compared(ValueBuilder.value("A", indicator, 7.0).below(2, 2, 1.0).build())
          .ifPresent(panel::put);
    }
    assertThat(panel.rows(ComparisonTable.RANKINGS, declared))
        .extracting(row -> row.series().indicator() + " " + row.value())
        .containsExactlyInAnyOrder("income 1.0", "fund 7.0"); // of the fund it covers a part
  }
}
