package org.xiaokang.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes of a few counties are made of; expected figures are worked by hand. */
class DecompositionsTest {
  @TempDir private Path folder;
  private CountyPanel panel;

  @BeforeEach
  void begin() {
    panel = new CountyPanel(folder);
  }

  private List<DecompositionRow> decompose(String more) {
    return panel.rows(
        ComparisonTable.DECOMPOSITIONS,
        "  - {id: d, measure: decomposition, %s}\n".formatted(more));
  }

  /** The row of a part; of all regions where no region is named. */
  private static DecompositionRow only(List<DecompositionRow> rows, String part, String area) {
    List<DecompositionRow> found =
        rows.stream()
            .filter(row -> row.part().equals(part))
            .filter(row -> area.equals(row.refArea() == null ? "" : row.refArea()))
            .toList();
    assertThat(found).as(part + " " + area).hasSize(1);
    return found.get(0);
  }

  private static void is(DecompositionRow row, double expected) {
    assertThat(row.contribution().result()).isCloseTo(expected, within(1e-12));
  }

  @Test
  void aChangeOfTheMeanIsWhatRegionsDoAndWherePeopleGo() {
    panel.counties("income", 2019, 10, 20);
    panel.counties("income", 2020, 12, 20);
    panel.counties("people", 2019, 50, 50);
    panel.counties("people", 2020, 25, 75);
    List<DecompositionRow> found = decompose("of: regions, indicators: [income], weight: people");
    DecompositionRow total = only(found, "total", "");
    assertThat(total.before()).isCloseTo(15, within(1e-12));
    assertThat(total.after()).isCloseTo(18, within(1e-12));
    is(total, 3);
    assertThat(total.span()).isEqualTo(new PeriodSpan("2019", "2020"));
    is(only(found, "within", "A"), 1); // 0.5 x 2
    is(only(found, "shift", "A"), 1.25); // -0.25 x (10 - 15)
    is(only(found, "interaction", "A"), -0.5); // -0.25 x 2
    is(only(found, "shift", "B"), 1.25); // 0.25 x (20 - 15)
    assertThat(only(found, "within", "A").unit()).isEqualTo("yuan");
  }

  @Test
  void povertyFallsWherePeopleGoToTheRicher() {
    panel.counties("income", 2019, 10, 20);
    panel.counties("income", 2020, 12, 20);
    panel.counties("people", 2019, 50, 50);
    panel.counties("people", 2020, 25, 75);
    List<DecompositionRow> found =
        decompose("of: poverty, indicators: [income], weight: people, line: 15");
    DecompositionRow poor = only(found, "total", "");
    assertThat(poor.before()).isCloseTo(50, within(1e-12));
    assertThat(poor.after()).isCloseTo(25, within(1e-12));
    assertThat(poor.unitBefore()).isEqualTo("percent");
    is(poor, -25);
    // The means are 15 and 18: 10 and 20 times 1.2 are 12 and 24, so that half stay poor.
    is(only(found, "growth", ""), 0);
    // 12 and 20 by 15 / 18 are 10 and 16.7: of 25 and 75 people a quarter is poor.
    is(only(found, "redistribution", ""), -25);
    is(only(found, "residual", ""), 0);
    is(only(found, "redistribution_shapley", ""), -25);
    assertThat(poor.unit()).isEqualTo("percentage points");
  }

  @Test
  void growthIsMadeOfParts() {
    panel.counties("income", 2019, 100);
    panel.counties("income", 2020, 112);
    panel.counties("fund", 2019, 60);
    panel.counties("fund", 2020, 66);
    panel.counties("people", 2019, 30);
    panel.counties("people", 2020, 33);
    List<DecompositionRow> found =
        decompose("of: parts, total: income, indicators: [fund, people]");
    is(only(found, "total", "A"), 12);
    is(only(found, "fund", "A"), 6);
    is(only(found, "people", "A"), 3);
    is(only(found, "residual", "A"), 3);
  }

  @Test
  void partsAreOfThePeriodAndTheScopeOfTheirTotal() {
    quarter("income", "all", 2019, 30);
    quarter("income", "all", 2020, 33);
    quarter("income", "sex=f", 2019, 10);
    quarter("income", "sex=f", 2020, 11);
    quarter("people", "all", 2019, 18);
    quarter("people", "all", 2020, 20);
    panel.put("people", 2019, "A", 60);
    panel.put("people", 2020, "A", 66);
    List<DecompositionRow> found = decompose("of: parts, total: income, indicators: [people]");
    is(only(found, "people", "A"), 100 * 2 / 30.0);
    is(only(found, "residual", "A"), 100 / 30.0);
    DecompositionRow women =
        found.stream()
            .filter(row -> row.series().scope().equals("sex=f"))
            .findFirst()
            .orElseThrow();
    assertThat(women.contribution().reason()).isEqualTo("people has no value in 2019-12-31");
  }

  @Test
  void thePeriodBeforeIsTheLevelsOwn() {
    panel.counties("income", 2018, 1, 2, 3, 4, 5, 6);
    panel.counties("income", 2019, 6, 2, 3, 4, 5, 1);
    panel.put("income", 2020, "P", 30);
    panel.counties("income", 2021, 1, 2, 3, 4, 5, 6);
    List<DecompositionRow> of2021 =
        decompose("of: regions, indicators: [income], levels: [county]").stream()
            .filter(row -> row.span().to().equals("2021"))
            .toList();
    DecompositionRow a = only(of2021, "within", "A");
    assertThat(a.span().from()).isEqualTo("2019");
    assertThat(a.before()).isEqualTo(6);
  }

  /** A value of county A for the last quarter of a year. */
  private void quarter(String indicator, String scope, int year, double value) {
    panel.put(
        CountyPanel.value(
            indicator, scope, "quarter", year + "-10-01", year + "-12-31", "A", value));
  }

  @Test
  void aRegionWithoutAWeightIsLeftOutAndAStepMaySpanPeriods() {
    panel.counties("income", 2018, 10, 10, 10);
    panel.counties("income", 2019, 99, 99, 99);
    panel.counties("income", 2020, 20, 40, 60);
    panel.counties("people", 2018, 1, 1, 1);
    panel.counties("people", 2020, 1, 1);
    List<DecompositionRow> found =
        decompose("of: regions, indicators: [income], weight: people, step: 2");
    DecompositionRow total = only(found, "total", "");
    is(total, 20);
    assertThat(total.regions()).isEqualTo(2);
    assertThat(total.leftOut()).isEqualTo(1);
    assertThat(total.span()).isEqualTo(new PeriodSpan("2018", "2020"));
  }

  @Test
  void withoutAnyWeightThereIsNoChange() {
    panel.counties("income", 2019, 10);
    panel.counties("income", 2020, 12);
    DecompositionRow total =
        only(decompose("of: regions, indicators: [income], weight: people"), "total", "");
    assertThat(total.contribution().reason())
        .isEqualTo("no region has a value and a weight in both periods");
    assertThat(total.regions()).isZero();
    assertThat(total.before()).isNull();
  }
}
