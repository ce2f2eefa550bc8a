package org.xiaokang.job;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.to_json;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;
import org.xiaokang.export.Dictionary;

/**
 * The rows of a table as text, in one order whatever the order they lie in.
 *
 * @param table the table's name
 * @param rows its rows
 */
record TableCells(String table, Dataset<Row> rows) {
  /** What the dictionary says of each column, in order. */
  List<Dictionary.Column> columns() {
    List<Dictionary.Column> columns = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      String comment = field.getComment().getOrElse(() -> "");
      columns.add(new Dictionary.Column(table, field.name(), type(field.dataType()), comment));
    }
    return columns;
  }

  /** The rows, one by one, sorted by their columns from the left. */
  Iterator<List<@Nullable String>> cells() {
    List<Column> shown = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      Column column = col("`" + field.name() + "`");
      shown.add(plain(column, field.dataType()).as(field.name()));
    }
    Dataset<Row> plain = rows.select(shown.toArray(Column[]::new));
    Column[] all =
        List.of(plain.columns()).stream().map(c -> col("`" + c + "`")).toArray(Column[]::new);
    Iterator<Row> sorted = plain.orderBy(all).toLocalIterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return sorted.hasNext();
      }

      @Override
      public List<@Nullable String> next() {
        return texts(sorted.next());
      }
    };
  }

  /** Days as ISO text, whatever the zone; what has parts as JSON, a map by its keys. */
  private static Column plain(Column column, DataType type) {
    if (type instanceof DateType) {
      return column.cast("string");
    }
    if (type instanceof MapType) {
      return to_json(map_from_entries(array_sort(map_entries(column))));
    }
    return type instanceof ArrayType || type instanceof StructType ? to_json(column) : column;
  }

  private static List<@Nullable String> texts(Row row) {
    List<@Nullable String> texts = new ArrayList<>();
    for (int i = 0; i < row.length(); i++) {
      texts.add(text(row.get(i)));
    }
    return texts;
  }

  /** Numbers in plain digits that give the same number back. */
  static @Nullable String text(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Double number) {
      return digits(new BigDecimal(number.toString()));
    }
    if (value instanceof BigDecimal number) {
      return digits(number);
    }
    return value instanceof Timestamp time ? time.toInstant().toString() : value.toString();
  }

  private static String digits(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static String type(DataType type) {
    if (type instanceof LongType
        || type instanceof IntegerType
        || type instanceof ShortType
        || type instanceof ByteType) {
      return "integer";
    }
    if (type instanceof NumericType) {
      return "number";
    }
    if (type instanceof ArrayType || type instanceof MapType || type instanceof StructType) {
      return "json";
    }
    return type instanceof DateType
        ? "date"
        : type instanceof TimestampType ? "time" : type instanceof BooleanType ? "boolean" : "text";
  }
}
