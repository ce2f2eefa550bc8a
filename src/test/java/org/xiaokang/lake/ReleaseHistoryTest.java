package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.xiaokang.config.Retention;
import org.xiaokang.reader.Release;

/** Which releases are let go, and which versions of tables the others name. */
class ReleaseHistoryTest {
  private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

  private static Release release(String id, int days, Map<String, Long> tables) {
    Instant at = NOW.minus(Duration.ofDays(days));
    return new Release(id, at, at, "0", "c", "f", tables, Map.of(), 0, 0, 0, 0, 0, Map.of());
  }

  private static ReleaseEntry entry(String id, int days) {
    return ReleaseEntry.of(release(id, days, Map.of()));
  }

  private static ReleaseEntry held(String id, int days) {
    return ReleaseEntry.of(
        release(id, days, Map.of()).with(Release.Standing.heldBy("gate 'range'")));
  }

  private static Set<String> letGo(Retention rule, ReleaseEntry... entries) {
    return new ReleaseHistory(List.of(entries)).toLetGo(rule, NOW);
  }

  @Test
  void whatIsNeitherYoungNorAmongTheLatestIsLetGo() {
    ReleaseEntry[] entries = {
      entry("r90", 90), entry("r40", 40), entry("r30", 30), entry("r29", 29), entry("r0", 0)
    };
    assertThat(letGo(new Retention(1, 30), entries)).containsExactly("r30", "r40", "r90");
    assertThat(letGo(new Retention(3, 30), entries)).containsExactly("r40", "r90");
    assertThat(letGo(new Retention(5, 0), entries)).isEmpty();
    assertThat(letGo(new Retention(2, 91), entries)).isEmpty();
  }

  @Test
  void aHeldReleaseIsNoneOfTheLatestAndGoesByItsAge() {
    assertThat(letGo(new Retention(1, 0), entry("r9", 9), held("r8", 8))).isEmpty();
    assertThat(letGo(new Retention(1, 0), held("r9", 9), entry("r8", 8))).containsExactly("r9");
    assertThat(letGo(new Retention(1, 0), entry("r9", 9), held("r8", 8), entry("r7", 7)))
        .containsExactly("r8", "r9");
  }

  @Test
  void ofReleasesThatEndedAtOnceTheLaterIdIsTheLatest() {
    assertThat(letGo(new Retention(1, 0), entry("r1", 5), entry("r2", 5))).containsExactly("r1");
  }

  @Test
  void whatWasLetGoStaysWithItsDayAndIsNotLetGoAgain() {
    Instant earlier = NOW.minusSeconds(60);
    ReleaseHistory history =
        new ReleaseHistory(List.of(entry("r9", 9), entry("r8", 8)))
            .expire(Set.of("r9"), earlier)
            .expire(Set.of("r8"), NOW);
    assertThat(history.letGo()).containsExactly("r8", "r9");
    assertThat(history.size()).isZero();
    assertThat(history.entries()).extracting(ReleaseEntry::expiredAt).containsExactly(earlier, NOW);
    assertThat(history.toLetGo(new Retention(1, 0), NOW)).isEmpty();
  }

  @Test
  void keptReleasesComeToNameTheVersionThatHoldsTheSameRows() {
    ReleaseHistory history =
        new ReleaseHistory(
            List.of(
                new ReleaseEntry(release("gone", 9, Map.of("a", 3L)), NOW),
                ReleaseEntry.of(release("before", 8, Map.of("a", 2L))),
                ReleaseEntry.of(release("first", 7, Map.of("a", 3L, "b", 3L))),
                ReleaseEntry.of(release("last", 6, Map.of("a", 4L))),
                ReleaseEntry.of(release("other", 5, Map.of("b", 1L)))));

    ReleaseHistory repointed = history.repoint("a", 3, 5);

    assertThat(repointed.entries())
        .extracting(entry -> entry.release().tables())
        .containsExactly(
            Map.of("a", 3L),
            Map.of("a", 2L),
            Map.of("a", 5L, "b", 3L),
            Map.of("a", 5L),
            Map.of("b", 1L));
    assertThat(repointed.versions("a")).containsExactlyInAnyOrder(2L, 5L);
    assertThat(repointed.versions("b")).containsExactlyInAnyOrder(1L, 3L);
    assertThat(repointed.tables()).containsExactly("a", "b");
    assertThat(history.repoint("a", 5, 5)).isEqualTo(history);
  }
}
