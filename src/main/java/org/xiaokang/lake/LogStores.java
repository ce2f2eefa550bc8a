package org.xiaokang.lake;

import org.apache.hadoop.conf.Configuration;

/**
 * Which log store commits on which file system. What keeps two writers apart is that one of them
 * creates a file and the other cannot; each file system does that its own way. Kernel's own choice
 * is safe on HDFS, Azure and Google's store, where it stays.
 */
final class LogStores {
  /** A setting of Kernel; it does not read Spark's. */
  private static final String SETTING = "io.delta.kernel.logStore.%s.impl";

  private LogStores() {}

  /** These settings with a store for each file system, where none is named. */
  static Configuration in(Configuration hadoop) {
    Configuration named = new Configuration(hadoop);
    named.setIfUnset(SETTING.formatted("s3a"), S3ConditionalLogStore.class.getName());
    named.setIfUnset(SETTING.formatted("file"), LinkLogStore.class.getName());
    return named;
  }
}
