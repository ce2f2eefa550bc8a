package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Indicator;

/** Reported figures of metrics that an indicator computes too, held against the computed values. */
public final class Reconciliation {
  private Reconciliation() {}

  /**
   * One row per reported figure whose metric says {@code reports: indicator}. A figure over a span
   * of years is held against the change from the span's first year to its last; of an average over
   * years, from the year before.
   *
   * @param observations the observations table
   * @param indicators the indicators table
   * @return the reconciliation table's columns, kind metric
   */
  public static Dataset<Row> ofMetrics(
      Catalogue catalogue, Dataset<Row> observations, Dataset<Row> indicators) {
    Map<String, String> reports = new TreeMap<>();
    catalogue
        .metrics()
        .values()
        .forEach(metric -> metric.reports().ifPresent(id -> reports.put(metric.code(), id)));
    Dataset<Row> claims =
        observations
            .filter(col("metric").isin(reports.keySet().toArray()))
            .withColumn("claimed_indicator", lookUp(reports))
            .withColumn(Confidential.NAME, Confidential.of(observations));
    Dataset<Row> computed =
        indicators
            .filter(col("indicator").isin(reports.values().toArray()))
            .filter(col("origin").equalTo("reported"))
            .select(
                col("ref_area").as("i_area"),
                col("indicator"),
                col("scope").as("i_scope"),
                col("period_end").as("i_end"),
                col("time_period").as("i_period"),
                col("base_period"),
                col("obs_value").as("computed"),
                col("reason").as("i_reason"),
                array_contains(col("flags"), "derived").as("i_derived"));
    Column samePeriod = col("time_period").equalTo(col("i_period"));
    Column sameSpan =
        col("period_end")
            .equalTo(col("i_end"))
            .and(
                year(col("period_start"))
                    .minus(when(col("period_kind").equalTo("average"), 1).otherwise(0))
                    .cast("string")
                    .equalTo(col("base_period")));
    Dataset<Row> joined =
        claims.join(
            computed,
            col("ref_area")
                .equalTo(col("i_area"))
                .and(col("claimed_indicator").equalTo(col("indicator")))
                .and(col("scope").equalTo(col("i_scope")))
                .and(samePeriod.or(sameSpan)),
            "left");
    return verdicts(best(joined, sameSpan));
  }

  /**
   * One row per value of an area of its own that the regions below make a value for, too. They are
   * held against each other where all regions below report; the tolerance is half of the last digit
   * that the indicator shows.
   *
   * @param indicators the indicators table
   * @return the reconciliation table's columns, kind roll_up
   */
  public static Dataset<Row> ofRollUps(Catalogue catalogue, Dataset<Row> indicators) {
    List<Column> tolerances = new ArrayList<>();
    List<String> wholes = new ArrayList<>();
    for (Indicator indicator : catalogue.indicators().values()) {
      RollUp rollUp = RollUp.of(catalogue, indicator);
      if (rollUp.refusal() == null && !rollUp.ownIsPart()) {
        wholes.add(indicator.id());
        tolerances.add(lit(indicator.id()));
        tolerances.add(lit(0.5 * Math.pow(10, -indicator.decimals())));
      }
    }
    Column own = col("origin").equalTo("reported");
    Dataset<Row> pairs =
        indicators
            .filter(col("indicator").isin(wholes.toArray()))
            .groupBy("ref_area", "indicator", "scope", "period_kind", "time_period")
            .agg(
                max("unit_measure").as("unit_measure"),
                max(when(own, col("obs_value"))).as("reported_value"),
                max(when(not(own), col("obs_value"))).as("computed_value"),
                max(when(not(own), col("coverage"))).as("coverage"),
                max(when(not(own), col("reason"))).as("below"),
                max(when(not(own), col("children_reported"))).as("children"),
                max(when(not(own), col("children_expected"))).as("expected"))
            .filter(col("reported_value").isNotNull().and(col("children").isNotNull()));
    Column tolerance =
        tolerances.isEmpty()
            ? lit(0.0)
            : element_at(map(tolerances.toArray(Column[]::new)), col("indicator"));
    Column whole = col("coverage").geq(WHOLE);
    Column verdict =
        coalesce(
            Verdict.of(col("reported_value"), when(whole, col("computed_value")), col("tolerance")),
            lit(Verdict.NOT_CHECKABLE));
    Column reason =
        when(
            verdict.equalTo(Verdict.NOT_CHECKABLE),
            coalesce(
                col("below"),
                format_string("%d of %d regions below report", col("children"), col("expected")),
                lit("it is not known how many regions below there are")));
    return pairs
        .withColumn("tolerance", tolerance)
        .select(
            concat_ws(
                    "/",
                    col("ref_area"),
                    col("indicator"),
                    col("scope"),
                    col("period_kind"),
                    col("time_period"))
                .as("claim_id"),
            lit(null).cast("string").as("source"),
            lit(null).cast("string").as("doc_id"),
            col("ref_area"),
            lit("roll_up").as("kind"),
            col("indicator").as("subject"),
            lit(null).cast("string").as("statement"),
            col("scope"),
            col("time_period"),
            lit(null).cast("string").as("reported"),
            col("reported_value"),
            col("computed_value"),
            col("unit_measure"),
            col("tolerance"),
            col("computed_value").minus(col("reported_value")).as("difference"),
            verdict.as("verdict"),
            Verdict.consistent(verdict).as("consistent"),
            reason.as("reason"));
  }

