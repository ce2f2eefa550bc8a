package org.xiaokang.run;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/** What several stages read. */
final class Kept {
  private Kept() {}

  /**
   * The same, kept from the first use until it is unpersisted. On disk, where it does not take what
   * tasks need of the heap.
   */
  static <T> JavaRDD<T> of(JavaRDD<T> all) {
    return all.persist(StorageLevel.DISK_ONLY());
  }
}
