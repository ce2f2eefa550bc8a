package org.xiaokang.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Project;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.lake.ReleaseEntry;
import org.xiaokang.lake.ReleasesTable;
import org.xiaokang.lake.TableCommitter;
import org.xiaokang.reader.Release;

/**
 * A lake of releases without tables: r0, let go since; r1; and r2, held back on 3 January and
 * published on the 5th.
 */
class NotebookReleasesTest {
  @TempDir private static Path folder;
  private static Lake lake;

  @BeforeAll
  static void releases() throws IOException {
    Project project = new Project(folder);
    String root = folder.resolve("lake").toString();
    TableCommitter committer = TableCommitter.open(root, new Configuration(), null);
    Release.Standing published =
        new Release.Standing(
            Release.Status.PUBLISHED,
            Optional.of("history"),
            Optional.of("checked"),
            Optional.of(Instant.parse("2026-01-05T01:00:00Z")));
    committer.overwrite(
        committer.write(
            ReleasesTable.SCHEMA,
            List.of(
                new ReleaseEntry(
                    release("r0", "2025-12-31T01:00:00Z"), Instant.parse("2026-01-06T01:00:00Z")),
                ReleaseEntry.of(release("r1", "2026-01-01T01:00:00Z")),
                ReleaseEntry.of(release("r2", "2026-01-03T01:00:00Z").with(published)))),
        "maintain");
    lake = Lake.open(project.configuration(), Optional.of(root), "");
  }

  private static Release release(String id, String finished) {
    Instant at = Instant.parse(finished);
    return new Release(id, at, at, "1", "c", "f", Map.of(), Map.of(), 0, 0, 0, 0, 0, Map.of());
  }

  @Test
  void aDayShowsWhatWasPublishedByThenAndNotWhatWasHeld() {
    assertThat(lake.asOf("2026-01-02").releaseId()).isEqualTo("r1");
    assertThat(lake.asOf("2026-01-03").releaseId()).isEqualTo("r1");
    assertThat(lake.asOf("2026-01-04").releaseId()).isEqualTo("r1");
    assertThat(lake.asOf("2026-01-05").releaseId()).isEqualTo("r2");
  }

  @Test
  void aReleaseThatWasLetGoIsNotCompared() {
    assertThatThrownBy(() -> lake.changesSince("r0"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("release 'r0' was let go on 2026-01-06")
        .hasMessageEndingWith("kept are [r1, r2]");
    Lake first = lake.release("r1");
    assertThatThrownBy(first::changes)
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("release 'r0' was let go on 2026-01-06");
  }

  @Test
  void wholeNumbersKeepTheirDigitsAndIdsAreNoQuantities() {
    String query =
        """
        select 9007199254740993 as figures, -1234567890123456789 as observation_id, 2019 as year,
          1234.5678 as mean, 7 as few
        """;
    assertThat(lake.sql(query).show().html())
        .contains(">9,007,199,254,740,993<", ">-1234567890123456789<")
        .contains(">2019<", ">1,235<", ">7<");
  }
}
