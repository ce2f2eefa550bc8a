package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.DECIMAL;
import static org.xiaokang.lake.ColumnType.Plain.INTEGER;
import static org.xiaokang.lake.ColumnType.Plain.LONG;
import static org.xiaokang.lake.ColumnType.Plain.TEXT;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.FigureHistory;
import org.xiaokang.ingest.FigureStatement;
import org.xiaokang.lake.TableSchema.Column;
import org.xiaokang.lake.TableSchema.Condition;

/** What figures said before. */
public final class ObservationHistoryTable {
  /** Grain: source, doc_id, obs_id, revision. */
  public static final TableSchema<FigureHistory> SCHEMA =
      new TableSchema<>(
          "observation_history",
          "What each figure said before, from one run to another; what it says now stands in"
              + " observations. Grain: source, doc_id, obs_id, revision.",
          columns(),
          List.of(
              new Condition<>(
                  "counts_from_one", "revision >= 1", row -> row.figure().revision() >= 1),
              new Condition<>("began_by_is_known", RevisionColumns.BEGAN_BY_IS_KNOWN, row -> true),
              new Condition<>(
                  "ended_by_is_known",
                  "ended_by IN ('correction', 'reading', 'withdrawal')",
                  row -> true)),
          List.of("source", "doc_id"));

  private ObservationHistoryTable() {}

  private static Column<FigureHistory> said(
      String name, ColumnType type, String comment, Function<FigureStatement, Object> cell) {
    return Column.required(name, type, comment, row -> cell.apply(row.figure().statement()));
  }

  private static List<Column<FigureHistory>> columns() {
    List<Column<FigureHistory>> columns = new ArrayList<>();
    columns.addAll(revision());
    columns.addAll(statement());
    return columns;
  }

  private static List<Column<FigureHistory>> revision() {
    return List.of(
        said(
            "source",
            TEXT,
            "Name of the source in the configuration",
            statement -> statement.id().source()),
        said("doc_id", TEXT, "Source document", statement -> statement.id().docId()),
        said(
            "obs_id",
            TEXT,
            "The figure's own id within source and document",
            statement -> statement.id().obsId()),
        Column.required(
            "revision", INTEGER, "1 for the first, then up", row -> row.figure().revision()),
        Column.required(
            "valid_from_run", TEXT, "Run that brought it", row -> row.figure().fromRun()),
        Column.required("valid_to_run", TEXT, "Run that ended it", FigureHistory::toRun),
        Column.required(
            "began_by", TEXT, RevisionColumns.BEGAN_BY, row -> row.figure().beganBy().code()),
        Column.required(
            "ended_by",
            TEXT,
            "correction: printed otherwise; reading: printed the same, read otherwise; withdrawal:"
                + " no observation any more",
            row -> row.endedBy().code()));
  }

  private static List<Column<FigureHistory>> statement() {
    return List.of(
        said("observation_id", LONG, "As in observations", statement -> statement.id().hash()),
        said("ref_area", TEXT, "Region code as of the period", FigureStatement::refArea),
        said("metric", TEXT, "Metric code", FigureStatement::metric),
        said("scope", TEXT, "Breakdown the figure covers", FigureStatement::scope),
        said(
            "period_kind", TEXT, "Kind of period, as in observations", FigureStatement::periodKind),
        said("time_period", TEXT, "SDMX period, as in observations", FigureStatement::timePeriod),
        said("obs_value", DECIMAL, "Value in unit_measure, exact", FigureStatement::value),
        said("unit_measure", TEXT, "Base unit of obs_value", FigureStatement::unit),
        said(
            "value_printed",
            TEXT,
            "Value as printed in the document",
            FigureStatement::valuePrinted),
        said("unit_printed", TEXT, "Unit as printed in the document", FigureStatement::unitPrinted),
        said(
            "qualifier",
            TEXT,
            "exact, approx, at_least, at_most, above, below (both without the figure itself) or nearly",
            FigureStatement::qualifier),
        said(
            "source_file",
            TEXT,
            "File the figure was read from, or Delta or database table",
            FigureStatement::file),
        Column.optional(
            "source_line",
            LONG,
            "First line of its row in the file, from 1; null where the source has no lines",
            row -> line(row.figure().statement())));
  }

  private static @Nullable Long line(FigureStatement statement) {
    return statement.line();
  }
}
