package org.xiaokang.intake;

import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.levenshtein;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;

import org.apache.spark.sql.Column;

/** The metric name that someone who misspelt one may have meant. */
final class NearestMetric {
  /** More typing errors than this are another word. */
  private static final int TYPING_ERRORS = 3;

  private NearestMetric() {}

  /** The nearest name in the lookup, null if none is near; costs nothing for rows not asked. */
  static Column of(Column key, Lookups lookups) {
    Column names =
        lookups.metrics().coalesce(1).agg(array_sort(collect_set(col("name_key")))).scalar();
    Column distances =
        transform(
            names,
            name -> struct(levenshtein(key, name, TYPING_ERRORS).as("errors"), name.as("name")));
    return array_min(filter(distances, NearestMetric::likely)).getField("name");
  }

  /** Minus one is beyond the limit; in a short name half of the characters must be right. */
  private static Column likely(Column name) {
    Column errors = name.getField("errors");
    return errors.geq(0).and(errors.multiply(2).leq(length(name.getField("name"))));
  }
}
