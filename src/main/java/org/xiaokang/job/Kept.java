package org.xiaokang.job;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Rows that are used more than once. */
final class Kept {
  private Kept() {}

  /**
   * The rows, kept from the first use until they are unpersisted. On disk: those of a country fill
   * any heap, and blocks that come and go between the two take what sorts and the writers of tables
   * need (46.9 million rows ended so in 4 GiB).
   */
  static Dataset<Row> of(Dataset<Row> rows) {
    return rows.persist(StorageLevel.DISK_ONLY());
  }
}
