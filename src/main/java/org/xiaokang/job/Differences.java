package org.xiaokang.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** What differs between two tables of the same columns. */
final class Differences {
  private static final String MORE = "_more";

  private Differences() {}

  /**
   * The rows that one of them has and the other has not, or has less often; each once. Both are
   * read once.
   */
  static Dataset<Row> of(Dataset<Row> before, Dataset<Row> after) {
    Column[] columns = Arrays.stream(before.columns()).map(functions::col).toArray(Column[]::new);
    return before
        .withColumn(MORE, lit(-1))
        .union(after.withColumn(MORE, lit(1)))
        .groupBy(columns)
        .agg(sum(MORE).as(MORE))
        .filter(col(MORE).notEqual(0))
        .drop(MORE);
  }
}
