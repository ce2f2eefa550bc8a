package org.xiaokang.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process from its start to its end, looked at forty times a second: what it used in the last
 * moments before it ended is not seen. What a launcher runs before it becomes the process it
 * launches is in the time by the clock only.
 *
 * @param beganMs since the epoch
 * @param endedMs since the epoch
 * @param cpuSeconds of processors, all threads
 * @param residentBytes the most memory it ever held (VmHWM); 0 where the system does not tell
 * @param steps those it told of, in order
 * @param lines what it printed
 */
record MeasuredProcess(
    long beganMs,
    long endedMs,
    double cpuSeconds,
    long residentBytes,
    List<Step> steps,
    List<String> lines) {
  private static final long LOOK_AGAIN_MS = 25;
  private static final long RESIDENT_EVERY = 8;
  private static final Pattern STEP = Pattern.compile("(\\[\\d+/\\d+])\\s+[\\d.]+ s\\s+(.*)");

  /**
   * The beginning of a step.
   *
   * @param atMs since the epoch
   * @param cpuSeconds what the process had used by then
   */
  record Step(String name, long atMs, double cpuSeconds) {}

  double wallSeconds() {
    return (endedMs - beganMs) / 1000.0;
  }

  /**
   * Runs a command to its end.
   *
   * @param environment on top of this process's own; a blank value takes one away
   * @throws IOException with all it printed, where it does not end with 0
   */
  static MeasuredProcess of(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().values().removeIf(String::isEmpty);
    long began = System.currentTimeMillis();
    Process process = builder.start();
    try {
      return watch(command, process, began);
    } finally {
      process.destroy();
    }
  }

  private static MeasuredProcess watch(List<String> command, Process process, long began)
      throws IOException, InterruptedException {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    List<Step> steps = Collections.synchronizedList(new ArrayList<>());
    Thread reader = new Thread(() -> read(process, lines, steps), "output of " + command.get(0));
    reader.start();
    double cpu = 0;
    long resident = 0;
    long looked = 0;
    do {
      cpu = Math.max(cpu, cpuSeconds(process));
      if (looked++ % RESIDENT_EVERY == 0) {
        resident = Math.max(resident, residentBytes(process.pid()));
      }
    } while (!process.waitFor(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS));
    long ended = System.currentTimeMillis();
    reader.join();
    if (process.exitValue() != 0) {
      throw new IOException(
          "'%s' ended with %d; it printed:%n%s"
              .formatted(String.join(" ", command), process.exitValue(), String.join("\n", lines)));
    }
    return new MeasuredProcess(began, ended, cpu, resident, List.copyOf(steps), List.copyOf(lines));
  }

  private static void read(Process process, List<String> lines, List<Step> steps) {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        Matcher step = STEP.matcher(line);
        if (step.matches()) {
          String name = step.group(1) + " " + step.group(2);
          steps.add(new Step(name, System.currentTimeMillis(), cpuSeconds(process)));
        }
      }
    } catch (IOException e) {
      lines.add("the rest of the output could not be read: " + e.getMessage());
    }
  }

  private static double cpuSeconds(Process process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  private static long residentBytes(long pid) {
    Path status = Path.of("/proc", String.valueOf(pid), "status");
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) << 10;
        }
      }
    } catch (IOException e) {
      return 0; // another system, or it has just ended
    }
    return 0;
  }
}
