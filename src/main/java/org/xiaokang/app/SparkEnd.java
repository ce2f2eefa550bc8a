package org.xiaokang.app;

import org.apache.spark.sql.SparkSession;

/** Apart from {@link Main}, which loads no class of Spark where a command needs none. */
final class SparkEnd {
  private SparkEnd() {}

  /** Stops the session of this process. */
  static void stop() {
    SparkSession.getDefaultSession()
        .foreach(
            session -> {
              session.stop();
              return null;
            });
  }
}
