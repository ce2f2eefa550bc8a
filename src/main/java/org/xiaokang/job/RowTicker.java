package org.xiaokang.job;

import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Tells every ten seconds how many rows have been read so far. */
final class RowTicker extends TimerTask {
  private static final long EVERY_MS = 10_000;

  private final LongSupplier rows;
  private final Progress progress;
  private long told;

  private RowTicker(LongSupplier rows, Progress progress) {
    this.rows = rows;
    this.progress = progress;
  }

  /**
   * Tells while work is done.
   *
   * @param rows how many have been read
   */
  static <T> T during(LongSupplier rows, Progress progress, Supplier<T> work) {
    Timer timer = new Timer("rows-read", true);
    timer.schedule(new RowTicker(rows, progress), EVERY_MS, EVERY_MS);
    try {
      return work.get();
    } finally {
      timer.cancel();
    }
  }

  /** Says nothing while no further row comes. */
  @Override
  public void run() {
    long now = rows.getAsLong();
    if (now > told) {
      progress.note("%,d rows read so far".formatted(now));
      told = now;
    }
  }
}
