package org.xiaokang.intake;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_values;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** The same figure received more than once, found with one shuffle and one sort. */
final class Repeats {
  private Repeats() {}

  /**
   * Adds duplicate (a row with the same content stands before this one) and _conflict (another row
   * has the same source, doc_id and obs_id but other content). Rows without an id, and malformed
   * ones, are never the same as another. Content is compared by a 64-bit hash, within one id.
   */
  static Dataset<Row> mark(Dataset<Row> rows) {
    Column identified =
        col("doc_id").isNotNull().and(col("obs_id").isNotNull()).and(col("malformed").isNull());
    Dataset<Row> hashed =
        new Stage()
            .with("_content", contentHash())
            .with("_received", xxhash64(map_values(col("received"))))
            // Spreads the rows without an id over the cluster instead of heaping them up under
            // null.
            .with(
                "_apart",
                when(identified, lit(null).cast("bigint"))
                    .otherwise(xxhash64(col("malformed"), map_values(col("received")))))
            .of(rows);
    WindowSpec sameId =
        Window.partitionBy("source", "doc_id", "obs_id", "_apart")
            .orderBy("_content", "source_file", "_received");
    WindowSpec all = sameId.rowsBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
    Dataset<Row> compared =
        new Stage()
            .with("_before", lag("_content", 1).over(sameId))
            .with("_first_content", first("_content").over(all))
            .with("_last_content", last("_content").over(all))
            .with("_first_value", first("value").over(all))
            .with("_last_value", last("value").over(all))
            .with("_first_file", first("source_file").over(all))
            .with("_last_file", last("source_file").over(all))
            .of(hashed);
    return new Stage()
        .with(
            "duplicate",
            coalesce(
                col("_apart").isNull().and(col("_before").equalTo(col("_content"))), lit(false)))
        .with("_conflict", conflict())
        .without(
            "_content",
            "_received",
            "_apart",
            "_before",
            "_first_content",
            "_last_content",
            "_first_value",
            "_last_value",
            "_first_file",
            "_last_file")
        .of(compared);
  }

  private static Column conflict() {
    Column isFirst = col("_content").equalTo(col("_first_content"));
    Column value = when(isFirst, col("_last_value")).otherwise(col("_first_value"));
    Column file = when(isFirst, col("_last_file")).otherwise(col("_first_file"));
    return Reasons.when(
        col("_apart").isNull().and(col("_first_content").notEqual(col("_last_content"))),
        "obs_id_conflict",
        "obs_id",
        col("obs_id"),
        concat_ws(
            "",
            lit("one content for one doc_id and obs_id; another row of this id has value "),
            coalesce(value, lit("(blank)")),
            lit(" in "),
            file));
  }

  /**
   * Null has a stand-in of its own: the hash would skip it, and a moved cell would look the same.
   */
  private static Column contentHash() {
    return xxhash64(
        Contract.COLUMNS.stream()
            .map(column -> coalesce(col(column), lit("\u0001")))
            .toArray(Column[]::new));
  }
}
