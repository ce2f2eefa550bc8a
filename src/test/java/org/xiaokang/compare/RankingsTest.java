package org.xiaokang.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.compare.measure.PlaceRange;
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

  @Test
  void placesAreByRoundedValuesWhereTheComparisonDeclaresDecimals() {
    panel.counties("income", 2020, 9.14, 9.06, 9.05, 9.04);
    List<RankingRow> found = rank("indicators: [income], decimals: 1");
    // Printed 9.1, 9.1, 9.1, 9.0: the office ranks what it prints.
    assertThat(List.of("A", "B", "C", "D"))
        .extracting(area -> only(found, area, "2020", "all").rank())
        .containsExactly(1, 1, 1, 4);
    RankingRow b = only(found, "B", "2020", "all");
    assertThat(b.value()).isEqualTo(9.06);
    assertThat(b.certain()).isEqualTo(new PlaceRange(1, 1));
  }

  private void bounded(String area, String scope, double value, @Nullable String bound) {
    ComparedValue like =
        CountyPanel.value("poverty", scope, "year", "2020-01-01", "2020-12-31", area, value);
    panel.put(
        new ComparedValue(
            area,
            area,
            "poverty",
            scope,
            "year",
            "2020",
            like.start(),
            like.end(),
            value,
            true,
            bound,
            bound == null ? 0 : Reservation.BOUNDED_VALUE.bit()));
  }

  @Test
  void boundsGiveAPartialOrder() {
    bounded("A", "all", 3, null);
    bounded("B", "all", 5, "at_most");
    bounded("C", "all", 4, null);
    bounded("D", "all", 10, "at_least");
    bounded("E", "all", 10, "at_most");
    bounded("E", "class=low", 5, "at_least");
    bounded("F", "class=low", 20, "at_least");
    List<RankingRow> found = rank("indicators: [poverty], bounds_in: class=low");
    assertThat(found).extracting(row -> row.series().scope()).containsOnly("all");
    // Less is better. B is anywhere up to 5: before A and C or behind both. D is 10 or more: behind
    // A, B and C for certain, and behind E or beside it. E lies from 5 to 10: beside B at best, and
    // beside D at worst.
    // F has the lower bound only and is ranked by it: D may be anywhere above, before F or behind.
    assertThat(List.of("A", "B", "C", "D", "E", "F"))
        .extracting(area -> only(found, area, "2020", "all").certain())
        .containsExactly(
            new PlaceRange(1, 2),
            new PlaceRange(1, 3),
            new PlaceRange(2, 3),
            new PlaceRange(4, 6),
            new PlaceRange(3, 4),
            new PlaceRange(5, 6));
    assertThat(found)
        .allSatisfy(row -> assertThat(row.series().reservations()).contains("bounded_value"));
    assertThat(only(found, "B", "2020", "all").bound()).isEqualTo("at_most");
  }

  @Test
  void breakdownsThatMeanTheSameOrComeCloseMeetWithAReservation() {
    panel.put("income", 2020, "A", 10);
    panel.put(
        CountyPanel.value("income", "registered", "year", "2020-01-01", "2020-12-31", "B", 20));
    panel.put(
        CountyPanel.value(
            "income", "line=2300;registered", "year", "2020-01-01", "2020-12-31", "C", 30));
    List<RankingRow> found = rank("indicators: [income], scopes: [all]");
    assertThat(only(found, "B", "2020", "all").ranked()).isEqualTo(3);
    assertThat(found)
        .allSatisfy(
            row ->
                assertThat(row.series().reservations())
                    .containsExactly("scope_equivalent", "other_definition"));
    // A breakdown by itself is alike.
    assertThat(rank("indicators: [income], scopes: [registered]"))
        .extracting(row -> row.region().refArea() + row.series().reservations())
        .containsExactlyInAnyOrder("B[other_definition]", "C[other_definition]");
  }

  @Test
  void aRegionsOwnBreakdownGoesBeforeOneThatMeansTheSame() {
    panel.put("income", 2020, "A", 10);
    panel.put(
        CountyPanel.value("income", "registered", "year", "2020-01-01", "2020-12-31", "A", 99));
    List<RankingRow> found = rank("indicators: [income], scopes: [all]");
    assertThat(only(found, "A", "2020", "all").value()).isEqualTo(10);
    assertThat(found.get(0).series().reservations()).isEmpty();
  }

  @Test
  void countsWithoutAStartAreComparedAsOfADay() {
    panel.put(count("A", "2019-12-31", 5, 0));
    panel.put(count("A", "2020-06-30", 7, 0));
    panel.put(count("B", "2021-05-21", 9, Reservation.PERIOD_BOUNDED.bit()));
    panel.put(count("C", "2021-08-01", 99, 0));
    List<RankingRow> found = rank("indicators: [income], as_of: 2021-07-31");
    assertThat(found)
        .extracting(row -> row.region().refArea() + " " + row.value() + " " + row.rank())
        .containsExactlyInAnyOrder("A 7.0 2", "B 9.0 1");
    assertThat(found)
        .allSatisfy(
            row -> {
              assertThat(row.period().timePeriod()).isEqualTo("../2021-07-31");
              assertThat(row.series().reservations()).containsExactly("period_bounded");
            });
  }

  private static ComparedValue count(String area, String end, double value, int said) {
    return new ComparedValue(
        area,
        area,
        "income",
        "all",
        "cumulative",
        "../" + end,
        null,
        LocalDate.parse(end),
        value,
        true,
        null,
        said);
  }
}
