package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.DOUBLE;
import static org.xiaokang.lake.ColumnType.Plain.INTEGER;
import static org.xiaokang.lake.ColumnType.Plain.TEXT;
import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.List;
import java.util.function.Function;
import org.xiaokang.compare.TrendRow;
import org.xiaokang.compare.measure.Measured;
import org.xiaokang.compare.measure.Trend;
import org.xiaokang.lake.TableSchema.Column;

/** The table trends. */
public final class TrendsTable {
  /** Grain: comparison, indicator, scope, series, ref_area. */
  public static final TableSchema<TrendRow> SCHEMA =
      new TableSchema<>(
          "trends",
          "The pace of each region, and when it reaches a target. Grain: comparison, indicator, scope, level,"
              + " period_kind, to_period, panel_area.",
          ComparisonColumns.all(
              ComparisonColumns.series(TrendRow::series),
              ComparisonColumns.span(TrendRow::span),
              ComparisonColumns.region(TrendRow::region),
              List.of(
                  required("periods", INTEGER, "Periods with a value", TrendRow::periods),
                  trend("slope", "Theil-Sen slope, in unit_measure per year", Trend.Result::slope),
                  trend("slope_low", "Lower end of its confidence interval", Trend.Result::low),
                  trend("slope_high", "Upper end", Trend.Result::high),
                  required("unit_measure", TEXT, "Unit of the indicator", TrendRow::unit),
                  trend("kendall_s", "Mann-Kendall statistic S", Trend.Result::statistic),
                  trend("p_value", "Mann-Kendall, two-sided, 0 to 1", Trend.Result::p),
                  optional(
                      "target", DOUBLE, "The declared target, in unit_measure", TrendRow::target),
                  reach(
                      "target_year",
                      "Year in which it is reached at the present pace",
                      Trend.Reach::year),
                  reach(
                      "target_earliest",
                      "At the faster end of the interval",
                      Trend.Reach::earliest),
                  reach("target_latest", "At the slower end", Trend.Reach::latest),
                  optional(
                      "target_reason",
                      TEXT,
                      "Why there is no target_year",
                      row -> {
                        Trend.Reach reach = row.reach();
                        return reach == null ? null : reach.year().reason();
                      }),
                  ComparisonColumns.reason(row -> row.trend().slope().reason()))),
          List.of(
              ComparisonColumns.valueOrReason(
                  "slope",
                  row -> row.trend().slope().number(),
                  row -> row.trend().slope().reason())),
          List.of("indicator", "ref_area"));

  private TrendsTable() {}

  private static Column<TrendRow> trend(
      String name, String comment, Function<Trend.Result, Measured> cell) {
    return optional(name, DOUBLE, comment, row -> cell.apply(row.trend()).number());
  }

  private static Column<TrendRow> reach(
      String name, String comment, Function<Trend.Reach, Measured> cell) {
    return optional(
        name,
        DOUBLE,
        comment,
        row -> {
          Trend.Reach reach = row.reach();
          return reach == null ? null : cell.apply(reach).number();
        });
  }
}
