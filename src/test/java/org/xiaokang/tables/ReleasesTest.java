package org.xiaokang.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Reading;
import org.xiaokang.SparkTest;
import org.xiaokang.lake.ReleaseEntry;
import org.xiaokang.lake.ReleasesTable;
import org.xiaokang.lake.TableCommitter;
import org.xiaokang.lake.TableSchema;
import org.xiaokang.reader.Release;

/** Releases that are held back, or have superseded rows, in a lake from before there were any. */
class ReleasesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path folder;

  private static Release release(String id, long seconds) {
    Instant end = START.plusSeconds(seconds);
    return new Release(
        id, START, end, "0.1.0", "c", "f", Map.of("t", 0L), Map.of(), 0, 0, 0, 0, 0, Map.of());
  }

  /** Of ten rows three superseded. */
  private static Release superseding(String id, long seconds) {
    Instant end = START.plusSeconds(seconds);
    return new Release(
        id, START, end, "0.1.0", "c", "f", Map.of("t", 0L), Map.of(), 10, 4, 2, 1, 3, Map.of());
  }

  /** Without superseded_rows, not_reported_rows and what comes after durations_ms. */
  private static TableSchema<ReleaseEntry> earlier() {
    TableSchema<ReleaseEntry> today = ReleasesTable.SCHEMA;
    List<TableSchema.Column<ReleaseEntry>> columns =
        new ArrayList<>(today.columns().subList(0, 16));
    assertThat(columns.get(15).name()).isEqualTo("durations_ms");
    assertThat(columns.remove(14).name()).isEqualTo("not_reported_rows");
    assertThat(columns.remove(13).name()).isEqualTo("superseded_rows");
    return new TableSchema<>(
        "releases", "Published runs.", columns, List.of(), List.of("finished_at"));
  }

  @Test
  void releasesOfTodayComeIntoALakeFromBeforeTheirColumns() {
    Lake lake = Lake.open(SparkTest.session(), folder.toString());
    TableCommitter committer = TableCommitter.open(lake.root(), Reading.hadoop(), null);
    assertThat(lake.releases().newest()).isEmpty();
    Release old = release("run-1", 1);
    committer.append(committer.write(earlier(), List.of(ReleaseEntry.of(old))), "run-1");
    assertThat(lake.latestRelease()).contains(old);
    assertThat(lake.releases().newest()).contains(old);

    Release held = superseding("run-2", 2).with(Release.Standing.heldBy("history, range"));
    committer.append(
        committer.write(ReleasesTable.SCHEMA, List.of(ReleaseEntry.of(held))), "run-2");

    assertThat(lake.latestRelease()).contains(old);
    assertThat(lake.releases().newest()).contains(held);
    assertThat(lake.releases().find("run-1")).isEqualTo(old);
    assertThat(
            lake.read("releases").orderBy("release_id").select("superseded_rows").collectAsList())
        .hasToString("[[null], [3]]");
  }
}
