package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
  void aReleaseThatWasLetGoSaysWhen() {
    TableCommitter committer = TableCommitter.open(folder.toString(), new Configuration(), null);
    Instant then = NINE.plusSeconds(86_400);
    committer.overwrite(
        committer.write(
            ReleasesTable.SCHEMA,
            List.of(ReleaseEntry.of(with("run-0", NINE, 10)), new ReleaseEntry(RELEASE, then))),
        "maintenance");

    LakeReader lake = LakeReader.open(folder.toString(), new Configuration());
    assertThat(ReleaseHistory.of(lake).entries())
        .containsExactlyInAnyOrder(
            ReleaseEntry.of(with("run-0", NINE, 10)), new ReleaseEntry(RELEASE, then));
    assertThatThrownBy(() -> lake.releases().kept("run-1"))
        .hasMessageContaining("release 'run-1' was let go on 2026-01-02T21:00:00.000001Z")
        .hasMessageContaining("kept are [run-0]");
  }

  private static final Release NOBODY_HELD_IT =
      RELEASE.with(
          new Release.Standing(
              Release.Status.HELD, Optional.empty(), Optional.empty(), Optional.empty()));

  private static final Release WITHOUT_ITS_TIME =
      RELEASE.with(
          new Release.Standing(
              Release.Status.PUBLISHED,
              Optional.empty(),
              Optional.of("no time"),
              Optional.empty()));

  @Test
  void aReleaseThatContradictsItselfIsRefused() {
    assertRefused(NOBODY_HELD_IT, "held_names_its_gates");
    assertRefused(WITHOUT_ITS_TIME, "a_reason_has_its_time");
    assertRefused(with("run-1", NINE.minusSeconds(1), 10), "time_goes_forward");
    assertRefused(with("run-1", NINE, 9), "rows_add_up");
  }

  @Test
  void whatHoldsForReleasesIsTheSameInSql() {
    ConditionOracle.assertAgree(
        ReleasesTable.SCHEMA,
        Stream.of(
                RELEASE,
                NOBODY_HELD_IT,
                WITHOUT_ITS_TIME,
                with("run-1", NINE.minusSeconds(1), 10),
                with("run-1", NINE, 9),
                with("run-1", NINE, 11))
            .map(ReleaseEntry::of)
            .toList());
  }

  private static Release with(String id, Instant finished, long read) {
    return new Release(
        id,
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
