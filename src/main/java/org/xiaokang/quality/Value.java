package org.xiaokang.quality;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.config.Gate;
import org.xiaokang.quality.Judgement.Expected;

/**
 * An indicator value as gates see it.
 *
 * @param key what it is about: area, indicator, scope, period, origin; and the document (by the
 *     figures it was computed from) where the period is not known
 * @param value in the indicator's unit
 * @param isBefore whether it is of the release before
 */
record Value(
    Key key, @Nullable LocalDate start, @Nullable LocalDate end, double value, boolean isBefore) {

  /** What a value is about; equal in two releases for the same thing. */
  record Key(
      String panelArea,
      String refArea,
      String indicator,
      String scope,
      String periodKind,
      String timePeriod,
      String origin,
      String document) {}

  private static final String UNKNOWN = "_U";

  /** The columns of {@link #of}. */
  private static final List<String> PLAIN =
      List.of(
          "panel_area",
          "ref_area",
          "indicator",
          "scope",
          "period_kind",
          "time_period",
          "origin",
          "parent_area");

  /** The indicators that have a value, in the columns that {@link #of} reads, and parent_area. */
  static Dataset<Row> columns(Dataset<Row> indicators, boolean before) {
    List<Column> columns = new ArrayList<>(PLAIN.stream().map(name -> col(name)).toList());
    // Days since 1970-01-01: a java.sql.Date is a moment in the zone of the machine.
    columns.add(unix_date(col("period_start")).as("start"));
    columns.add(unix_date(col("period_end")).as("end"));
    columns.add(col("obs_value").as("value"));
    columns.add(
        when(
                col("time_period").equalTo(UNKNOWN),
                array_join(
                    transform(
                        col("inputs"), input -> input.getField("observation_id").cast("string")),
                    ","))
            .otherwise("")
            .as("document"));
    columns.add(lit(before).as("before"));
    return indicators.filter(col("obs_value").isNotNull()).select(columns.toArray(Column[]::new));
  }

  static List<Value> all(Iterator<Row> rows) {
    List<Value> values = new ArrayList<>();
    rows.forEachRemaining(row -> values.add(of(row)));
    return values;
  }

  private static Value of(Row row) {
    Integer start = row.getAs("start");
    Integer end = row.getAs("end");
    return new Value(
        new Key(
            row.getAs("panel_area"),
            row.getAs("ref_area"),
            row.getAs("indicator"),
            row.getAs("scope"),
            row.getAs("period_kind"),
            row.getAs("time_period"),
            row.getAs("origin"),
            row.getAs("document")),
        start == null ? null : LocalDate.ofEpochDay(start),
        end == null ? null : LocalDate.ofEpochDay(end),
        row.<Double>getAs("value"),
        row.<Boolean>getAs("before"));
  }

  /** Whether the release before has the same value. */
  boolean isAsBefore(Map<Key, Double> before) {
    return Objects.equals(before.get(key), value);
  }

  /**
   * A finding about this value. One that readers saw already, unchanged, holds nothing back a
   * second time.
   */
  Row finding(Gate gate, Expected expected, String message, boolean seen) {
    Map<String, Object> cells =
        expected.cells(gate, seen ? message + "; published before with this value" : message);
    if (seen) {
      cells.put("severity", Judgement.WARN);
    }
    cells.put("ref_area", key.refArea);
    cells.put("indicator", key.indicator);
    cells.put("scope", key.scope);
    cells.put("period_kind", key.periodKind);
    cells.put("time_period", key.timePeriod);
    cells.put("origin", key.origin);
    return Judgement.row(cells, 0, 0, 0, 0);
  }
}
