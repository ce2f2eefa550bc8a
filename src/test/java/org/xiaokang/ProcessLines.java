package org.xiaokang;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The lines that a process prints, as they come. */
public final class ProcessLines {
  private static final long LOOK_AGAIN_MS = 100;

  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private final Thread reader;

  /** Begins to read what the process prints. */
  public ProcessLines(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "output of process " + process.pid());
    this.reader.start();
  }

  private void read() {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        synchronized (lines) {
          lines.add(line);
          lines.notifyAll();
        }
      }
    } catch (IOException e) {
      if (process.isAlive()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Waits until something is found in the lines; empty if they end before.
   *
   * @param find looks at the lines so far
   */
  public <T> Optional<T> await(Function<List<String>, Optional<T>> find)
      throws InterruptedException {
    synchronized (lines) {
      while (true) {
        boolean over = !reader.isAlive();
        Optional<T> found = find.apply(lines);
        if (found.isPresent() || over) {
          return found;
        }
        lines.wait(LOOK_AGAIN_MS);
      }
    }
  }

  /** Waits until the process has printed its last. */
  public void awaitEnd() throws InterruptedException {
    reader.join();
  }

  /** The lines so far. */
  public List<String> all() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }
}