  /** A coverage that is whole but for the rounding of doubles. */
  private static final double WHOLE = 1 - 1e-9;

  private static Column lookUp(Map<String, String> reports) {
    Column found = lit(null).cast("string");
    for (Map.Entry<String, String> entry : reports.entrySet()) {
      found = when(col("metric").equalTo(entry.getKey()), entry.getValue()).otherwise(found);
    }
    return found;
  }

  /** A claim meets one value at most: the one over its span before the one at its period. */
  private static Dataset<Row> best(Dataset<Row> joined, Column sameSpan) {
    Column rank =
        row_number()
            .over(
                Window.partitionBy("source", "doc_id", "obs_id")
                    .orderBy(
                        coalesce(sameSpan, lit(false)).desc(), col("i_period").asc_nulls_last()));
    return joined.withColumn("rank", rank).filter(col("rank").equalTo(1));
  }

  private static Dataset<Row> verdicts(Dataset<Row> claims) {
    Column shown = col(Confidential.NAME).isNull();
    Column circular = coalesce(col("i_derived"), lit(false));
    Column checkable = when(circular, lit(null)).otherwise(col("computed"));
    Column reported = when(shown, col("obs_value").cast("double"));
    Column verdict =
        coalesce(
            Verdict.of(reported, checkable, coalesce(col("half_unit").cast("double"), lit(0.0))),
            lit(Verdict.NOT_CHECKABLE));
    Column reason =
        when(not(shown), Confidential.REASON)
            .when(circular, "the computed value is derived from reported claims itself")
            .when(col("i_reason").isNotNull(), col("i_reason"))
            .when(
                col("computed").isNull(),
                concat(
                    lit("the inputs of '"),
                    col("claimed_indicator"),
                    lit("' are not all reported for "),
                    col("scope"),
                    lit(", "),
                    col("time_period")));
    return claims.select(
        concat(col("doc_id"), lit("/"), col("obs_id")).as("claim_id"),
        col("source"),
        col("doc_id"),
        col("ref_area"),
        lit("metric").as("kind"),
        col("metric").as("subject"),
        lit(null).cast("string").as("statement"),
        col("scope"),
        col("time_period"),
        when(shown, concat(col("value_printed"), coalesce(col("unit_printed"), lit(""))))
            .as("reported"),
        reported.as("reported_value"),
        col("computed").as("computed_value"),
        col("unit_measure"),
        col("half_unit").cast("double").as("tolerance"),
        col("computed").minus(reported).as("difference"),
        verdict.as("verdict"),
        Verdict.consistent(verdict).as("consistent"),
        reason.as("reason"));
  }
}
