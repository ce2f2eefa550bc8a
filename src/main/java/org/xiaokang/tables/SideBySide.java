package org.xiaokang.tables;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Writes that go on side by side. */
final class SideBySide {
  private SideBySide() {}

  /** Lets the writes under way end, for a write cut off leaves stray files. */
  static void finish(ExecutorService writers) {
    writers.shutdown();
    boolean interrupted = false;
    while (!writers.isTerminated()) {
      try {
        writers.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
