package org.xiaokang;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * The one session that all tests share, with the settings that conf/ ships; it ends with the JVM.
 */
public final class SparkTest {
  private static final SparkSession SESSION = begin();

  private SparkTest() {}

  private static SparkSession begin() {
    Map<String, String> settings = ShippedSettings.embedded();
    settings.keySet().removeAll(List.of(ShippedSettings.MEMORY, ShippedSettings.FLAGS));
    settings.put("spark.master", "local[2]");
    settings.put("spark.app.name", "tests");
    settings.put("spark.sql.warehouse.dir", "target/spark-warehouse");
    // What tests themselves ask Spark SQL is a few rows: code would be generated for each question.
    // Tests of launched runs have the settings as they are.
    settings.put("spark.sql.codegen.wholeStage", "false");
    settings.put("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    settings.put("spark.sql.adaptive.enabled", "false");
    settings.put("spark.sql.shuffle.partitions", "1");
    settings.put("spark.databricks.delta.snapshotPartitions", "1");
    // Of 10,000 tables, the default, what Delta keeps of those of a hundred lakes fills the heap.
    settings.put("spark.databricks.delta.delta.log.cacheSize", "64");
    // As conf/spark-cluster.conf has it.
    settings.put("spark.hadoop.dfs.client.retry.policy.enabled", "true");
    // FaultyFileSystem, and the ways of Delta and its Kernel to commit to a disk by that name.
    settings.put("spark.hadoop.fs.faulty.impl", FaultyFileSystem.class.getName());
    settings.put("spark.delta.logStore.faulty.impl", "io.delta.storage.LocalLogStore");
    settings.put(
        "spark.hadoop.io.delta.kernel.logStore.faulty.impl", "io.delta.storage.LocalLogStore");
    SparkSession.Builder session = SparkSession.builder();
    settings.forEach(session::config);
    return session.getOrCreate();
  }

  /** The shared session. */
  public static SparkSession session() {
    return SESSION;
  }
}
