package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Observations turned into one row per region, scope and period with a struct per reported figure:
 * one scan, one shuffle by ref_area.
 */
final class Rows {
  /** Which figures are alike: the same kind of period, the same months. */
  static final String SERIES = "series";

  /** The year a period ends in; null where it is unknown. */
  static final String YEAR = "year";

  /** Orders periods in time; those without a known end come last, by date of publication. */
  static final String ORDINAL = "ordinal";

  private static final int AFTER_ALL_DATES = 10_000_000;

  private Rows() {}

  /**
   * The wide rows.
   *
   * @param observations preferred observations
   * @param regions ref_area and parent of every region
   */
  static Dataset<Row> of(Plan plan, Dataset<Row> observations, Dataset<Row> regions) {
    Dataset<Row> needed =
        observations
            .filter(col("preferred").and(col("metric").isin(plan.metrics().toArray())))
            .select(
                col("ref_area"),
                lit(false).as("of_parent"),
                col("scope"),
                col("freq"),
                col("period_kind"),
                col("time_period"),
                col("period_start"),
                col("period_end"),
                series().as(SERIES),
                year(coalesce(col("period_end"), col("period_start"))).as(YEAR),
                ordinal().as(ORDINAL),
                col("metric"),
                col("obs_value").cast("double").as("value"),
                Mark.ofObservation().as("marks"),
                col("observation_id"));
    Dataset<Row> addressed =
        plan.parentMetrics().isEmpty() ? needed : withParentsFigures(plan, needed, regions);
    return wide(plan, addressed.repartition(col("ref_area")));
  }

  /** Figures that meet over the years: a year its year, nine months the same nine months. */
  private static Column series() {
    Column span =
        concat(
            col("period_kind"),
            lit(":"),
            coalesce(date_format(col("period_start"), "MM-dd"), lit("..")),
            lit("/"),
            coalesce(date_format(col("period_end"), "MM-dd"), lit("..")),
            lit("/"),
            coalesce(
                year(col("period_end")).minus(year(col("period_start"))).cast("string"), lit("")));
    return when(
            col("period_start").isNull().and(col("period_end").isNull()),
            concat(col("period_kind"), lit(":"), col("doc_id")))
        .otherwise(span);
  }

  private static Column ordinal() {
    return coalesce(
        unix_date(col("period_end")),
        lit(AFTER_ALL_DATES).plus(coalesce(unix_date(col("published_on")), lit(0))));
  }

  /** Sends each figure that children look up to the children too; one row per child. */
  private static Dataset<Row> withParentsFigures(
      Plan plan, Dataset<Row> needed, Dataset<Row> regions) {
    Dataset<Row> children =
        regions
            .filter(col("parent").isNotNull())
            .groupBy(col("parent"))
            .agg(collect_set("ref_area").as("children"));
    Column own = struct(col("ref_area"), lit(false).as("of_parent"));
    Column toChildren =
        transform(
            col("children"), child -> struct(child.as("ref_area"), lit(true).as("of_parent")));
    Column isLookedUp =
        col("metric").isin(plan.parentMetrics().toArray()).and(col("children").isNotNull());
    List<Column> kept = new ArrayList<>(List.of(col("target.ref_area"), col("target.of_parent")));
    for (String name : needed.columns()) {
      if (!name.equals("ref_area") && !name.equals("of_parent")) {
        kept.add(col(name));
      }
    }
    return needed
        .join(functions.broadcast(children), col("ref_area").equalTo(col("parent")), "left")
        .withColumn(
            "target",
            explode(
                when(isLookedUp, functions.concat(array(own), toChildren)).otherwise(array(own))))
        .select(kept.toArray(Column[]::new));
  }

  /**
   * The figures of a row are collected into one map first: what a further metric costs is an entry
   * of the map, not an aggregate that every observation is tested for.
   */
  private static Dataset<Row> wide(Plan plan, Dataset<Row> addressed) {
    Column entry =
        struct(
            concat(when(col("of_parent"), PARENT).otherwise(""), col("metric")).as("key"),
            struct(col("value"), col("marks"), col("observation_id")).as("value"));
    Column figures = map_from_entries(collect_list(entry)).as("figures");
    Dataset<Row> grouped =
        addressed
            .groupBy("ref_area", "scope", "period_kind", "time_period", SERIES)
            .agg(
                max("freq").as("freq"),
                max("period_start").as("period_start"),
                max("period_end").as("period_end"),
                max(YEAR).as(YEAR),
                max(ORDINAL).as(ORDINAL),
                figures);
    List<Column> columns = new ArrayList<>();
    for (String key : KEYS) {
      columns.add(col(key));
    }
    for (Figure.Reported figure : plan.reported()) {
      String key = (figure.ofParent() ? PARENT : "") + figure.metric();
      columns.add(try_element_at(col("figures"), lit(key)).as(plan.column(figure)));
    }
    return grouped.select(columns.toArray(Column[]::new));
  }

  private static final String PARENT = "parent:";

  /** The columns that say what a wide row is about. */
  static final List<String> KEYS =
      List.of(
          "ref_area",
          "scope",
          "freq",
          "period_kind",
          "time_period",
          "period_start",
          "period_end",
          SERIES,
          YEAR,
          ORDINAL);
}
