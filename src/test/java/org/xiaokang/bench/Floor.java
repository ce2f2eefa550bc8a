package org.xiaokang.bench;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * What no run can go below: a bare session that writes tiny Delta tables one after another and
 * nothing else. Measured by {@code jobs/bench-floor}.
 */
final class Floor {
  private Floor() {}

  /** Arguments: the folder for the tables, and how many. */
  public static void main(String[] args) throws Exception {
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      for (int i = 0; i < Integer.parseInt(args[1]); i++) {
        Dataset<Row> rows =
            spark.range(100).selectExpr("id", "CAST(id AS STRING) AS name", "id / 3 AS value");
        rows.write().format("delta").mode(SaveMode.Overwrite).save(args[0] + "/table" + i);
      }
    }
  }
}
