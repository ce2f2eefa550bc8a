package org.xiaokang.reader;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xiaokang.Reading;
import org.xiaokang.SparkTest;
import org.xiaokang.lake.ReleaseEntry;
import org.xiaokang.lake.ReleasesTable;
import org.xiaokang.lake.TableCommitter;
import org.xiaokang.tables.Lake;

/** A release that Spark made of another by deleting rows, which are marked and not taken out. */
final class DeletedRows {
  private DeletedRows() {}

  /**
   * Deletes rows of the tables observations and indicators and publishes what is left, a day after
   * the latest release.
   *
   * @param where which rows go, in SQL
   */
  static Release of(Lake lake, String where) {
    Release latest = lake.latestRelease().orElseThrow();
    Map<String, Long> versions = new HashMap<>(latest.tables());
    Map<String, Long> rows = new HashMap<>(latest.rowCounts());
    for (String table : List.of("observations", "indicators")) {
      SparkTest.session()
          .sql("DELETE FROM delta.`%s/%s` WHERE %s".formatted(lake.root(), table, where));
      versions.put(table, lake.version(table));
      rows.put(table, lake.read(table).count());
    }
    Instant next = latest.finishedAt().plus(Duration.ofDays(1));
    Release made =
        new Release(
            "deleted",
            next,
            next,
            latest.codeVersion(),
            latest.catalogueHash(),
            latest.configurationHash(),
            versions,
            rows,
            latest.readRows(),
            latest.observedRows(),
            latest.rejectedRows(),
            latest.duplicateRows(),
            latest.supersededRows(),
            Map.of());
    TableCommitter committer = TableCommitter.open(lake.root(), Reading.hadoop(), null);
    committer.append(
        committer.write(ReleasesTable.SCHEMA, List.of(ReleaseEntry.of(made))), "deleted");
    return made;
  }
}
