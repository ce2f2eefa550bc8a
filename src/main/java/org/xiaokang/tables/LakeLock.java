package org.xiaokang.tables;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.lake.LakeBusyException;

/**
 * One run at a time: who holds it may write to the lake. While it is held, a heartbeat is renewed
 * every minute. A lock whose run is gone is taken over: at once if its process was on this host and
 * lives no longer, else when there was no heartbeat for {@link #STALE_AFTER}.
 *
 * <p>A run that slept so long that another took over must not write any more. It looks before each
 * commit; and each commit carries the lock's term as Delta's transaction identifier, so that a
 * table that a later term has written refuses an earlier one even if it looked just in time. Who
 * takes over raises the term of the table of releases first, since that is the one readers start
 * from.
 */
final class LakeLock implements AutoCloseable {
  /**
   * Longer than any pause of a process or hitch of a store that a run survives, and short enough
   * for the next try of a scheduler. The clocks of hosts that share a lake must agree to within
   * some minutes.
   */
  static final Duration STALE_AFTER = Duration.ofMinutes(10);

  private static final String FOLDER = "_lock";
  private static final Duration BEAT = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(LakeLock.class);

  private final Path lake;
  private final LockRegister register;
  private final Clock clock;
  private final Timer heart = new Timer("lake-lock", true);
  private LockEntry entry;
  private long number;
  private boolean lost;

  private LakeLock(Path lake, LockRegister register, Clock clock, long number, LockEntry entry) {
    this.lake = lake;
    this.register = register;
    this.clock = clock;
    this.number = number;
    this.entry = entry;
  }

  /**
   * Takes the lock.
   *
   * @throws LakeBusyException at once if another run holds it, with who that is and what to do
   */
  static LakeLock take(
      SparkSession spark,
      Path lake,
      String command,
      String runId,
      Clock clock,
      LockProcess process) {
    LockRegister register = new LockRegister(spark, new Path(lake, FOLDER));
    try {
      while (true) {
        Optional<LockRegister.Numbered> newest = register.newest();
        Instant now = clock.instant();
        Optional<LockEntry> holder =
            newest.map(LockRegister.Numbered::entry).filter(LockEntry::held);
        if (holder.isPresent() && !isAbandoned(holder.get(), process, now)) {
          throw busy(lake, holder.get());
        }
        long number = newest.map(n -> n.number() + 1).orElse(1L);
        // By the clock, so that terms grow even if somebody deletes the entries.
        long term = Math.max(newest.map(n -> n.entry().term() + 1).orElse(1L), now.toEpochMilli());
        LockEntry mine = new LockEntry(term, true, command, runId, process, now, now);
        if (register.put(number, mine)) {
          LakeLock lock = new LakeLock(lake, register, clock, number, mine);
          lock.begin(spark, holder);
          return lock;
        }
      }
    } catch (IOException e) {
      throw new XiaokangException(
          "cannot take the lock of the lake '"
              + lake
              + "': "
              + e.getMessage()
              + "; nothing was changed. Expected a folder that this run may list and write to",
          e);
    }
  }

  private void begin(SparkSession spark, Optional<LockEntry> former) {
    try {
      if (former.isPresent()) {
        LOG.warn(
            "the lake '{}' was held since {} by {}, which is gone or gave no sign of life since {};"
                + " taken over",
            lake,
            former.get().since(),
            former.get().holder(),
            former.get().heartbeat());
        TableTransaction.raiseTerm(spark, new Path(lake, ReleaseTable.RELEASES.name()), term());
      }
      forget();
      TimerTask beat =
          new TimerTask() {
            @Override
            public void run() {
              beatOrTell();
            }
          };
      heart.schedule(beat, BEAT.toMillis(), BEAT.toMillis());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Whether a run holds the lake, or held it and did not give it back. */
  static boolean isHeld(Path lake, Configuration hadoop) throws IOException {
    return LockRegister.toLook(hadoop, new Path(lake, FOLDER))
        .newest()
        .filter(newest -> newest.entry().held())
        .isPresent();
  }

  /** Which holding this is. */
  synchronized long term() {
    return entry.term();
  }

  /**
   * Makes sure that the lock is still held.
   *
   * @throws LakeBusyException if another run took it over
   */
  synchronized void check() throws IOException {
    if (!lost && clock.instant().isAfter(entry.heartbeat().plus(STALE_AFTER.dividedBy(2)))) {
      beat();
    }
    if (!isMine()) {
      throw lost();
    }
  }

  /** Looks who holds the lock; only this run writes entries of its term. */
  private boolean isMine() throws IOException {
    if (lost) {
      return false;
    }
    Optional<LockRegister.Numbered> newest = register.newest();
    lost = newest.isEmpty() || newest.get().entry().term() != entry.term();
    if (!lost) {
      number = newest.get().number();
    }
    return !lost;
  }

  /** What a run that lost the lock is told. */
  LakeBusyException lost() {
    return new LakeBusyException(
        "this run gave no sign of life for "
            + STALE_AFTER.toMinutes()
            + " minutes, and another run took over the lake '"
            + lake
            + "'; this one writes and publishes nothing more: try again when the other has ended");
  }

  /** Says that this run is alive. */
  synchronized void beat() throws IOException {
    if (isMine()) {
      put(entry.beating(clock.instant()));
    }
  }

  private void put(LockEntry next) throws IOException {
    if (register.put(number + 1, next)) {
      number++;
      entry = next;
      forget();
    } else {
      lost = true;
    }
  }

  private void beatOrTell() {
    try {
      beat();
    } catch (IOException | RuntimeException e) {
      LOG.warn("cannot renew the lock of the lake '{}'; trying again in a minute", lake, e);
    }
  }

  /** Gives the lock back, unless it was lost. */
  @Override
  public synchronized void close() {
    heart.cancel();
    try {
      if (isMine()) {
        put(entry.givenBack(clock.instant()));
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "the lock of the lake '{}' could not be given back ({}); the next run takes it over when"
              + " this process has ended, on another host {} minutes from now",
          lake,
          e.toString(),
          STALE_AFTER.toMinutes());
    }
    lost = true;
  }

  private void forget() {
    try {
      register.forgetBefore(number);
    } catch (IOException e) {
      LOG.debug("old lock entries of the lake '{}' stay for now", lake, e);
    }
  }

  private static boolean isAbandoned(LockEntry entry, LockProcess here, Instant now) {
    return entry.process().isGone(here) || now.isAfter(entry.heartbeat().plus(STALE_AFTER));
  }

  private static LakeBusyException busy(Path lake, LockEntry holder) {
    return new LakeBusyException(
        "the lake '"
            + lake
            + "' is held by "
            + holder.holder()
            + " since "
            + holder.since()
            + ", last sign of life "
            + holder.heartbeat()
            + "; this run changed nothing: try again when that one has ended. If it is gone, a run"
            + " on its host takes over at once, any other at "
            + holder.heartbeat().plus(STALE_AFTER));
  }
}
