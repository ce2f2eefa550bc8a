package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.INTEGER;
import static org.xiaokang.lake.TableSchema.Column.optional;

import java.util.List;
import org.xiaokang.compare.ConvergenceClubRow;

/** The table convergence_clubs. */
public final class ConvergenceClubsTable {
  /** Grain: comparison, indicator, scope, level, ref_area. */
  public static final TableSchema<ConvergenceClubRow> SCHEMA =
      new TableSchema<>(
          "convergence_clubs",
          "Which club each region converges to. Grain: comparison, indicator, scope, level, period_kind, to_period,"
              + " panel_area.",
          ComparisonColumns.all(
              ComparisonColumns.series(ConvergenceClubRow::series),
              ComparisonColumns.span(ConvergenceClubRow::span),
              ComparisonColumns.region(ConvergenceClubRow::region),
              List.of(
                  optional(
                      "club",
                      INTEGER,
                      "Number of the club, from the top; null: of none",
                      ConvergenceClubRow::club))),
          List.of(),
          List.of("comparison", "ref_area"));

  private ConvergenceClubsTable() {}
}
