package org.xiaokang.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pace of a few counties; expected figures are worked by hand. */
class TrendsTest {
  @TempDir private Path folder;
  private CountyPanel panel;

  @BeforeEach
  void begin() {
    panel = new CountyPanel(folder);
  }

  private List<TrendRow> trends(String more) {
    return panel.rows(ComparisonTable.TRENDS, "  - {id: t, measure: trend, %s}\n".formatted(more));
  }

  @Test
  void aTargetIsReachedAtThePresentPace() {
    for (int year = 2016; year <= 2020; year++) {
      panel.put("income", year, "A", 10 * (year - 2015));
    }
    List<TrendRow> found = trends("indicators: [income], target: 100");
    assertThat(found).hasSize(1);
    TrendRow a = found.get(0);
    assertThat(a.trend().slope().number()).isCloseTo(10, within(1e-12));
    assertThat(a.trend().statistic().number()).isEqualTo(10); // all of ten pairs rise
    assertThat(a.periods()).isEqualTo(5);
    assertThat(a.span()).isEqualTo(new PeriodSpan("2016", "2020"));
    // 50 at the end of 2020, so 100 five years later
    assertThat(Objects.requireNonNull(a.reach()).year().number()).isCloseTo(2025, within(1e-9));
    assertThat(a.target()).isEqualTo(100);
    assertThat(a.unit()).isEqualTo("yuan");
  }

  @Test
  void twoPeriodsAreNoTrend() {
    panel.counties("income", 2019, 10, 20);
    panel.counties("income", 2020, 11, 21);
    List<TrendRow> found = trends("indicators: [income]");
    assertThat(found).hasSize(2);
    assertThat(found)
        .allSatisfy(
            row -> {
              assertThat(row.trend().slope().reason()).isEqualTo("needs at least 4 years, has 2");
              assertThat(row.reach()).isNull();
            });
  }

  @Test
  void theTrendOfALevelBeginsWithItsOwnFirstPeriod() {
    panel.put("income", 2017, "P", 25);
    panel.counties("income", 2018, 1);
    panel.counties("income", 2019, 2);
    List<TrendRow> found = trends("indicators: [income], levels: [county]");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).span().from()).isEqualTo("2018");
  }

  @Test
  void aRegionIsCalledAsInItsLastPeriodAndKeptUnderItsSeries() {
    panel.regions(
        CountyPanel.REGIONS.replace(
            "F,F,F,county,Q,,,,hills,E",
            "F0,F,F,county,Q,,2018-12-31,F,hills,E\nF,F,F,county,Q,2019-01-01,,,hills,E"));
    ComparedValue old =
        CountyPanel.value("income", "all", "year", "2018-01-01", "2018-12-31", "F", 1);
    panel.put(
        new ComparedValue(
            "F",
            "F0",
            old.indicator(),
            old.scope(),
            old.kind(),
            old.timePeriod(),
            old.start(),
            old.end(),
            1,
            true));
    panel.put("income", 2019, "F", 2);
    List<TrendRow> found = trends("indicators: [income]");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).region()).isEqualTo(new ComparedRegion("F", "F"));
    assertThat(found.get(0).periods()).isEqualTo(2);
  }
}
