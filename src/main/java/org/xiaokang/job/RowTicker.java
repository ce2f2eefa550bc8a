package org.xiaokang.job;

import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;

/** Tells every ten seconds how many rows have been read so far. */
final class RowTicker implements AutoCloseable {
  private static final long EVERY_MS = 10_000;

  private final Timer timer = new Timer("rows-read", true);
  private long told;

  private RowTicker() {}

  /**
   * Begins to tell.
   *
   * @param rows how many have been read
   */
  static RowTicker begin(LongSupplier rows, Progress progress) {
    RowTicker ticker = new RowTicker();
    TimerTask tick =
        new TimerTask() {
          @Override
          public void run() {
            ticker.tell(rows.getAsLong(), progress);
          }
        };
    ticker.timer.schedule(tick, EVERY_MS, EVERY_MS);
    return ticker;
  }

  /** Says nothing while no further row comes. */
  private void tell(long rows, Progress progress) {
    if (rows > told) {
      progress.note("%,d rows read so far".formatted(rows));
      told = rows;
    }
  }

  @Override
  public void close() {
    timer.cancel();
  }
}
