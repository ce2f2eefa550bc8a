package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;

/** Releases as a run writes them and readers find them. */
class ReleasesTableTest {
  private static final Instant NINE = Instant.parse("2026-01-01T21:00:00.000001Z");
  private static final Release RELEASE =
      new Release(
          "run-1",
          NINE,
          NINE.plusSeconds(7),
          "0.1",
          "catalogue",
          "configuration",
          Map.of("indicators", 3L, "观测", 0L),
          Map.of("indicators", 12L),
          10,
          5,
          3,
          1,
          1,
          Map.of("load", 400L));

  @TempDir private Path folder;

  @Test
  void aReleaseThatWasLetGoSaysWhen() {
    TableSchema.Column<ReleaseEntry> expiredAt =
        ReleasesTable.SCHEMA.columns().stream()
            .filter(column -> column.name().equals("expired_at"))
            .findFirst()
            .orElseThrow();
    Instant dayAfter = NINE.plusSeconds(86_400);
    assertThat(expiredAt.cell().apply(new ReleaseEntry(RELEASE, dayAfter))).isEqualTo(dayAfter);
    assertThat(expiredAt.cell().apply(ReleaseEntry.of(RELEASE))).isNull();
  }

  @Test
  void readersFindWhatARunPublishesOrHoldsBack() {
    TableCommitter committer = TableCommitter.open(folder.toString(), new Configuration(), null);
    Release held = RELEASE.with(Release.Standing.heldBy("gate 'coverage'"));
    Release published =
        RELEASE.with(
            new Release.Standing(
                Release.Status.PUBLISHED,
                Optional.of("gate 'coverage'"),
                Optional.of("checked by hand"),
                Optional.of(NINE.plusSeconds(60))));

    for (Release release : List.of(held, published)) {
      committer.append(
          committer.write(ReleasesTable.SCHEMA, List.of(ReleaseEntry.of(release))),
          release.releaseId());
      ConditionOracle.assertAgree(ReleasesTable.SCHEMA, List.of(ReleaseEntry.of(release)));
    }

    assertThat(LakeReader.open(folder.toString(), new Configuration()).releases().all())
        .containsExactlyInAnyOrder(held, published);
  }

  @Test
  void aReleaseThatContradictsItselfIsRefused() {
    assertRefused(
        RELEASE.with(
            new Release.Standing(
                Release.Status.HELD, Optional.empty(), Optional.empty(), Optional.empty())),
        "held_names_its_gates");
    assertRefused(
        RELEASE.with(
            new Release.Standing(
                Release.Status.PUBLISHED,
                Optional.empty(),
                Optional.of("no time"),
                Optional.empty())),
        "a_reason_has_its_time");
    assertRefused(with(NINE.minusSeconds(1), 10), "time_goes_forward");
    assertRefused(with(NINE, 11), "rows_add_up");
  }

  private static Release with(Instant finished, long read) {
    return new Release(
        "run-1",
        NINE,
        finished,
        "0.1",
        "catalogue",
        "configuration",
        Map.of(),
        Map.of(),
        read,
        5,
        3,
        1,
        1,
        Map.of());
  }

  private void assertRefused(Release release, String condition) {
    assertThat(ConditionOracle.broken(ReleasesTable.SCHEMA, ReleaseEntry.of(release)))
        .containsExactly(condition);
    ConditionOracle.assertAgree(ReleasesTable.SCHEMA, List.of(ReleaseEntry.of(release)));
    assertThatThrownBy(
            () ->
                DataFileWriter.write(
                    new Configuration(),
                    folder.toString(),
                    ReleasesTable.SCHEMA,
                    List.of(ReleaseEntry.of(release))))
        .hasMessageContaining("condition '" + condition + "' does not hold: ");
  }
}
