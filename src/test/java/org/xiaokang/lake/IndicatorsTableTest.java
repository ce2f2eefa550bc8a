package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xiaokang.indicator.CoverageChange;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.indicator.IndicatorValue.Coverage;
import org.xiaokang.indicator.IndicatorValue.InputFigure;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.indicator.SiblingRank;
import org.xiaokang.ingest.Period;

/** The values of indicators as rows. */
class IndicatorsTableTest {
  private static final Period YEAR =
      new Period("year", LocalDate.of(2020, 1, 1), LocalDate.of(2020, 12, 31), "2020", "A");
  private static final Period REVERSED =
      new Period("week", LocalDate.of(2020, 1, 1), LocalDate.of(2019, 12, 31), "2020", "W");

  private static final InputFigure INPUT =
      new InputFigure("x", "m", "rural", "2020", 2.0, false, 42L);

  private static IndicatorValue value(
      Period period,
      @Nullable Double value,
      @Nullable String reason,
      String status,
      @Nullable String bound,
      @Nullable Coverage coverage,
      @Nullable CoverageChange change) {
    return new IndicatorValue(
        "B2",
        "B",
        "income",
        "rural",
        period,
        "2013",
        coverage == null ? Origin.REPORTED : Origin.AGGREGATED,
        value,
        7.5,
        "yuan",
        status,
        bound,
        List.of("derived"),
        reason,
        List.of(INPUT),
        coverage,
        change,
        "P",
        new SiblingRank(2, 3, 0.25),
        null,
        LocalDate.of(2021, 7, 5));
  }

  private static IndicatorValue plain(@Nullable Double value, @Nullable String reason) {
    return value(YEAR, value, reason, "A", null, null, null);
  }

  private static IndicatorValue whole(Double share, CoverageChange change) {
    return value(YEAR, 8.0, null, "E", "at_most", new Coverage(2, 3, 0.5, share), change);
  }

  @Test
  void eachCellStandsInItsColumn() {
    List<String> cells = new ArrayList<>();
    IndicatorValue value = whole(0.75, new CoverageChange("2019", 3, 1, 2));
    for (TableSchema.Column<IndicatorValue> column : IndicatorsTable.SCHEMA.columns()) {
      cells.add(column.name() + "=" + column.cell().apply(value));
    }
    assertThat(cells)
        .containsExactly(
            "ref_area=B2",
            "panel_area=B",
            "indicator=income",
            "scope=rural",
            "freq=A",
            "period_kind=year",
            "time_period=2020",
            "period_start=2020-01-01",
            "period_end=2020-12-31",
            "ends_by=2021-07-05",
            "base_period=2013",
            "origin=aggregated",
            "obs_value=8.0",
            "unadjusted_value=7.5",
            "unit_measure=yuan",
            "obs_status=E",
            "bound=at_most",
            "flags=[derived]",
            "reason=null",
            "inputs=[" + INPUT + "]",
            "children_reported=2",
            "children_expected=3",
            "weight_share=0.5",
            "coverage=0.75",
            "stand_ins=[]",
            "previous_period=2019",
            "change=3.0",
            "change_in_both=1.0",
            "change_in_coverage=2.0",
            "parent_area=P",
            "rank_in_parent=2",
            "ranked_in_parent=3",
            "share_in_parent=0.25",
            "rank_reason=null");
  }

  @Test
  void conditionsSayTheSameInSqlAndInJava() {
    CoverageChange addsUp = new CoverageChange("2019", 3, 1, 2);
    List<IndicatorValue> good =
        List.of(plain(1.0, null), plain(null, "no figure"), whole(0.75, addsUp));
    ConditionOracle.assertAgree(IndicatorsTable.SCHEMA, good);
    assertThat(good)
        .allSatisfy(
            one -> assertThat(ConditionOracle.broken(IndicatorsTable.SCHEMA, one)).isEmpty());
    List<IndicatorValue> wrong =
        List.of(
            plain(null, null),
            plain(Double.NEGATIVE_INFINITY, null),
            plain(Double.NaN, null),
            value(REVERSED, 1.0, null, "X", "nearly", null, null),
            whole(1.5, addsUp),
            whole(-0.5, addsUp),
            whole(1.0, new CoverageChange("2019", 3, 1, 1)));
    ConditionOracle.assertAgree(IndicatorsTable.SCHEMA, wrong);
    assertThat(wrong)
        .extracting(one -> String.join(" ", ConditionOracle.broken(IndicatorsTable.SCHEMA, one)))
        .containsExactly(
            "value_or_reason",
            "value_is_finite",
            "value_is_finite",
            "freq_is_known period_kind_is_known period_is_in_order obs_status_is_known"
                + " bound_is_known",
            "coverage_is_a_share",
            "coverage_is_a_share",
            "change_adds_up");
  }
}
