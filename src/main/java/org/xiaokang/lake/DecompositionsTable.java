package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.DOUBLE;
import static org.xiaokang.lake.ColumnType.Plain.INTEGER;
import static org.xiaokang.lake.ColumnType.Plain.TEXT;
import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.List;
import org.xiaokang.compare.DecompositionRow;

/** The table decompositions. */
public final class DecompositionsTable {
  /** Grain: comparison, indicator, scope, level, span, grouping, group, ref_area, part. */
  public static final TableSchema<DecompositionRow> SCHEMA =
      new TableSchema<>(
          "decompositions",
          "What a change is made of. Grain: comparison, indicator, scope, level, period_kind, to_period, grouping,"
              + " group, ref_area, part.",
          ComparisonColumns.all(
              ComparisonColumns.series(DecompositionRow::series),
              ComparisonColumns.span(DecompositionRow::span),
              ComparisonColumns.group(DecompositionRow::group),
              List.of(
                  optional(
                      "ref_area",
                      TEXT,
                      "Region; null where the change is that of all regions",
                      DecompositionRow::refArea),
                  required(
                      "part",
                      TEXT,
                      "total: the change itself; of: parts: an indicator, or residual (what the parts leave of the"
                          + " total); of: regions: within, shift, interaction; of: poverty: growth,"
                          + " redistribution, residual (Datt and Ravallion), growth_shapley,"
                          + " redistribution_shapley",
                      DecompositionRow::part),
                  required("regions", INTEGER, "Regions in it", DecompositionRow::regions),
                  required(
                      "left_out",
                      INTEGER,
                      "Regions of the later period that lack a value or a weight in one of the two",
                      DecompositionRow::leftOut),
                  optional(
                      "before",
                      DOUBLE,
                      "Value in from_period, in unit_before",
                      DecompositionRow::before),
                  optional(
                      "after",
                      DOUBLE,
                      "Value in to_period, in unit_before",
                      DecompositionRow::after),
                  required(
                      "unit_before",
                      TEXT,
                      "Unit of before and after",
                      DecompositionRow::unitBefore),
                  optional(
                      "contribution",
                      DOUBLE,
                      "The part of the change, in unit_measure",
                      row -> row.contribution().result()),
                  required(
                      "unit_measure",
                      TEXT,
                      "Unit of contribution: percentage points of the total's growth, or the indicator's",
                      DecompositionRow::unit),
                  ComparisonColumns.reason(row -> row.contribution().reason()))),
          List.of(
              ComparisonColumns.valueOrReason(
                  "contribution",
                  row -> row.contribution().result(),
                  row -> row.contribution().reason())),
          List.of("indicator", "ref_area"));

  private DecompositionsTable() {}
}
