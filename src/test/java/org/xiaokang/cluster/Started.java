package org.xiaokang.cluster;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.xiaokang.ProcessLines;

/** A process whose lines are waited for; its errors are among them. */
final class Started implements AutoCloseable {
  private static final long LONGEST_MINUTES = 10;

  private final Process process;
  private final ProcessLines lines;

  private Started(Process process) {
    this.process = process;
    this.lines = new ProcessLines(process);
  }

  /** Starts a command in the project's folder. */
  static Started of(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("LOG4J_CONFIGURATION_FILE"); // the tests' own
    builder.environment().putAll(environment);
    return new Started(builder.start());
  }

  /** Waits for a line that contains the text; answers with the first. */
  String await(String text) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(LONGEST_MINUTES);
    Optional<String> tooLate = Optional.of("");
    return lines
        .await(
            all ->
                all.stream()
                    .filter(line -> line.contains(text))
                    .findFirst()
                    .or(() -> System.nanoTime() > until ? tooLate : Optional.empty()))
        .filter(line -> line.contains(text))
        .orElseThrow(() -> new AssertionError("'" + text + "' never came:\n" + output()));
  }

  /** Waits for the end. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
      throw new AssertionError("it did not end:\n" + output());
    }
    lines.awaitEnd();
    return process.exitValue();
  }

  /** Gives it an empty line to read. */
  void proceed() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** What it has printed so far. */
  String output() {
    return String.join("\n", lines.all());
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
