package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.DOUBLE;
import static org.xiaokang.lake.ColumnType.Plain.INTEGER;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.List;
import org.xiaokang.compare.ConcentrationCurveRow;

/** The table concentration_curves. */
public final class ConcentrationCurvesTable {
  /** Grain: comparison, indicator, scope, level, period, point. */
  public static final TableSchema<ConcentrationCurveRow> SCHEMA =
      new TableSchema<>(
          "concentration_curves",
          "Points of concentration curves, for plots. Grain: comparison, indicator, scope, level, period_kind,"
              + " time_period, point.",
          ComparisonColumns.all(
              ComparisonColumns.series(ConcentrationCurveRow::series),
              ComparisonColumns.period(ConcentrationCurveRow::period),
              List.of(
                  required(
                      "point",
                      INTEGER,
                      "Number of the point, from 0",
                      ConcentrationCurveRow::point),
                  required(
                      "population_share",
                      DOUBLE,
                      "Share of the weights of the regions so far, those first that rank_by puts lowest",
                      ConcentrationCurveRow::populationShare),
                  required(
                      "value_share",
                      DOUBLE,
                      "Their share of the sum of weight x value",
                      ConcentrationCurveRow::valueShare))),
          List.of(),
          List.of("comparison"));

  private ConcentrationCurvesTable() {}
}
