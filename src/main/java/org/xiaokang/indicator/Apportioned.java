package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.Regions;

/**
 * Figures that still name a region that was split, given to its successors by the shares that the
 * region table declares: figures that add up, and only where a successor has no figure of its own.
 * Such a figure is marked derived and partial.
 */
final class Apportioned {
  private Apportioned() {}

  /** Whether the region table declares any shares. */
  static boolean isNeeded(Regions regions) {
    return regions.spells().stream()
        .flatMap(spell -> spell.successors().stream())
        .anyMatch(successor -> successor.weight() != null);
  }

  /**
   * The observations by successor.
   *
   * @param observations with columns of the observations table and marks
   */
  static Dataset<Row> of(Plan plan, Dataset<Row> observations) {
    Object[] additive =
        plan.metrics().stream()
            .filter(metric -> plan.rule(metric) == Metric.Aggregation.Rule.SUM)
            .toArray();
    Column own = struct(col("ref_area"), col("panel_area"), lit(1.0).as("weight"));
    Column isSplit = size(col("shares")).gt(0).and(col("metric").isin(additive));
    Dataset<Row> given =
        observations
            .withColumn("is_split", isSplit)
            .withColumn("to", explode(when(isSplit, col("shares")).otherwise(array(own))))
            .withColumn("ref_area", col("to.ref_area"))
            .withColumn("panel_area", col("to.panel_area"))
            .withColumn(
                "obs_value",
                when(
                        col("is_split"),
                        col("obs_value")
                            .cast("double")
                            .multiply(col("to.weight"))
                            .cast("decimal(38,18)"))
                    .otherwise(col("obs_value")))
            .withColumn(
                "marks",
                when(
                        col("is_split"),
                        col("marks").bitwiseOR(Mark.DERIVED.bit() | Mark.PARTIAL.bit()))
                    .otherwise(col("marks")));
    WindowSpec same =
        Window.partitionBy(
            col("panel_area"),
            col("metric"),
            col("scope"),
            col("period_kind"),
            col("time_period"),
            when(col("time_period").equalTo("_U"), col("doc_id")));
    return given
        .withColumn("has_own", max(not(col("is_split"))).over(same))
        .withColumn(
            Confidential.NAME,
            when(
                    col("is_split"),
                    when(max(col(Confidential.NAME).isNotNull()).over(same), Confidential.never()))
                .otherwise(col(Confidential.NAME)))
        .withColumn("place", row_number().over(same.orderBy(col("is_split"), col("doc_id"))))
        .withColumn(
            "obs_value",
            when(col("has_own"), col("obs_value")).otherwise(sum("obs_value").over(same)))
        .filter(col("place").equalTo(1))
        .drop("is_split", "to", "has_own", "place");
  }
}
