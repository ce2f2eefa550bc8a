package org.xiaokang.job;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Takes the steps of a job one after the other, tells of each, and times it. */
final class Steps {
  private final int steps;
  private final Progress progress;
  private final Map<String, Long> durationsMs = new LinkedHashMap<>();

  Steps(int steps, Progress progress) {
    this.steps = steps;
    this.progress = progress;
  }

  <T> T take(String what, Supplier<T> step) {
    progress.begin(durationsMs.size() + 1, steps, what);
    long begun = System.nanoTime();
    T result = step.get();
    durationsMs.put(what, (System.nanoTime() - begun) / 1_000_000);
    return result;
  }

  /** Milliseconds of each step taken so far. */
  Map<String, Long> durationsMs() {
    return durationsMs;
  }
}
