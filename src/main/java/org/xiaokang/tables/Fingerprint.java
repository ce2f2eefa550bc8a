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

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.execution.CollectMetricsExec$;
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
  private static final String NAME = "fingerprint";
  private static final String HASH = "content";
  private static final String UNKNOWN = "unknown ";

  /** These rows; their execution also takes their fingerprint. */
  static Dataset<Row> observe(Dataset<Row> rows) {
    return rows.observe(NAME, count(lit(1)).as("rows"), content(hash(rows)));
  }

  /** The fingerprint of rows, by reading them. */
  static Fingerprint read(Dataset<Row> rows) {
    return ofHashes(rows.select(hash(rows)));
  }

  /** The fingerprint of the rows that some {@link #hash} was taken of. */
  static Fingerprint ofHashes(Dataset<Row> hashes) {
    Row taken = hashes.agg(count(lit(1)).as("rows"), content(col(HASH))).head();
    return new Fingerprint(
        taken.getLong(0), taken.isNullAt(1) ? "0" : taken.getDecimal(1).toPlainString());
  }

  /**
   * The fingerprint after some rows went and others came; unknown, equal to no other, where one of
   * the three is.
   */
  Fingerprint with(Fingerprint gone, Fingerprint come) {
    long left = rows - gone.rows + come.rows;
    return isKnown() && gone.isKnown() && come.isKnown()
        ? new Fingerprint(
            left,
            new BigInteger(content)
                .subtract(new BigInteger(gone.content))
                .add(new BigInteger(come.content))
                .toString())
        : unknown(left);
  }

  private boolean isKnown() {
    return !content.startsWith(UNKNOWN);
  }

  /** Of so many rows, equal to no other. */
  static Fingerprint unknown(long rows) {
    return new Fingerprint(rows, UNKNOWN + UUID.randomUUID());
  }

  /** The hash of a row, whichever run received it. */
  static Column hash(Dataset<Row> rows) {
    List<Column> parts = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      if (field.name().equals(RUN)) {
        continue; // which run received a row is not what the row says
      }
      addParts(col("`" + field.name() + "`"), field.dataType(), parts);
    }
    return hash(parts).as(HASH);
  }

  private static Column content(Column hash) {
    // Decimal, because a sum of longs would overflow; 30 digits hold the hashes of 10^10 rows.
    return sum(hash.cast(new DecimalType(20, 0))).as(HASH);
  }

  /**
   * The fingerprint of observed rows after they were written. Read from the plan that was executed:
   * an Observation waits for an event that a busy listener bus may drop.
   *
   * @param written the number of rows in the files; if the plan saw another number it was not the
   *     one executed, and the content is unknown, equal to no other
   */
  static Fingerprint of(Dataset<Row> observed, long written) {
    // No metrics at all: the optimizer saw that there are no rows and dropped the observation with
    // them.
    Row metrics =
        CollectMetricsExec$.MODULE$
            .collect(observed.queryExecution().executedPlan())
            .getOrElse(NAME, () -> RowFactory.create(0L, null));
    if (metrics.getLong(0) != written) {
      return unknown(written);
    }
    return new Fingerprint(
        written, metrics.isNullAt(1) ? "0" : metrics.getDecimal(1).toPlainString());
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
