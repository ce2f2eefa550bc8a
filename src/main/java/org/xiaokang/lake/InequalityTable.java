package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.BOOLEAN;
import static org.xiaokang.lake.ColumnType.Plain.DOUBLE;
import static org.xiaokang.lake.ColumnType.Plain.INTEGER;
import static org.xiaokang.lake.ColumnType.Plain.TEXT;
import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.Arrays;
import java.util.List;
import org.xiaokang.compare.InequalityRow;
import org.xiaokang.compare.InequalityRow.Component;
import org.xiaokang.lake.TableSchema.Condition;

/** The table inequality. */
public final class InequalityTable {
  /** Grain: comparison, indicator, scope, level, period, index, component, grouping, group. */
  public static final TableSchema<InequalityRow> SCHEMA =
      new TableSchema<>(
          "inequality",
          "Inequality between regions. Grain: comparison, indicator, scope, level, period_kind, time_period, index,"
              + " component, grouping, group.",
          ComparisonColumns.all(
              ComparisonColumns.series(InequalityRow::series),
              ComparisonColumns.period(InequalityRow::period),
              List.of(
                  required(
                      "index",
                      TEXT,
                      "gini, theil_t, ...: as declared; concentration: of indicator over the ranking by rank_by",
                      InequalityRow::index),
                  required(
                      "component",
                      TEXT,
                      "total: among all regions of the level; within, between, overlap: what it is the sum of;"
                          + " group: among the regions of one group",
                      row -> row.component().code())),
              ComparisonColumns.group(InequalityRow::group),
              List.of(
                  optional(
                      "obs_value",
                      DOUBLE,
                      "The index or the part of it; no unit",
                      row -> row.value().number()),
                  required(
                      "weighted",
                      BOOLEAN,
                      "Whether each region counts as much as the declared weight says",
                      InequalityRow::weighted),
                  required("regions", INTEGER, "Regions in the value", InequalityRow::regions),
                  required(
                      "left_out",
                      INTEGER,
                      "Regions with a value, but without a weight above 0",
                      InequalityRow::leftOut),
                  optional(
                      "population_share",
                      DOUBLE,
                      "Of a group: its share of the weights, 0 to 1",
                      InequalityRow::populationShare),
                  optional(
                      "value_share",
                      DOUBLE,
                      "Of a group: its share of the sum of weight x value, 0 to 1",
                      InequalityRow::valueShare),
                  optional(
                      "rank_by", TEXT, "Indicator that orders the regions", InequalityRow::rankBy),
                  ComparisonColumns.reason(row -> row.value().reason()))),
          List.of(
              new Condition<>(
                  "component_is_known",
                  "component IN ('total', 'within', 'between', 'overlap', 'group')",
                  row -> Arrays.asList(Component.values()).contains(row.component())),
              ComparisonColumns.valueOrReason(
                  "obs_value", row -> row.value().number(), row -> row.value().reason())),
          List.of("indicator", "index"));

  private InequalityTable() {}
}
