package org.xiaokang.intake;

import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.levenshtein;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The metric name that someone who misspelt one may have meant. */
final class NearestMetric {
  /** More typing errors than this are another word. */
  private static final int TYPING_ERRORS = 3;

  private NearestMetric() {}

  /**
   * Adds _names, every name there is, to the rows whose _metric_key found nothing (_found is null).
   * Each row meets at most the one row of all names, and a row that found its metric meets none, so
   * it carries no list.
   */
  static Dataset<Row> join(Dataset<Row> rows, Lookups lookups) {
    Column names = array_sort(collect_set(col("name_key")));
    Dataset<Row> all =
        lookups
            .metrics()
            .coalesce(1)
            .agg(names.as("_names"), least(count(lit(1)), lit(1)).as("_asked"));
    Column asks = when(col("_found").isNull().and(col("_metric_key").isNotNull()), 1L);
    return rows.join(broadcast(all), asks.equalTo(col("_asked")), "left");
  }

  /** The nearest of _names, null if none is near. */
  static Column of(Column key) {
    Column distances =
        transform(
            col("_names"),
            name -> struct(levenshtein(key, name, TYPING_ERRORS).as("errors"), name.as("name")));
    return array_min(filter(distances, NearestMetric::likely)).getField("name");
  }

  /** Minus one is beyond the limit; in a short name half of the characters must be right. */
  private static Column likely(Column name) {
    Column errors = name.getField("errors");
    return errors.geq(0).and(errors.multiply(2).leq(length(name.getField("name"))));
  }
}
