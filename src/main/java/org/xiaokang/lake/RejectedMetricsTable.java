package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.LONG;
import static org.xiaokang.lake.ColumnType.Plain.TEXT;
import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.ContractRow;
import org.xiaokang.ingest.Reason;
import org.xiaokang.ingest.RejectedRow;
import org.xiaokang.ingest.RejectedRow.Verdict;
import org.xiaokang.lake.ColumnType.Field;
import org.xiaokang.lake.ColumnType.ListOf;
import org.xiaokang.lake.ColumnType.Struct;
import org.xiaokang.lake.ColumnType.TextMap;
import org.xiaokang.lake.TableSchema.Column;
import org.xiaokang.lake.TableSchema.Condition;

/** The rows that became no observation. */
public final class RejectedMetricsTable {
  private static final ColumnType REASONS =
      new ListOf(
          Struct.of(
              new Field<Reason>("code", TEXT, Reason::code),
              new Field<>("column", TEXT, Reason::column),
              new Field<>("value", TEXT, Reason::value),
              new Field<>("expected", TEXT, Reason::expected)));

  /** Of the contract's columns those that the table has. */
  public static final List<String> RECEIVED =
      List.of(
          "doc_id",
          "obs_id",
          "region_code",
          "region_name",
          "metric_code",
          "period_start",
          "period_end",
          "value",
          "unit");

  /** Grain: input row. */
  public static final TableSchema<RejectedRow> SCHEMA =
      new TableSchema<>(
          "rejected_metrics",
          "Input rows that became no observation, each with its verdict and every reason."
              + " Grain: input row.",
          List.of(
              required(
                  "source",
                  TEXT,
                  "Name of the source in the configuration",
                  row -> row.row().source()),
              optional(
                  "source_file",
                  TEXT,
                  "File the row was read from, or Delta or database table",
                  row -> row.row().file()),
              optional(
                  "source_line",
                  LONG,
                  "First line of the row in the file, from 1; null where the source has no lines",
                  row -> row.row().line()),
              received("doc_id", "Source document, as received", ContractRow::docId),
              received(
                  "obs_id", "The row's own id within the source, as received", ContractRow::obsId),
              received("region_code", "Region code, as received", ContractRow::regionCode),
              received("region_name", "Region name, as received", ContractRow::regionName),
              received("metric_code", "Metric code or alias, as received", ContractRow::metricCode),
              received(
                  "period_start", "First day of the period, as received", ContractRow::periodStart),
              received("period_end", "Last day of the period, as received", ContractRow::periodEnd),
              received("value", "Value as printed", ContractRow::value),
              received("unit", "Unit as printed", ContractRow::unit),
              required(
                  "verdict",
                  TEXT,
                  "rejected: it cannot be read; not_reported: it says that there is no figure; superseded: what its source says later stands"
                      + " instead; duplicate: it repeats the row that stands; withdrawn: its source"
                      + " says, in it or later, that there is no such figure any more",
                  row -> row.verdict().code()),
              required(
                  "reasons",
                  REASONS,
                  "Every fault: reason code, offending column, its value, what was expected; empty"
                      + " unless rejected",
                  RejectedRow::reasons),
              optional(
                  "received",
                  new TextMap(),
                  "The whole row by its own column names",
                  row -> row.row().received())),
          List.of(
              new Condition<>(
                  "verdict_is_known",
                  Arrays.stream(Verdict.values())
                      .map(Verdict::code)
                      .collect(Collectors.joining("', '", "verdict IN ('", "')")),
                  row -> true),
              new Condition<>(
                  "has_a_reason",
                  "(verdict = 'rejected') = (CAST(reasons AS STRING) <> '[]')",
                  row -> (row.verdict() == Verdict.REJECTED) == !row.reasons().isEmpty())),
          List.of("source", "doc_id"));

  private RejectedMetricsTable() {}

  private static Column<RejectedRow> received(
      String name, String comment, Function<ContractRow, @Nullable String> cell) {
    return optional(
        name,
        TEXT,
        comment,
        row -> row.row().cells() == null ? null : cell.apply(row.row().cells()));
  }
}
