package org.xiaokang.lake;

import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.EndedRevision;
import org.xiaokang.ingest.FigureState;
import org.xiaokang.ingest.FigureState.Said;
import org.xiaokang.lake.ColumnType.Plain;
import org.xiaokang.lake.TableSchema.Condition;

/** The table observation_history. */
public final class ObservationHistoryTable {
  private static final Set<String> ENDS = Set.of("correction", "reading", "withdrawal");

  /** Grain: source, doc_id, obs_id, revision. */
  public static final TableSchema<EndedRevision> SCHEMA =
      new TableSchema<>(
          "observation_history",
          "What figures said before, from one run to another; what they say now stands in"
              + " observations. Grain: source, doc_id, obs_id, revision.",
          List.of(
              required("source", Plain.TEXT, "Name of the source in the configuration", state(one -> one.id().source())),
              required("doc_id", Plain.TEXT, "Source document", state(one -> one.id().docId())),
              required("obs_id", Plain.TEXT, "The figure's own id within source and document", state(one -> one.id().obsId())),
              required("revision", Plain.INTEGER, "1 for the first, then up", state(FigureState::revision)),
              required("valid_from_run", Plain.TEXT, "Run that brought it; a release's id where one run did all", state(FigureState::validFromRun)),
              required("valid_to_run", Plain.TEXT, "Run that ended it", EndedRevision::validToRun),
              required("began_by", Plain.TEXT, "first report; correction: printed otherwise; reading: printed the same, read otherwise" + " (catalogue, regions, program); return: it had been withdrawn", state(FigureState::beganBy)),
              required("ended_by", Plain.TEXT, "correction, reading or withdrawal", EndedRevision::endedBy),
              required("observation_id", Plain.LONG, "As in observations", said(Said::observationId)),
              required("ref_area", Plain.TEXT, "Region code as of the period", said(Said::refArea)),
              required("metric", Plain.TEXT, "Metric code", said(Said::metric)),
              required("scope", Plain.TEXT, "Breakdown the figure covers", said(Said::scope)),
              required("period_kind", Plain.TEXT, "Kind of period, as in observations", said(Said::periodKind)),
              required("time_period", Plain.TEXT, "SDMX period, as in observations", said(Said::timePeriod)),
              required("obs_value", Plain.DECIMAL, "Value in unit_measure, exact", said(Said::value)),
              required("unit_measure", Plain.TEXT, "Base unit of obs_value", said(Said::unit)),
              required("value_printed", Plain.TEXT, "Value as printed in the document", said(Said::valuePrinted)),
              required("unit_printed", Plain.TEXT, "Unit as printed in the document", said(Said::unitPrinted)),
              required("qualifier", Plain.TEXT, "exact, approx, at_least, at_most or nearly", said(Said::qualifier)),
              required(
                  "source_file",
                  Plain.TEXT,
                  "File the row was read from last, or Delta or database table",
                  state(FigureState::file)),
              optional(
                  "source_line",
                  Plain.LONG,
                  "First line of the row in that file, from 1; null where the source has no lines",
                  state(FigureState::line))),
          List.of(
              new Condition<>(
                  "counts_from_one", "revision >= 1", row -> row.state().revision() >= 1),
              new Condition<>(
                  "ended_by_is_known",
                  "ended_by IN ('correction', 'reading', 'withdrawal')",
                  row -> ENDS.contains(row.endedBy()))),
          List.of("source", "doc_id"));

  private ObservationHistoryTable() {}

  private static Function<EndedRevision, @Nullable Object> state(
      Function<FigureState, ? extends @Nullable Object> cell) {
    return row -> cell.apply(row.state());
  }

  private static Function<EndedRevision, @Nullable Object> said(
      Function<Said, ? extends @Nullable Object> cell) {
    return row -> cell.apply(row.state().said());
  }
}
