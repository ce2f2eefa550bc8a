package org.xiaokang.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.lake.LakeBusyException;

/** One run at a time. */
class LakeLockTest {
  private static final Instant NINE = Instant.parse("2026-01-01T21:00:00Z");
  private static final LockProcess ELSEWHERE =
      new LockProcess("node-7", 4711, Instant.parse("2026-01-01T20:59:00Z"), "node-7 other");
  private static final LockProcess HERE = LockProcess.current();
  @TempDir private Path folder;
  private final SparkSession spark = SparkTest.session();
  private final Hands clock = new Hands(NINE);
  private Lake lake;
  private org.apache.hadoop.fs.Path root;

  @BeforeEach
  void openLake() {
    lake = Lake.open(spark, folder.resolve("湖 lake").toString());
    root = new org.apache.hadoop.fs.Path(lake.root());
  }

  /** A clock that is set by hand. */
  private static final class Hands extends Clock {
    private Instant now;

    Hands(Instant now) {
      this.now = now;
    }

    void go(Duration further) {
      now = now.plus(further);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  private LakeLock take(String runId, LockProcess process) {
    return LakeLock.take(spark, root, "nightly", runId, clock, process);
  }

  @Test
  void theSecondRunIsToldWhoHoldsTheLakeSinceWhenAndWhatToDo() {
    try (LakeLock first = take("run-1", ELSEWHERE)) {
      assertThat(first.term()).isEqualTo(NINE.toEpochMilli());
      clock.go(Duration.ofMinutes(9));

      assertThatThrownBy(() -> lake.exclusively("load", "run-2", clock, () -> "written"))
          .isInstanceOf(LakeBusyException.class)
          .hasMessageContaining("run run-1 ('nightly', process 4711 on host node-7)")
          .hasMessageContaining("since 2026-01-01T21:00:00Z")
          .hasMessageContaining("try again when that one has ended")
          .hasMessageContaining("any other at 2026-01-01T21:10:00Z");
    }
    assertThat(lake.exclusively("load", "run-2", clock, () -> "written")).isEqualTo("written");
  }

  @Test
  void aRunThatFailsGivesTheLockBack() {
    assertThatThrownBy(
            () ->
                lake.exclusively(
                    "nightly",
                    "run-1",
                    clock,
                    () -> {
                      throw new XiaokangException("no sources");
                    }))
        .hasMessage("no sources");
    assertThat(lake.exclusively("nightly", "run-2", clock, () -> 2)).isEqualTo(2);
  }

  @Test
  void aSecondRunInTheSameProcessWaitsToo() {
    assertThatThrownBy(
            () ->
                lake.exclusively(
                    "nightly",
                    "run-1",
                    clock,
                    () -> lake.exclusively("load", "run-2", clock, () -> 2)))
        .isInstanceOf(LakeBusyException.class)
        .hasMessageContaining("process " + ProcessHandle.current().pid());
  }

  @Test
  void termsGrowFromRunToRunEvenIfTheClockStandsOrTheEntriesAreDeleted() throws IOException {
    try (LakeLock first = take("run-1", ELSEWHERE)) {
      assertThat(first.term()).isEqualTo(NINE.toEpochMilli());
    }
    try (LakeLock second = take("run-2", HERE)) {
      assertThat(second.term()).isEqualTo(NINE.toEpochMilli() + 1);
    }
    try (Stream<Path> entries = Files.list(folder.resolve("湖 lake/_lock"))) {
      List<Path> all = entries.toList();
      assertThat(all).hasSize(1);
      Files.delete(all.get(0));
    }
    clock.go(Duration.ofSeconds(1));
    try (LakeLock third = take("run-3", HERE)) {
      assertThat(third.term()).isEqualTo(NINE.toEpochMilli() + 1000);
    }
  }

  @Test
  void aHeartbeatKeepsTheLockAndItsAbsenceGivesItAway() throws IOException {
    LakeLock first = take("run-1", ELSEWHERE);
    clock.go(Duration.ofMinutes(9));
    first.beat();
    clock.go(Duration.ofMinutes(10));
    assertThatThrownBy(() -> take("run-2", HERE)).isInstanceOf(LakeBusyException.class);
    clock.go(Duration.ofMillis(1));
    try (LakeLock second = take("run-2", HERE)) {
      assertThatCode(second::check).doesNotThrowAnyException();
      first.beat();
      assertThatThrownBy(first::check)
          .isInstanceOf(LakeBusyException.class)
          .hasMessageContaining("another run took over");
      first.close(); // not its lock any more
      assertThatCode(second::check).doesNotThrowAnyException();
      assertThatThrownBy(() -> take("run-3", HERE)).hasMessageContaining("run-2");
    }
  }

  @Test
  void lookingBeforeACommitRenewsAHeartbeatThatIsOld() throws IOException {
    try (LakeLock first = take("run-1", ELSEWHERE)) {
      clock.go(Duration.ofMinutes(6));
      first.check();
      clock.go(Duration.ofMinutes(6));
      assertThatThrownBy(() -> take("run-2", HERE)).isInstanceOf(LakeBusyException.class);
    }
  }

  @Test
  void aProcessOfThisHostThatIsGoneLosesTheLockAtOnce() throws Exception {
    Process child = new ProcessBuilder("sleep", "600").start();
    Instant started = child.info().startInstant().orElseThrow();
    LockProcess lives = new LockProcess(HERE.host(), child.pid(), started, HERE.space());
    LockProcess reused =
        new LockProcess(HERE.host(), child.pid(), started.minusSeconds(3600), HERE.space());
    assertThat(lives.isGone(HERE)).isFalse();
    assertThat(reused.isGone(HERE)).as("the id belongs to a younger process").isTrue();
    assertThat(lives.isGone(ELSEWHERE)).as("nobody can tell from another host").isFalse();

    LakeLock killed = take("run-1", lives);
    assertThatThrownBy(() -> take("run-2", HERE)).isInstanceOf(LakeBusyException.class);
    child.destroyForcibly().waitFor();
    assertThat(lives.isGone(HERE)).isTrue();
    assertThatThrownBy(() -> take("run-2", ELSEWHERE)).isInstanceOf(LakeBusyException.class);
    try (LakeLock next = take("run-2", HERE)) {
      assertThat(next.term()).isGreaterThan(killed.term());
    }
  }

  @Test
  void ofManyThatTryExactlyOneTakesALockOver() throws Exception {
    int tries = 8;
    ExecutorService pool = Executors.newFixedThreadPool(tries);
    try {
      for (int round = 0; round < 10; round++) {
        take("gone-" + round, ELSEWHERE);
        clock.go(Duration.ofMinutes(11));
        CountDownLatch together = new CountDownLatch(tries);
        List<Future<Boolean>> all =
            IntStream.range(0, tries)
                .mapToObj(
                    i ->
                        pool.submit(
                            () -> {
                              together.countDown();
                              together.await();
                              try {
                                take("taker-" + i, HERE);
                                return true;
                              } catch (LakeBusyException told) {
                                return false;
                              }
                            }))
                .toList();
        int winners = 0;
        for (Future<Boolean> one : all) {
          winners += one.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
        clock.go(Duration.ofMinutes(11));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void anEntryPutAfterLaterOnesWereForgottenDoesNotCount() throws IOException {
    LockRegister register = new LockRegister(spark, new org.apache.hadoop.fs.Path(root, "_lock"));
    LockEntry entry = new LockEntry(1, true, "nightly", "run", ELSEWHERE, NINE, NINE);
    assertThat(register.newest()).isEmpty();
    assertThat(register.put(1, entry)).isTrue();
    assertThat(register.put(1, entry)).isFalse();
    assertThat(register.put(2, entry)).isTrue();
    assertThat(register.put(3, entry.givenBack(NINE))).isTrue();
    register.forgetBefore(3);
    assertThat(register.put(2, entry)).isFalse();
    assertThat(register.newest()).contains(new LockRegister.Numbered(3, entry.givenBack(NINE)));
  }

  @Test
  void anEntryThatNobodyUnderstandsIsNamed() throws IOException {
    Path lock = Files.createDirectories(folder.resolve("湖 lake/_lock"));
    Files.writeString(lock.resolve("00000000000000000007.json"), "{}");
    assertThatThrownBy(() -> take("run-1", ELSEWHERE))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("00000000000000000007.json")
        .hasMessageContaining("if no run is under way, delete it");
  }
}
