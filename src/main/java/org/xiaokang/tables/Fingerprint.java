package org.xiaokang.tables;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.isnull;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.xxhash64;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What tells two contents of a table apart whatever the order of their rows: the number of rows and
 * the sum of their 64-bit hashes. Taken while the rows are written, so that they are computed once
 * only.
 *
 * @param rows the number of rows
 * @param content the sum of the rows' hashes, as decimal digits
 */
record Fingerprint(long rows, String content) {
  private static final String RUN = "run_id";
  private static final String ROWS = "rows";
  private static final String CONTENT = "content";

  /** A dataset whose next execution also takes its fingerprint. */
  record Observed(Dataset<Row> rows, Observation observation) {
    /** The fingerprint; call it after the rows were executed. */
    Fingerprint fingerprint() throws InterruptedException {
      Map<String, Object> values = observation.getAsJava();
      // No values at all: the optimizer saw that there are no rows and dropped the observation with
      // them.
      Object rows = values.getOrDefault(ROWS, 0L);
      Object content = values.get(CONTENT);
      return new Fingerprint(
          (Long) rows, content == null ? "0" : ((BigDecimal) content).toPlainString());
    }
  }

  static Observed observe(Dataset<Row> rows) {
    Observation observation = new Observation();
    List<Column> parts = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      if (field.name().equals(RUN)) {
        continue; // which run received a row is not what the row says
      }
      addParts(col("`" + field.name() + "`"), field.dataType(), parts);
    }
    // Decimal, because a sum of longs would overflow; 30 digits hold the hashes of 10^10 rows.
    Column content = sum(hash(parts).cast(new DecimalType(20, 0))).as(CONTENT);
    return new Observed(rows.observe(observation, count(lit(1)).as(ROWS), content), observation);
  }

  private static Column hash(List<Column> parts) {
    return xxhash64(parts.toArray(Column[]::new));
  }

  /**
   * xxhash64 skips nulls, so that a null beside a value hashes like the value beside a null: nulls
   * are told apart.
   */
  private static void addParts(Column column, DataType type, List<Column> parts) {
    if (type instanceof StructType struct) {
      for (StructField field : struct.fields()) {
        addParts(column.getField(field.name()), field.dataType(), parts);
      }
    } else if (type instanceof ArrayType array) {
      parts.add(transform(column, element -> hashOf(element, array.elementType())));
      parts.add(coalesce(size(column), lit(-1)));
      return;
    } else if (type instanceof MapType map) {
      // Sorted, because a map has no order and hashing one is refused.
      parts.add(sort_array(transform(map_entries(column), entry -> hashOf(entry, entryOf(map)))));
      parts.add(coalesce(size(column), lit(-1)));
      return;
    } else {
      parts.add(column);
    }
    parts.add(isnull(column));
  }

  private static Column hashOf(Column value, DataType type) {
    List<Column> parts = new ArrayList<>();
    addParts(value, type, parts);
    return hash(parts);
  }

  private static StructType entryOf(MapType map) {
    return new StructType().add("key", map.keyType()).add("value", map.valueType());
  }
}
