package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.DOUBLE;
import static org.xiaokang.lake.ColumnType.Plain.INTEGER;
import static org.xiaokang.lake.ColumnType.Plain.TEXT;
import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.ConvergenceRow;
import org.xiaokang.compare.ConvergenceRow.Coefficient;
import org.xiaokang.lake.TableSchema.Column;

/** The table convergence. */
public final class ConvergenceTable {
  /** Grain: comparison, indicator, scope, level, span, model, club, term. */
  public static final TableSchema<ConvergenceRow> SCHEMA =
      new TableSchema<>(
          "convergence",
          "Whether regions become alike. Grain: comparison, indicator, scope, level, period_kind, from_period,"
              + " to_period, model, club, term.",
          ComparisonColumns.all(
              ComparisonColumns.series(ConvergenceRow::series),
              ComparisonColumns.span(ConvergenceRow::span),
              List.of(
                  required(
                      "model",
                      TEXT,
                      "sigma: spread of one period; sigma_trend: of that of the same regions over time; beta: growth on the first"
                          + " level; beta_conditional: with controls; panel: the same with an effect of each region; clubs: log t test",
                      ConvergenceRow::model),
                  optional(
                      "club",
                      INTEGER,
                      "Number of the club; null: all regions together",
                      ConvergenceRow::club),
                  required(
                      "term",
                      TEXT,
                      "What is estimated; a coefficient's name",
                      ConvergenceRow::term),
                  coefficient("estimate", "The estimate", Coefficient::estimate),
                  coefficient("std_error", "Its standard error", Coefficient::standardError),
                  coefficient("t_value", "estimate / std_error", Coefficient::tValue),
                  coefficient("p_value", "Two-sided, 0 to 1", Coefficient::pValue),
                  required("regions", INTEGER, "Regions in it", ConvergenceRow::regions),
                  optional(
                      "observations",
                      INTEGER,
                      "Growth rates, or periods, in it",
                      ConvergenceRow::observations),
                  required(
                      "left_out",
                      INTEGER,
                      "Regions without all values it needs",
                      ConvergenceRow::leftOut),
                  optional(
                      "r_squared",
                      DOUBLE,
                      "Share of variation explained, 0 to 1",
                      ConvergenceRow::rSquared),
                  optional(
                      "speed",
                      DOUBLE,
                      "Speed of convergence, per year",
                      row -> ComparisonColumns.number(row.speed())),
                  optional(
                      "half_life",
                      DOUBLE,
                      "Years until half of the gap is closed",
                      ConvergenceRow::halfLife),
                  optional(
                      "speed_reason",
                      TEXT,
                      "Why there is no speed",
                      row -> ComparisonColumns.reason(row.speed())),
                  ComparisonColumns.reason(row -> row.coefficient().reason()))),
          List.of(
              ComparisonColumns.valueOrReason(
                  "estimate",
                  row -> row.coefficient().result(),
                  row -> row.coefficient().reason())),
          List.of("indicator", "model"));

  private ConvergenceTable() {}

  private static Column<ConvergenceRow> coefficient(
      String name, String comment, Function<Coefficient, @Nullable Double> cell) {
    return optional(
        name,
        DOUBLE,
        comment,
        row -> {
          Coefficient coefficient = row.coefficient().result();
          return coefficient == null ? null : cell.apply(coefficient);
        });
  }
}
