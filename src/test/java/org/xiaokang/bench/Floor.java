package org.xiaokang.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * What no run can go below: a bare session that writes the same tables and does nothing between.
 * For a small run that is tiny Delta tables one after another ({@code jobs/bench-floor}); for a
 * large one reading its input, and each of its tables written again ({@code jobs/bench}), which
 * includes reading them, for want of rows of the same size from nowhere.
 */
final class Floor {
  private Floor() {}

  /**
   * Arguments: the folder for the tables, and how many; or the folder for the tables, the folder of
   * a run's csv files, and its lake.
   */
  public static void main(String[] args) throws Exception {
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      if (args[1].matches("\\d+")) {
        tiny(spark, args[0], Integer.parseInt(args[1]));
      } else {
        again(spark, args[0], args[1], Path.of(args[2]));
      }
    }
  }

  private static void tiny(SparkSession spark, String folder, int tables) {
    for (int i = 0; i < tables; i++) {
      write(
          spark.range(100).selectExpr("id", "CAST(id AS STRING) AS name", "id / 3 AS value"),
          folder + "/table" + i);
    }
  }

  private static void again(SparkSession spark, String folder, String figures, Path lake)
      throws IOException {
    Dataset<Row> input = spark.read().option("header", true).csv(figures);
    input.write().format("noop").mode(SaveMode.Overwrite).save();
    List<Path> tables;
    try (Stream<Path> found = Files.list(lake)) {
      tables = found.filter(table -> Files.isDirectory(table.resolve("_delta_log"))).toList();
    }
    for (Path table : tables) {
      write(
          spark.read().format("delta").load(table.toString()), folder + "/" + table.getFileName());
    }
  }

  private static void write(Dataset<Row> rows, String table) {
    rows.write().format("delta").mode(SaveMode.Overwrite).save(table);
  }
}
