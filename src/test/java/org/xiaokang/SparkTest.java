package org.xiaokang;

import org.apache.spark.sql.SparkSession;

/** The one session that all tests share; it ends with the JVM. */
public final class SparkTest {
  private static final SparkSession SESSION =
      SparkSession.builder()
          .master("local[2]")
          .appName("tests")
          .config("spark.ui.enabled", "false")
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.sql.session.timeZone", "UTC")
          // Chinese tables come in GB18030; Spark knows it, but only when asked.
          .config("spark.sql.legacy.javaCharsets", "true")
          .config("spark.sql.shuffle.partitions", "1")
          .config("spark.sql.codegen.wholeStage", "false")
          .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
          .config("spark.sql.adaptive.enabled", "false")
          .config("spark.databricks.delta.snapshotPartitions", "1")
          // Of 10,000 tables, the default, what Delta keeps of those of a hundred lakes fills the
          // heap.
          .config("spark.databricks.delta.delta.log.cacheSize", "64")
          .config("spark.databricks.delta.allFilesInCrc.enabled", "false")
          .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
          .config(
              "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
          // As conf/spark-cluster.conf has it.
          .config("spark.hadoop.dfs.client.retry.policy.enabled", "true")
          // FaultyFileSystem, and Delta's way of committing to a disk by that name.
          .config("spark.hadoop.fs.faulty.impl", FaultyFileSystem.class.getName())
          .config("spark.delta.logStore.faulty.impl", "io.delta.storage.LocalLogStore")
          .config("spark.sql.warehouse.dir", "target/spark-warehouse")
          .getOrCreate();

  private SparkTest() {}

  /** The shared session. */
  public static SparkSession session() {
    return SESSION;
  }
}
