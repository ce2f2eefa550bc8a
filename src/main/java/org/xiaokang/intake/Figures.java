package org.xiaokang.intake;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.map_keys;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a figure measures, and what its unit makes of it. */
final class Figures {
  private Figures() {}

  /**
   * Adds metric, unit_measure, _exponent INT and _multiplier DECIMAL(9,0) (a printed 1 is
   * multiplier * 10^exponent in unit_measure), and the reasons _metric and _unit. Needs _metric_key
   * and _unit_key.
   */
  static Dataset<Row> resolve(Dataset<Row> rows, Lookups lookups) {
    Dataset<Row> found =
        rows
            // Each row meets at most one metric and at most one symbol: both are grouped by key.
            .join(broadcast(metrics(lookups)), col("_metric_key").equalTo(col("_key")), "left")
            .join(broadcast(symbols(lookups)), col("_unit_key").equalTo(col("_symbol")), "left")
            .transform(matched -> NearestMetric.join(matched, lookups));
    Column measure = col("_found").getField("unit_measure");
    Column conversion = element_at(col("_units"), measure);
    return new Stage()
        .with("metric", col("_found").getField("metric"))
        .with("unit_measure", measure)
        .with("_exponent", conversion.getField("exponent"))
        .with("_multiplier", conversion.getField("multiplier"))
        .with("_metric", unknownMetric())
        .with("_unit", unitReason(measure, conversion))
        .without(
            "_metric_key", "_unit_key", "_key", "_symbol", "_found", "_units", "_names", "_asked")
        .of(found);
  }

  private static Dataset<Row> metrics(Lookups lookups) {
    return lookups
        .metrics()
        .coalesce(1)
        .groupBy(col("name_key").as("_key"))
        .agg(min(struct(col("metric"), col("unit_measure"))).as("_found"));
  }

  /** _symbol, _units MAP of unit_measure to (exponent, multiplier): 0.5 is 5 * 10^-1. */
  private static Dataset<Row> symbols(Lookups lookups) {
    Column factor =
        regexp_replace(col("factor").cast("decimal(9,3)").cast("string"), "\\.?0*$", "");
    Column decimals = length(regexp_extract(factor, "\\.(.*)$", 1));
    return lookups
        .units()
        .coalesce(1)
        .groupBy(col("symbol_key").as("_symbol"), col("unit_measure"))
        .agg(
            min(struct(
                    col("exponent").minus(decimals).as("exponent"),
                    replace(factor, lit("."), lit("")).cast("decimal(9,0)").as("multiplier")))
                .as("conversion"))
        .groupBy("_symbol")
        .agg(
            map_from_entries(collect_list(struct(col("unit_measure"), col("conversion"))))
                .as("_units"));
  }

  private static Column unknownMetric() {
    return Reasons.when(
        col("metric_code").isNotNull().and(col("_found").isNull()),
        "metric_unknown",
        "metric_code",
        col("metric_code"),
        coalesce(
            concat(
                lit("a code, name or alias of the metric catalogue; did you mean '"),
                NearestMetric.of(col("_metric_key")),
                lit("'?")),
            lit("a code, name or alias of the metric catalogue (table metrics)")));
  }

  private static Column unitReason(Column measure, Column conversion) {
    Column unknown =
        Reasons.when(
            col("unit").isNotNull().and(col("_units").isNull()),
            "unit_unknown",
            "unit",
            col("unit"),
            coalesce(
                concat(lit("a symbol of "), measure, lit(" in the unit catalogue")),
                lit("a symbol of the unit catalogue")));
    Column incompatible =
        Reasons.when(
            col("unit")
                .isNotNull()
                .and(measure.isNotNull())
                .and(col("_units").isNotNull())
                .and(conversion.isNull()),
            "unit_incompatible",
            "unit",
            col("unit"),
            concat(
                lit("a symbol of "),
                measure,
                lit(", the unit of "),
                col("_found").getField("metric"),
                lit("; this one is of "),
                array_join(slice(map_keys(col("_units")), 1, 5), ", ")));
    return coalesce(unknown, incompatible);
  }
}
