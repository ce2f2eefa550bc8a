package org.xiaokang;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The real job in a process of its own, with the settings of jobs/nightly on small input. */
final class NightlyProcess {
  private final Process process;
  private final Path errors;
  private final List<String> lines = new ArrayList<>();
  private final Thread reader;

  private NightlyProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.reader = new Thread(this::read, "progress of the job");
    this.reader.start();
  }

  static NightlyProcess start(Project project, String lake, Path folder) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    for (String file : List.of("spark-defaults", "spark-embedded", "spark-small")) {
      for (String line : Files.readAllLines(Path.of("conf", file + ".conf"))) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] pair = line.split("\\s+", 2);
          settings.put(pair[0], pair[1].strip());
        }
      }
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("conf", "jvm.options"));
    command.add("-Xmx" + settings.remove("spark.driver.memory"));
    String options = settings.remove("spark.driver.extraJavaOptions");
    command.addAll(List.of(String.valueOf(options).split("\\s+")));
    settings.put("spark.master", "local[2]");
    settings.put("spark.sql.warehouse.dir", folder.resolve("warehouse").toString());
    settings.put("spark.local.dir", folder.resolve("scratch").toString());
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-cp", ManagementFactory.getRuntimeMXBean().getClassPath()));
    command.addAll(List.of("org.xiaokang.app.Main", "nightly", "--lake", lake));
    command.addAll(List.of("--conf", project.configuration().toString()));
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    return new NightlyProcess(process, errors);
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

  /** Waits until so many lines were printed, or the process has ended. */
  void awaitLine(int count) throws InterruptedException {
    synchronized (lines) {
      while (lines.size() < count && process.isAlive()) {
        lines.wait(100);
      }
    }
  }

  /** Ends the process with SIGKILL after so many milliseconds; false if it ended by itself. */
  boolean killAfter(long milliseconds) throws InterruptedException {
    boolean ended = process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    reader.join();
    return !ended && process.exitValue() == 128 + 9;
  }

  int exitCode() throws InterruptedException {
    int code = process.waitFor();
    reader.join();
    return code;
  }

  /** What was printed so far. */
  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /** The step that was begun last: 1/5 and so on, or "start" before the first. */
  String step() {
    String step = "start";
    for (String line : lines()) {
      if (line.startsWith("[")) {
        step = line.substring(1, line.indexOf(']'));
      }
    }
    return step;
  }

  String errors() throws IOException {
    return Files.readString(errors);
  }
}
