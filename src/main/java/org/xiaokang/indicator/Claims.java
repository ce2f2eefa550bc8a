package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What documents claim about their own figures, recomputed from these figures: a claim is a formula
 * over observation ids in backquotes and what the document says it comes to.
 */
public final class Claims {
  private static final StructType CHECKED =
      new StructType()
          .add("claim_id", DataTypes.StringType)
          .add("reported_value", DataTypes.DoubleType)
          .add("computed_value", DataTypes.DoubleType)
          .add("tolerance", DataTypes.DoubleType)
          .add("verdict", DataTypes.StringType)
          .add("reason", DataTypes.StringType);

  private Claims() {}

  /**
   * One row per claim.
   *
   * @param claims claim_id, doc_id, region_code, statement, claimed, formula (all text); {@code
   *     claimed} is a number with its unit, {@code holds} where the formula is a check, {@code
   *     identical} where two figures are said to be the same set, or blank where nothing is claimed
   * @param observations the observations table
   * @return the reconciliation table's columns, kind claim
   */
  public static Dataset<Row> check(Dataset<Row> claims, Dataset<Row> observations) {
    Dataset<Row> once =
        claims
            .withColumn(
                "copy",
                row_number().over(Window.partitionBy("claim_id").orderBy("doc_id", "formula")))
            .filter(col("copy").equalTo(1));
    Dataset<Row> named =
        once.select(
            col("claim_id"),
            col("doc_id"),
            col("claimed"),
            col("formula"),
            expr("explode_outer(array_distinct(regexp_extract_all(formula, '`([^`]+)`', 1)))")
                .as("ref"));
    Dataset<Row> figures =
        observations.select(
            col("doc_id").as("o_doc"),
            col("obs_id"),
            struct(
                    col("obs_id"),
                    col("obs_value").cast("double").as("value"),
                    col("metric"),
                    col("scope"),
                    col("qualifier"))
                .as("figure"),
            Confidential.of(observations).isNotNull().as(Confidential.NAME));
    Dataset<Row> checked =
        named
            .join(
                figures,
                col("doc_id").equalTo(col("o_doc")).and(col("ref").equalTo(col("obs_id"))),
                "left")
            .groupBy("claim_id")
            .agg(
                first("claimed").as("claimed"),
                first("formula").as("formula"),
                collect_list(col("figure")).as("figures"),
                coalesce(max(Confidential.NAME), lit(false)).as(Confidential.NAME))
            .map((MapFunction<Row, Row>) ClaimCheck::check, Encoders.row(CHECKED));
    return table(once, checked);
  }

  /** The check of no claims at all: no rows, the same columns. */
  public static Dataset<Row> none(Dataset<Row> observations) {
    Column[] columns =
        List.of("source", "claim_id", "doc_id", "region_code", "statement", "claimed", "formula")
            .stream()
            .map(name -> lit("").as(name))
            .toArray(Column[]::new);
    return check(observations.limit(0).select(columns), observations);
  }

  private static Dataset<Row> table(Dataset<Row> claims, Dataset<Row> checked) {
    Column shown = col("reason").isNull().or(col("reason").notEqual(Confidential.REASON));
    Dataset<Row> results = checked.withColumnRenamed("claim_id", "checked_id");
    return claims
        .join(results, col("claim_id").equalTo(col("checked_id")))
        .select(
            col("claim_id"),
            col("source"),
            col("doc_id"),
            when(col("region_code").notEqual(""), col("region_code")).as("ref_area"),
            lit("claim").as("kind"),
            col("formula").as("subject"),
            when(shown, col("statement")).as("statement"),
            lit(null).cast("string").as("scope"),
            lit(null).cast("string").as("time_period"),
            when(shown, col("claimed")).as("reported"),
            col("reported_value"),
            col("computed_value"),
            lit(null).cast("string").as("unit_measure"),
            col("tolerance"),
            col("computed_value").minus(col("reported_value")).as("difference"),
            col("verdict"),
            Verdict.consistent(col("verdict")).as("consistent"),
            col("reason"));
  }
}
