package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;

/** What the only run that writes to a lake does to its releases. */
class ExclusiveRunTest {
  private static final Configuration HADOOP = new Configuration();
  private static final Instant NINE = Instant.parse("2026-01-01T09:00:00Z");

  @TempDir private Path folder;
  private LakeReader lake = LakeReader.open("unset", HADOOP);

  /** When the next run begins; no two begin at once. */
  private Instant now = NINE;

  @BeforeEach
  void openLake() {
    lake = LakeReader.open(folder.resolve("湖 lake").toString(), HADOOP);
  }

  private <T> T exclusively(String runId, Function<ExclusiveRun, T> work) {
    now = now.plusSeconds(1);
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return ExclusiveRun.of(lake, "nightly", runId, clock, work);
  }

  private static Release release(String id, long seconds) {
    Instant end = NINE.plusSeconds(seconds);
    return new Release(
        id, NINE, end, "0", "c", "f", Map.of("t", 0L), Map.of(), 0, 0, 0, 0, 0, Map.of());
  }

  private Release publish(Release release) {
    return exclusively(
        release.releaseId(),
        run -> {
          run.publish(release);
          return release;
        });
  }

  private Release publishHeld(String id) {
    return exclusively(
        "publish", run -> run.publishHeld(id, "checked by telephone", NINE.plusSeconds(90)));
  }

  @Test
  void aRunThatFailsGivesTheLakeBack() {
    assertThatThrownBy(
            () ->
                exclusively(
                    "run-1",
                    run -> {
                      throw new XiaokangException("no sources");
                    }))
        .isInstanceOf(XiaokangException.class)
        .hasMessage("no sources");
    assertThat(LakeLock.isHeld(lake.root(), HADOOP)).isFalse();
    assertThat(this.<Integer>exclusively("run-2", run -> 2)).isEqualTo(2);
  }

  @Test
  void aSecondRunIsToldWhoWrites() {
    assertThatThrownBy(() -> exclusively("run-1", run -> exclusively("run-2", other -> 2)))
        .isInstanceOf(LakeBusyException.class)
        .hasMessageContaining("process " + ProcessHandle.current().pid());
  }

  @Test
  void aHeldReleaseIsPublishedWithItsReasonAndNoOtherChanges() {
    Release first = publish(release("run-1", 1));
    publish(release("run-2", 2).with(Release.Standing.heldBy("history, range")));
    assertThat(lake.releases().latestPublished()).contains(first);

    Release shown = publishHeld("run-2");

    assertThat(shown.isHeld()).isFalse();
    assertThat(shown.standing().heldBy()).contains("history, range");
    assertThat(shown.standing().reason()).contains("checked by telephone");
    assertThat(shown.standing().publishedAt()).contains(NINE.plusSeconds(90));
    assertThat(lake.releases().all()).containsExactly(shown, first);
    assertThat(lake.releases().latestPublished()).contains(shown);
  }

  @Test
  void aReleaseThatWasLetGoStaysLetGoWhenAnotherIsPublished() {
    publish(release("run-1", 1));
    publish(release("run-2", 2).with(Release.Standing.heldBy("range")));
    exclusively(
        "maintenance",
        run ->
            run.committer()
                .overwrite(
                    run.committer()
                        .write(
                            ReleasesTable.SCHEMA,
                            ReleaseHistory.of(lake)
                                .expire(Set.of("run-1"), NINE.plusSeconds(5))
                                .entries()),
                    "maintenance"));

    publishHeld("run-2");

    assertThat(ReleaseHistory.of(lake).letGo()).containsExactly("run-1");
  }

  @Test
  void onlyAHeldReleaseIsPublishedAndNoneThatReadersWouldGoBackTo() {
    publish(release("run-1", 1).with(Release.Standing.heldBy("range")));
    publish(release("run-2", 2));

    assertThatThrownBy(() -> publishHeld("run-2"))
        .isInstanceOf(XiaokangException.class)
        .hasMessage("release 'run-2' is published already; only a held release can be published");
    assertThatThrownBy(() -> publishHeld("run-1"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("release 'run-1' is older than 'run-2', which readers see");
    assertThatThrownBy(() -> publishHeld("run-3"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("has no release 'run-3'");
    assertThat(lake.releases().find("run-1").isHeld()).isTrue();
  }
}
