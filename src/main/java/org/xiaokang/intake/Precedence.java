package org.xiaokang.intake;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc_nulls_last;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** Which of several figures for the same area, metric, scope and period goes first. */
final class Precedence {
  private static final int AFTER_ALL_RANKS = Integer.MAX_VALUE;

  private Precedence() {}

  /**
   * Adds preferred BOOLEAN, stated_by INT and relative_difference DOUBLE. One window, one shuffle.
   *
   * <p>The figure of the source with the lowest rank is preferred, then the one published last,
   * then the one with the highest confidence; what ties in all three is settled by doc_id, obs_id
   * and source, so that the same figures always give the same choice.
   *
   * <p>Figures without a known period compare within their document only: what one document leaves
   * undated need not be the time that another leaves undated. So each document has a preferred one.
   */
  static Dataset<Row> mark(Dataset<Row> figures, Map<String, Integer> ranks) {
    WindowSpec inOrder =
        Window.partitionBy(key())
            .orderBy(
                // The figure of what became a part of the region does not stand for the region.
                col("region_match").equalTo("merged"),
                rank(ranks),
                desc_nulls_last("published_on"),
                desc_nulls_last("confidence"),
                col("doc_id"),
                col("obs_id"),
                col("source"));
    WindowSpec all = inOrder.rowsBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
    return figures
        .select(
            col("*"),
            row_number().over(inOrder).equalTo(1).as("preferred"),
            count(lit(1)).over(all).cast("int").as("stated_by"),
            first("obs_value").over(all).as("_preferred_value"))
        .withColumn("relative_difference", relativeDifference())
        .drop("_preferred_value");
  }

  /** What several figures have in common of which one is preferred. */
  static Column[] key() {
    return new Column[] {
      col("panel_area"),
      col("metric"),
      col("scope"),
      col("period_kind"),
      col("time_period"),
      when(col("time_period").equalTo("_U"), col("doc_id"))
    };
  }

  private static Column rank(Map<String, Integer> ranks) {
    if (ranks.isEmpty()) {
      return lit(AFTER_ALL_RANKS);
    }
    List<Column> entries = new ArrayList<>();
    ranks.forEach((source, rank) -> entries.addAll(List.of(lit(source), lit(rank))));
    Column known = map(entries.toArray(Column[]::new));
    return coalesce(try_element_at(known, col("source")), lit(AFTER_ALL_RANKS));
  }

  /** In doubles: the difference of two DECIMAL(38,18) would lose a digit to the wider type. */
  private static Column relativeDifference() {
    Column preferred = col("_preferred_value");
    Column base = preferred.cast("double");
    return when(
        col("stated_by").gt(1),
        when(col("obs_value").equalTo(preferred), 0.0)
            .when(
                preferred.notEqual(0),
                col("obs_value").cast("double").minus(base).divide(abs(base))));
  }
}
