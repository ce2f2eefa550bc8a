package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;

/** What a run may still write that lost the lock, and what it may write twice. */
class LakeFencingTest {
  private static final Instant NINE = Instant.parse("2026-01-01T21:00:00Z");
  private static final LockProcess ELSEWHERE =
      new LockProcess("node-7", 4711, Instant.parse("2026-01-01T20:59:00Z"), "node-7 other");
  private static final LockProcess HERE = LockProcess.current();
  private static final TableSchema<Value> VALUES = Value.schema("values");

  @TempDir private Path folder;
  private final Configuration hadoop = new Configuration();
  private Instant now = NINE;
  private String root = "";

  @BeforeEach
  void openLake() {
    root = folder.resolve("湖 lake").toString();
  }

  private LakeLock take(String runId, LockProcess process) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return LakeLock.take(root, hadoop, "nightly", runId, clock, process);
  }

  private WriteResult overwrite(LakeLock lock, String... areas) {
    TableCommitter committer = TableCommitter.open(root, hadoop, lock);
    return committer.overwrite(committer.write(VALUES, Value.of(areas)), "run");
  }

  private WriteResult publish(LakeLock lock, String id) {
    Release release =
        new Release(
            id, NINE, NINE, "0", "c", "f", Map.of("values", 0L), Map.of(), 0, 0, 0, 0, 0, Map.of());
    TableCommitter committer = TableCommitter.open(root, hadoop, lock);
    return committer.append(
        committer.write(ReleasesTable.SCHEMA, List.of(ReleaseEntry.of(release))), id);
  }

  private LakeReader reader() {
    return LakeReader.open(root, hadoop);
  }

  private List<String> areas() {
    return reader().newest("values").orElseThrow().rows().stream()
        .map(row -> row.text("ref_area"))
        .toList();
  }

  private List<String> releases() {
    return reader().releases().all().stream().map(Release::releaseId).sorted().toList();
  }

  /** The later run has written the table: Delta's own transaction identifier says so. */
  @Test
  void aRunThatLostTheLockCannotCommitEvenWhereItDoesNotLook() {
    try (LakeLock before = take("run-0", ELSEWHERE)) {
      publish(before, "run-0");
    }
    LakeLock first = take("run-1", ELSEWHERE);
    overwrite(first, "410000");
    now = now.plusSeconds(660);
    try (LakeLock second = take("run-2", HERE)) {
      assertThatThrownBy(() -> overwrite(first, "140000"))
          .as("it looks before it commits")
          .isInstanceOf(LakeBusyException.class)
          .hasMessageContaining("another run took over the lake");
      overwrite(second, "500000");
      // As if its look had been just in time.
      LakeLock blind = blind(first);
      assertThatThrownBy(() -> overwrite(blind, "140000")).isInstanceOf(LakeBusyException.class);
      assertThatThrownBy(() -> publish(blind, "run-1")).isInstanceOf(LakeBusyException.class);
    }
    assertThat(areas()).containsExactly("500000");
    assertThat(releases()).containsExactly("run-0");
  }

  /** A lock of the same term that believes it is held: its entries stand in a folder of its own. */
  private LakeLock blind(LakeLock lost) {
    Clock then = Clock.fixed(Instant.ofEpochMilli(lost.term()), ZoneOffset.UTC);
    LakeLock blind = LakeLock.take(folder.toString(), hadoop, "nightly", "run-1", then, ELSEWHERE);
    assertThat(blind.term()).isEqualTo(lost.term());
    return blind;
  }

  @Test
  void aReleasePublishedTwiceUnderOneLockStandsThereOnce() {
    try (LakeLock lock = take("run-1", ELSEWHERE)) {
      assertThat(publish(lock, "run-1").version()).isZero();
      assertThat(publish(lock, "run-1")).isEqualTo(new WriteResult("releases", 0, 0, false));
      assertThat(overwrite(lock, "410000").changed()).isTrue();
      assertThat(overwrite(lock, "410000").changed()).isFalse();
    }
    assertThat(releases()).containsExactly("run-1");
    try (LakeLock lock = take("run-2", HERE)) {
      assertThat(publish(lock, "run-2").version()).isEqualTo(1);
    }
    assertThat(releases()).containsExactly("run-1", "run-2");
  }

  @Test
  void theSameFilesAddedTwiceUnderOneLockStayWhereTheyAre() {
    try (LakeLock lock = take("run-1", HERE)) {
      TableCommitter committer = TableCommitter.open(root, hadoop, lock);
      TableFiles files = committer.write(VALUES, Value.of("410000"));
      assertThat(committer.append(files, "run-1").changed()).isTrue();
      assertThat(committer.append(files, "run-1").changed()).isFalse();
    }
    assertThat(areas()).containsExactly("410000");
  }

  @Test
  void aHigherTermChangesNoRowAndSaysSo() {
    try (LakeLock lock = take("run-1", HERE)) {
      overwrite(lock, "410000");
    }
    TableCommitter committer = TableCommitter.open(root, hadoop, null);
    long later = NINE.toEpochMilli() + 5;

    committer.raiseTerm("values", later, "run-2");
    committer.raiseTerm("values", later, "run-2");
    committer.raiseTerm("nowhere", later, "run-2");

    assertThat(reader().newest("values").orElseThrow().version()).isEqualTo(1);
    assertThat(areas()).containsExactly("410000");
    now = NINE.plusMillis(4);
    try (LakeLock lock = take("run-3", HERE)) {
      assertThat(overwrite(lock, "410000").changed()).as("the content is known still").isFalse();
      assertThatThrownBy(() -> overwrite(lock, "140000")).isInstanceOf(LakeBusyException.class);
    }
    now = NINE.plusMillis(5);
    try (LakeLock lock = take("run-4", HERE)) {
      assertThat(overwrite(lock, "140000").version()).isEqualTo(2);
    }
  }
}
