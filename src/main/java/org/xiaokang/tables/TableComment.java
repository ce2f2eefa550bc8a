package org.xiaokang.tables;

import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import scala.Option;

/** What a table of a lake says of itself. */
public final class TableComment {
  private TableComment() {}

  /**
   * The table's comment, its grain and meaning in a sentence or two; blank where it has none.
   *
   * @throws org.xiaokang.catalogue.XiaokangException if there is no such table
   */
  public static String of(Lake lake, String table) {
    SparkSession spark = lake.read(table).sparkSession();
    String comment =
        DeltaLog.forTable(spark, new Path(lake.root(), table))
            .update(false, Option.empty(), Option.empty())
            .metadata()
            .description();
    return comment == null ? "" : comment;
  }
}
