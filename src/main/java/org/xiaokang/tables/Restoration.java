package org.xiaokang.tables;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.reader.Release;

/** Puts tables back to what they were in a release: Delta's RESTORE, in a new version of each. */
public final class Restoration {
  private Restoration() {}

  /**
   * Puts back the tables that a run which died, or published nothing, left otherwise.
   *
   * @return the newest version of each table of the release, which has the release's rows; empty
   *     where a table is gone
   * @throws XiaokangException if a table cannot be put back
   */
  public static Optional<Map<String, Long>> of(Lake lake, Release release, String runId) {
    Map<String, Long> versions = new TreeMap<>();
    for (Map.Entry<String, Long> table : release.tables().entrySet()) {
      String name = table.getKey();
      if (!lake.exists(name)) {
        return Optional.empty();
      }
      if (lake.version(name) != table.getValue()) {
        restore(lake, name, table.getValue(), runId);
      }
      versions.put(name, lake.version(name));
    }
    return Optional.of(versions);
  }

  private static void restore(Lake lake, String table, long version, String runId) {
    SparkSession spark = lake.spark();
    Path path = lake.path(table);
    SparkSession own = spark.newSession(); // the commit's note is a setting of the session
    Lake.readsOldVersions(own);
    try {
      DeltaLog log = DeltaLog.forTable(spark, path);
      CommitNote.of(log.logPath(), version, log.newDeltaHadoopConf())
          .map(note -> new CommitNote(runId, note.fingerprint()).toJson())
          .ifPresent(note -> own.conf().set(CommitNote.SETTING, note));
      DeltaTable.forPath(own, path.toString()).restoreToVersion(version);
    } catch (IOException e) {
      throw new XiaokangException(
          "cannot put table '%s' of the lake '%s' back to version %d: %s"
              .formatted(table, lake.root(), version, e.getMessage()),
          e);
    } finally {
      SparkSession.setActiveSession(spark);
    }
  }
}
