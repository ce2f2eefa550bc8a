package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.reader.Release;

/** What is written here is what Spark, Delta Kernel and DuckDB read. */
class EveryEngineTest {
  private static final Instant NINE = Instant.parse("2026-01-01T21:00:00Z");

  @TempDir private Path folder;
  private String root = "";
  private TableCommitter committer = TableCommitter.open("unset", new Configuration(), null);

  @BeforeEach
  void openLake() {
    root = folder.resolve("湖 lake").toString();
    committer = TableCommitter.open(root, new Configuration(), null);
  }

  @Test
  void everyTypeIsReadAsItWasWritten() {
    List<Map<String, @Nullable Object>> expected =
        AllTypes.rows().stream().map(AllTypes::read).toList();

    committer.overwrite(committer.write(AllTypes.SCHEMA, AllTypes.rows()), "run-1");

    assertThat(Readers.kernel(root, "all_types")).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(Readers.spark(root, "all_types")).containsExactlyInAnyOrderElementsOf(expected);
    Release release = publish(0);
    assertThat(Readers.duckDb(root, release, "all_types"))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private Release publish(long version) {
    Release release =
        new Release(
            "run-1",
            NINE,
            NINE.plusNanos(1000),
            "0",
            "c",
            "f",
            Map.of("all_types", version),
            Map.of(),
            0,
            0,
            0,
            0,
            0,
            Map.of());
    committer.append(
        committer.write(ReleasesTable.SCHEMA, List.of(ReleaseEntry.of(release))), "run-1");
    return release;
  }
}
