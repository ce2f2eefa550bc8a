package org.xiaokang.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.compare.InequalityRow.Component;

/** Inequality of six counties, and concentration; expected figures are worked by hand. */
class InequalitiesTest {
  @TempDir private Path folder;
  private CountyPanel panel;

  @BeforeEach
  void begin() {
    panel = new CountyPanel(folder);
  }

  private static InequalityRow only(
      List<InequalityRow> rows, String index, Component component, @Nullable String group) {
    List<InequalityRow> found =
        rows.stream()
            .filter(row -> row.index().equals(index) && row.component() == component)
            .filter(row -> group == null || group.equals(row.group().group()))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static void is(InequalityRow row, double expected) {
    assertThat(row.value().number()).isCloseTo(expected, within(1e-12));
  }

  @Test
  void inequalityIsWeightedAndItsPartsAddUp() {
    panel.counties("income", 2020, 10, 10, 10, 30, 30, 30);
    panel.counties("people", 2020, 100, 100, 100, 100, 100, Double.NaN);
    panel.put("people", 2019, "F", 100);
    List<InequalityRow> found =
        panel.rows(
            ComparisonTable.INEQUALITY,
            "  - {id: i, measure: inequality, indicators: [income], weight: people, within: [parent], indices: [theil_t, gini, hoover]}\n");
    InequalityRow total = only(found, "theil_t", Component.TOTAL, null);
    // shares 3/5 and 2/5, mean 18: 3/5 x 10/18 ln(10/18) + 2/5 x 30/18 ln(30/18)
    double theil = 0.6 * 10 / 18 * Math.log(10.0 / 18) + 0.4 * 30 / 18 * Math.log(30.0 / 18);
    is(total, theil);
    assertThat(total.regions()).isEqualTo(5);
    assertThat(total.leftOut()).isEqualTo(1);
    assertThat(total.weighted()).isTrue();
    assertThat(total.group()).isEqualTo(RegionGroup.EVERY);
    is(only(found, "theil_t", Component.BETWEEN, null), theil);
    is(only(found, "theil_t", Component.WITHIN, null), 0);
    is(only(found, "gini", Component.TOTAL, null), 0.6 * 0.4 * 20 / 18);
    is(only(found, "gini", Component.OVERLAP, null), 0);
    is(only(found, "hoover", Component.TOTAL, null), 0.6 * 8 / 18);
    InequalityRow q = only(found, "gini", Component.GROUP, "Q");
    assertThat(q.populationShare()).isCloseTo(0.4, within(1e-12));
    assertThat(q.valueShare()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(q.leftOut()).isEqualTo(1);
    assertThat(only(found, "gini", Component.GROUP, "P").leftOut()).isZero();
    // total, three parts of the Gini and two of Theil's, two groups of each
    assertThat(found).hasSize(3 + 3 + 2 + 3 * 2);
  }

  @Test
  void regionsOfNoGroupAreAGroupOfTheirOwn() {
    panel.counties("income", 2020, 10, 10, 10, 30, 30, 30);
    panel.regions(CountyPanel.REGIONS.replace("hills", ""));
    List<InequalityRow> found =
        panel.rows(
            ComparisonTable.INEQUALITY,
            "  - {id: i, measure: inequality, indicators: [income], within: [zone], indices: [theil_t]}\n");
    // A, C and F: two of 10, one of 30, so 50 of 120; B, D and E have the rest
    InequalityRow none =
        found.stream()
            .filter(row -> row.component() == Component.GROUP && row.group().group() == null)
            .findFirst()
            .orElseThrow();
    assertThat(none.regions()).isEqualTo(3);
    assertThat(none.valueShare()).isCloseTo(50.0 / 120, within(1e-12));
    assertThat(none.group().grouping()).isEqualTo("zone");
  }

  @Test
  void moneyThatGoesToThePoorestHasANegativeConcentration() {
    panel.counties("fund", 2020, 30, 0, 0, 0, 0, 0);
    panel.counties("income", 2020, 1, 2, 3, 4, 5, 6);
    String declared = "  - {id: c, measure: concentration, indicators: [fund], rank_by: income}\n";
    List<InequalityRow> indices = panel.rows(ComparisonTable.INEQUALITY, declared);
    assertThat(indices).hasSize(1);
    is(indices.get(0), -5.0 / 6); // all to the first of six: 2 x (1/12) - 1
    assertThat(indices.get(0).rankBy()).isEqualTo("income");
    List<ConcentrationCurveRow> curve = panel.rows(ComparisonTable.CONCENTRATION_CURVES, declared);
    assertThat(curve).extracting(ConcentrationCurveRow::point).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(curve.get(1).populationShare()).isCloseTo(1.0 / 6, within(1e-12));
    assertThat(curve.get(1).valueShare()).isEqualTo(1);
  }

  @Test
  void aRegionThatNothingOrdersIsLeftOut() {
    panel.counties("fund", 2020, 30, 30, 10);
    panel.counties("income", 2020, 1, 2);
    InequalityRow index =
        panel
            .rows(
                ComparisonTable.INEQUALITY,
                "  - {id: c, measure: concentration, indicators: [fund], rank_by: income}\n")
            .get(0);
    is(index, 0);
    assertThat(index.regions()).isEqualTo(2);
    assertThat(index.leftOut()).isEqualTo(1);
    assertThat(index.weighted()).isFalse();
  }
}
