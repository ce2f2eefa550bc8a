package org.xiaokang.reader;

import org.apache.hadoop.conf.Configuration;

/**
 * Hadoop's settings as Spark would have them: whatever a setting {@code spark.hadoop.X} of conf/ or
 * of the command line says is Hadoop's X.
 */
public final class HadoopSettings {
  private static final String PREFIX = "spark.hadoop.";

  private HadoopSettings() {}

  /** Of the system properties of this process, which is how the launcher passes settings on. */
  public static Configuration current() {
    Configuration hadoop = new Configuration();
    System.getProperties()
        .forEach(
            (key, value) -> {
              if (String.valueOf(key).startsWith(PREFIX)) {
                hadoop.set(String.valueOf(key).substring(PREFIX.length()), String.valueOf(value));
              }
            });
    return hadoop;
  }
}
