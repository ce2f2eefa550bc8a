package org.xiaokang.lake;

import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.ContractRow;
import org.xiaokang.ingest.Reason;
import org.xiaokang.ingest.RejectedRow;
import org.xiaokang.ingest.RejectedRow.Verdict;
import org.xiaokang.lake.ColumnType.Field;
import org.xiaokang.lake.ColumnType.ListOf;
import org.xiaokang.lake.ColumnType.Plain;
import org.xiaokang.lake.ColumnType.Struct;
import org.xiaokang.lake.ColumnType.TextMap;
import org.xiaokang.lake.TableSchema.Condition;

/** The table rejected_metrics. */
public final class RejectedMetricsTable {
  private static final ColumnType REASONS =
      new ListOf(
          Struct.of(
              new Field<>("code", Plain.TEXT, Reason::code),
              new Field<>("column", Plain.TEXT, Reason::column),
              new Field<>("value", Plain.TEXT, Reason::value),
              new Field<>("expected", Plain.TEXT, Reason::expected)));

  /** Grain: input row. */
  public static final TableSchema<RejectedRow> SCHEMA =
      new TableSchema<>(
          "rejected_metrics",
          "Input rows that became no observation, each with its verdict; with observations these are"
              + " all rows that were read. Grain: input row.",
          List.of(
              required("source", Plain.TEXT, "Name of the source in the configuration", row -> row.row().source()),
              optional("source_file", Plain.TEXT, "File the row was read from, or Delta or database table", row -> row.row().file()),
              optional(
                  "source_line",
                  Plain.LONG,
                  "First line of the row in the file, from 1; null where the source has no lines",
                  row -> row.row().line()),
              required(
                  "verdict",
                  Plain.TEXT,
                  "rejected: for the reasons; superseded: its source says something else later;"
                      + " duplicate: it repeats the row that stands; withdrawn: its source says that"
                      + " there is no such figure any more",
                  row -> row.verdict().code()),
              optional("doc_id", Plain.TEXT, "Source document, as received", cell(ContractRow::docId)),
              optional("obs_id", Plain.TEXT, "The row's own id within the source, as received", cell(ContractRow::obsId)),
              optional("region_code", Plain.TEXT, "Region code, as received", cell(ContractRow::regionCode)),
              optional("region_name", Plain.TEXT, "Region name, as received", cell(ContractRow::regionName)),
              optional("metric_code", Plain.TEXT, "Metric code or alias, as received", cell(ContractRow::metricCode)),
              optional("period_start", Plain.TEXT, "First day of the period, as received", cell(ContractRow::periodStart)),
              optional("period_end", Plain.TEXT, "Last day of the period, as received", cell(ContractRow::periodEnd)),
              optional("value", Plain.TEXT, "Value as printed", cell(ContractRow::value)),
              optional("unit", Plain.TEXT, "Unit as printed", cell(ContractRow::unit)),
              required("reasons", REASONS, "Every fault: reason code, offending column, its value, what was expected; empty unless rejected", RejectedRow::reasons),
              optional("received", new TextMap(), "The whole row by its own column names", row -> row.row().received())),
          List.of(
              new Condition<>(
                  "verdict_is_known",
                  "verdict IN ('rejected', 'superseded', 'duplicate', 'withdrawn')",
                  row -> true),
              new Condition<>(
                  "rejected_has_a_reason",
                  "(verdict = 'rejected') = (size(reasons) > 0)",
                  row -> (row.verdict() == Verdict.REJECTED) == !row.reasons().isEmpty())),
          List.of("source", "doc_id"));

  private RejectedMetricsTable() {}

  /** A cell of the contract's; null where the row could not be split into cells. */
  private static Function<RejectedRow, @Nullable Object> cell(
      Function<ContractRow, @Nullable String> cell) {
    return row -> {
      ContractRow cells = row.row().cells();
      return cells == null ? null : cell.apply(cells);
    };
  }
}
