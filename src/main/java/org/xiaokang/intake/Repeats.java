package org.xiaokang.intake;

import static org.apache.spark.sql.functions.bitwise_not;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_values;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The same figure received more than once, found with one shuffle and one sort.
 *
 * <p>Of the rows of one source with one doc_id and obs_id the latest stands: the one with the later
 * published_on (rows without a readable one go first), then the one in the file written later, then
 * the one in the file whose path sorts later. Rows that repeat it are duplicates, all others are
 * superseded. Where one file states two contents on one published_on, nothing tells which is later:
 * both are rejected. What stands is what the source said last, also when it cannot be read: no
 * earlier row takes its place.
 *
 * <p>A row with action D says that there is no such figure any more. Where it is the latest it is
 * superseded with the others, being no figure itself; a later row reports the figure again. It is
 * rejected if its source never reported the figure.
 *
 * <p>Rows without an id, and malformed ones, are never the same as another. Content is compared by
 * a 64-bit hash, within one id.
 */
final class Repeats {
  private Repeats() {}

  /**
   * Adds duplicate and superseded BOOLEAN, of which at most one is true, the reasons _conflict and
   * _withdraws_nothing, _withdraws BOOLEAN (the action is D) and _published, {@link
   * Periods#published()}.
   */
  static Dataset<Row> mark(Dataset<Row> rows) {
    Column identified =
        col("doc_id").isNotNull().and(col("obs_id").isNotNull()).and(col("malformed").isNull());
    Dataset<Row> hashed =
        new Stage()
            .with("_published", Periods.published())
            .with("_withdraws", coalesce(Keys.key(col("action")).equalTo("d"), lit(false)))
            .with("_content", contentHash())
            .with("_received", xxhash64(map_values(col("received"))))
            // Spreads the rows without an id over the cluster instead of heaping them up under
            // null.
            .with(
                "_apart",
                when(identified, lit(null).cast("bigint"))
                    .otherwise(xxhash64(col("malformed"), map_values(col("received")))))
            .of(rows);
    WindowSpec earliestFirst =
        Window.partitionBy("source", "doc_id", "obs_id", "_apart")
            .orderBy("_published", "modified_at", "source_file", "_content", "_received");
    WindowSpec all =
        earliestFirst.rowsBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
    Dataset<Row> compared =
        new Stage()
            .with("_next_content", lead("_content", 1).over(earliestFirst))
            .with("_last_content", last("_content").over(all))
            .with("_last_value", last("value").over(all))
            // The first, in the window's order, of the rows that are as late as the last one.
            .with(
                "_latest",
                max(struct(
                        col("_published"),
                        col("modified_at"),
                        col("source_file"),
                        bitwise_not(col("_content")).as("not_content"),
                        col("value")))
                    .over(all))
            .with("_reported", bool_or(not(col("_withdraws"))).over(all))
            .of(hashed);
    return new Stage()
        .with("duplicate", col("_apart").isNull().and(repeats()))
        .with("superseded", col("_apart").isNull().and(not(repeats())).and(givesWay()))
        .with("_conflict", conflict())
        .with("_withdraws_nothing", withdrawsNothing())
        .without(
            "_content",
            "_received",
            "_apart",
            "_next_content",
            "_last_content",
            "_last_value",
            "_latest",
            "_reported")
        .of(compared);
  }

  /** Nothing tells that another row is later than this one. */
  private static Column isLatest() {
    Column latest = col("_latest");
    return col("_published")
        .eqNullSafe(latest.getField("_published"))
        .and(col("modified_at").eqNullSafe(latest.getField("modified_at")))
        .and(col("source_file").eqNullSafe(latest.getField("source_file")));
  }

  /** A row that comes after this one has its content, and stands or is one of several latest. */
  private static Column repeats() {
    Column content = col("_content");
    return when(isLatest(), coalesce(col("_next_content").equalTo(content), lit(false)))
        .otherwise(not(isTorn()).and(content.equalTo(col("_last_content"))));
  }

  /** Another row stands instead of this one; or none does, because this one withdraws them all. */
  private static Column givesWay() {
    return not(isLatest()).or(col("_withdraws").and(col("_reported")).and(not(isTorn())));
  }

  /** The latest rows have several contents. */
  private static Column isTorn() {
    return bitwise_not(col("_latest").getField("not_content")).notEqual(col("_last_content"));
  }

  private static Column conflict() {
    Column isLast = col("_content").equalTo(col("_last_content"));
    Column value = when(isLast, col("_latest").getField("value")).otherwise(col("_last_value"));
    return Reasons.when(
        col("_apart").isNull().and(isTorn()),
        "obs_id_conflict",
        "obs_id",
        col("obs_id"),
        concat_ws(
            "",
            lit(
                "one content for one doc_id and obs_id in one file and on one published_on;"
                    + " another row of this id has value "),
            coalesce(value, lit("(blank)")),
            lit(" in "),
            col("source_file"),
            lit(" too")));
  }

  private static Column withdrawsNothing() {
    return Reasons.when(
        col("_apart").isNull().and(col("_withdraws")).and(not(col("_reported"))),
        "withdraws_nothing",
        "obs_id",
        col("obs_id"),
        "the doc_id and obs_id of a figure of this source");
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
