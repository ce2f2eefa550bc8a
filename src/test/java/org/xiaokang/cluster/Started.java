package org.xiaokang.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process whose lines are waited for; its errors are among them. */
final class Started implements AutoCloseable {
  private static final long LONGEST_MS = TimeUnit.MINUTES.toMillis(10);

  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private final Thread reader;

  private Started(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "output of " + process.pid());
    this.reader.start();
  }

  /** Starts a command in the project's folder. */
  static Started of(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("LOG4J_CONFIGURATION_FILE"); // the tests' own
    builder.environment().putAll(environment);
    return new Started(builder.start());
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

  /** Waits for a line that contains the text; answers with the first. */
  String await(String text) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_MS);
    synchronized (lines) {
      while (true) {
        for (String line : lines) {
          if (line.contains(text)) {
            return line;
          }
        }
        if ((!process.isAlive() && !reader.isAlive()) || System.nanoTime() > until) {
          throw new AssertionError("'" + text + "' never came:\n" + String.join("\n", lines));
        }
        lines.wait(100);
      }
    }
  }

  /** Waits for the end. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(LONGEST_MS, TimeUnit.MILLISECONDS)) {
      throw new AssertionError("it did not end:\n" + output());
    }
    reader.join();
    return process.exitValue();
  }

  /** Gives it an empty line to read. */
  void proceed() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  String output() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  /** The processes it started, of which the command line contains the text. */
  List<ProcessHandle> children(String text) {
    return process
        .descendants()
        .filter(child -> child.info().commandLine().orElse("").contains(text))
        .toList();
  }

  /** Ends it, and all that it started, with SIGKILL. */
  @Override
  public void close() {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly().onExit().join();
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
