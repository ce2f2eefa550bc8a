package org.xiaokang.app;

import org.apache.spark.sql.SparkSession;

/**
 * Apart from the commands, of which picocli looks at every signature, and from {@link Main}: a
 * command that needs no Spark loads no class of it.
 */
final class SparkSessions {
  private SparkSessions() {}

  /** The session of this process, under a name that says what it is for. */
  static SparkSession open(String job) {
    Main.startsSpark();
    return SparkSession.builder().appName("xiaokang " + job).getOrCreate();
  }

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
