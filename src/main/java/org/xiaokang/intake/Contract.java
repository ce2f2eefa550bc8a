package org.xiaokang.intake;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;

/** The columns that cross this room's door. */
final class Contract {
  /** What a source may say about a figure; all text. */
  static final List<String> COLUMNS = Source.CONTRACT;

  /** Without these a row is no figure; region_code or region_name comes on top. */
  static final List<String> REQUIRED = List.of("doc_id", "obs_id", "metric_code", "value", "unit");

  /** RAW, in order: all text but modified_at TIMESTAMP and received MAP. */
  static final List<String> RAW =
      Stream.of(
              List.of("source", "source_file", "modified_at"),
              COLUMNS,
              List.of("malformed", "received"))
          .flatMap(List::stream)
          .toList();

  /** REJECTED_METRICS, in order. */
  static final List<String> REJECTED =
      List.of(
          "source",
          "source_file",
          "doc_id",
          "obs_id",
          "region_code",
          "region_name",
          "metric_code",
          "period_start",
          "period_end",
          "value",
          "unit",
          "reasons",
          "received");

  private Contract() {}

  /** The rows, once it is certain that they have the columns. */
  static Dataset<Row> require(Dataset<Row> rows, String what, List<String> columns) {
    List<String> missing = new ArrayList<>(columns);
    missing.removeAll(Arrays.asList(rows.columns()));
    if (!missing.isEmpty()) {
      throw new XiaokangException(
          "%s needs the columns %s; the table has %s"
              .formatted(what, missing, Arrays.toString(rows.columns())));
    }
    return rows;
  }

  /** A column by its literal name, whatever characters are in it. */
  static Column named(String column) {
    return col("`" + column.replace("`", "``") + "`");
  }

  static Column[] all(List<String> columns) {
    return columns.stream().map(Contract::named).toArray(Column[]::new);
  }
}
