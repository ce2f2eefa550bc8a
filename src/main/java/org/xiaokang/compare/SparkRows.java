package org.xiaokang.compare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.lake.ColumnType;
import org.xiaokang.lake.TableSchema;

/**
 * Spark's rows as the records of this room, and back. Days go as days since 1970-01-01: a
 * java.sql.Date is a moment in the zone of the machine, and zones have skipped days.
 */
final class SparkRows {
  private SparkRows() {}

  /** The value of a row of indicators, whose dates are days since 1970-01-01. */
  static ComparedValue value(Row row, Set<String> partial) {
    int start = row.fieldIndex("period_start");
    String indicator = row.getAs("indicator");
    boolean own = Origin.REPORTED.code().equals(row.getAs("origin"));
    return new ComparedValue(
        row.getAs("panel_area"),
        row.getAs("ref_area"),
        indicator,
        row.getAs("scope"),
        row.getAs("period_kind"),
        row.getAs("time_period"),
        row.isNullAt(start) ? null : LocalDate.ofEpochDay(row.getInt(start)),
        LocalDate.ofEpochDay(row.<Integer>getAs("period_end")),
        row.<Double>getAs("obs_value"),
        ComparedValue.isPreferred(indicator, own ? Origin.REPORTED : Origin.AGGREGATED, partial));
  }

  /** A record as a row of its table, whose dates are days since 1970-01-01. */
  static <R> Row row(TableSchema<R> table, R made) {
    return RowFactory.create(
        table.columns().stream()
            .map(column -> cell(column.type(), column.cell().apply(made)))
            .toArray());
  }

  private static @Nullable Object cell(ColumnType type, @Nullable Object value) {
    if (value instanceof LocalDate day) {
      return Math.toIntExact(day.toEpochDay());
    }
    if (value instanceof List<?> list && type instanceof ColumnType.ListOf listOf) {
      return list.stream().map(one -> cell(listOf.element(), one)).toArray();
    }
    return type instanceof ColumnType.Struct<?> struct && value != null
        ? struct(struct, value)
        : value;
  }

  @SuppressWarnings("unchecked") // the cell of a column is what its type says
  private static <S> Row struct(ColumnType.Struct<S> struct, Object value) {
    return RowFactory.create(
        struct.fields().stream()
            .map(field -> cell(field.type(), field.cell().apply((S) value)))
            .toArray());
  }

  /** Columns whose dates are days since 1970-01-01. */
  static StructType withDays(StructType schema) {
    StructType days = new StructType();
    for (StructField field : schema.fields()) {
      DataType type =
          field.dataType().equals(DataTypes.DateType) ? DataTypes.IntegerType : field.dataType();
      days = days.add(field.name(), type, field.nullable());
    }
    return days;
  }

  /** The same rows with dates where the schema has them. */
  static Dataset<Row> withDates(Dataset<Row> rows, StructType schema) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : schema.fields()) {
      Column column = col("`" + field.name() + "`");
      columns.add(
          field.dataType().equals(DataTypes.DateType)
              ? date_from_unix_date(column).as(field.name())
              : column);
    }
    return rows.select(columns.toArray(Column[]::new));
  }
}
