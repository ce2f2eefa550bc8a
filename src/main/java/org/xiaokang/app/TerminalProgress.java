package org.xiaokang.app;

import java.io.PrintWriter;
import java.util.Locale;
import org.xiaokang.job.Progress;

/** Shows steps as lines: which of how many, what, and the time since the start. */
final class TerminalProgress implements Progress {
  private final PrintWriter out;
  private final long begun = System.nanoTime();

  TerminalProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void begin(int step, int steps, String what) {
    out.printf(Locale.ROOT, "[%d/%d] %5.1f s  %s%n", step, steps, elapsed(), what);
  }

  @Override
  public synchronized void note(String message) {
    out.printf(Locale.ROOT, "      %5.1f s    %s%n", elapsed(), message);
  }

  double elapsed() {
    return (System.nanoTime() - begun) / 1e9;
  }
}
