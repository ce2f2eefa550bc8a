package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xiaokang.indicator.CoverageChange;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.indicator.IndicatorValue.Coverage;
import org.xiaokang.indicator.IndicatorValue.InputFigure;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.indicator.SiblingRank;
import org.xiaokang.indicator.ValueBuilder;
import org.xiaokang.ingest.Period;

/** The rows of the table indicators. */
class IndicatorsTableTest {
  private static final Period YEAR = ValueBuilder.year(2020);
  private static final CoverageChange CHANGE = new CoverageChange("2019", 3, 2, 1);
  private static final IndicatorValue GOOD = value(1.5, "A", null, null, YEAR, CHANGE);

  private static IndicatorValue value(
      @Nullable Double value,
      String obsStatus,
      @Nullable String bound,
      @Nullable Double share,
      Period period,
      CoverageChange change) {
    return new IndicatorValue(
        "140000",
        "14",
        "income_growth",
        "rural",
        period,
        "2019",
        Origin.AGGREGATED,
        value,
        1.25,
        "percent",
        obsStatus,
        bound,
        List.of("derived", "partial"),
        null,
        List.of(new InputFigure("x", "income", "rural", "2020", 7.0, true, 42L)),
        new Coverage(2, 3, 0.75, share),
        change,
        "100000",
        new SiblingRank(1, 2, 0.25));
  }

  @Test
  void eachCellStandsInItsColumn() {
    Map<String, Object> cells =
        IndicatorsTable.SCHEMA.columns().stream()
            .filter(column -> column.cell().apply(GOOD) != null)
            .collect(
                Collectors.toMap(TableSchema.Column::name, column -> column.cell().apply(GOOD)));

    assertThat(cells)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("ref_area", "140000"),
                Map.entry("panel_area", "14"),
                Map.entry("indicator", "income_growth"),
                Map.entry("scope", "rural"),
                Map.entry("freq", "A"),
                Map.entry("period_kind", "year"),
                Map.entry("time_period", "2020"),
                Map.entry("period_start", LocalDate.of(2020, 1, 1)),
                Map.entry("period_end", LocalDate.of(2020, 12, 31)),
                Map.entry("base_period", "2019"),
                Map.entry("origin", "aggregated"),
                Map.entry("obs_value", 1.5),
                Map.entry("unadjusted_value", 1.25),
                Map.entry("unit_measure", "percent"),
                Map.entry("obs_status", "A"),
                Map.entry("flags", List.of("derived", "partial")),
                Map.entry("inputs", GOOD.inputs()),
                Map.entry("children_reported", 2),
                Map.entry("children_expected", 3),
                Map.entry("weight_share", 0.75),
                Map.entry("previous_period", "2019"),
                Map.entry("change", 3.0),
                Map.entry("change_in_both", 2.0),
                Map.entry("change_in_coverage", 1.0),
                Map.entry("parent_area", "100000"),
                Map.entry("rank_in_parent", 1),
                Map.entry("ranked_in_parent", 2),
                Map.entry("share_in_parent", 0.25)));
  }

  private static Period period(String kind, String freq, int last) {
    return new Period(kind, LocalDate.of(2020, 1, 1), LocalDate.of(last, 12, 31), "2020", freq);
  }

  /** Good ones, then for each condition one that breaks it. */
  private static List<IndicatorValue> values() {
    return List.of(
        GOOD,
        ValueBuilder.value("140000", "income_growth", null).at(ValueBuilder.undated()).build(),
        value(1.5, "E", "at_least", 1.0, YEAR, CHANGE),
        value(null, "A", null, null, YEAR, CHANGE),
        value(Double.NaN, "A", null, null, YEAR, CHANGE),
        value(Double.NEGATIVE_INFINITY, "A", null, null, YEAR, CHANGE),
        value(1.5, "Z", null, null, YEAR, CHANGE),
        value(1.5, "A", "perhaps", null, YEAR, CHANGE),
        value(1.5, "A", null, 1.5, YEAR, CHANGE),
        value(1.5, "A", null, -0.5, YEAR, CHANGE),
        value(1.5, "A", null, null, period("week", "A", 2020), CHANGE),
        value(1.5, "A", null, null, period("year", "W", 2020), CHANGE),
        value(1.5, "A", null, null, period("year", "A", 2019), CHANGE),
        value(1.5, "A", null, null, YEAR, new CoverageChange("2019", 3, 1, 1)));
  }

  @Test
  void whatHoldsForValuesIsTheSameInSql() {
    SchemaOracle.assertConditionsAgree(IndicatorsTable.SCHEMA, values());
    for (IndicatorValue good : values().subList(0, 3)) {
      assertThat(SchemaOracle.broken(IndicatorsTable.SCHEMA, good)).isEmpty();
    }
    Set<String> broken = new TreeSet<>();
    values().forEach(one -> broken.addAll(SchemaOracle.broken(IndicatorsTable.SCHEMA, one)));
    assertThat(broken)
        .containsExactly(
            "bound_is_known",
            "change_adds_up",
            "coverage_is_a_share",
            "freq_is_known",
            "obs_status_is_known",
            "period_is_in_order",
            "period_kind_is_known",
            "value_is_finite",
            "value_or_reason");
  }
}
