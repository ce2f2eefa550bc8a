package org.xiaokang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A run of jobs/nightly itself, with conf/ as it is shipped, in a session of its own. */
public final class LaunchedRun {
  private static final Path TARGET = Path.of("target");

  /**
   * Of runs that only repeat what another one lost each so-many-th is launched; the others are done
   * in the tests' session, which has the same settings.
   */
  public static final int EVERY = Integer.getInteger("xiaokang.launched.every", 3);

  private final Process process;
  private final Path errors;
  private final ProcessLines lines;

  private LaunchedRun(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.lines = new ProcessLines(process);
  }

  /** Skips the test where the launcher would have to build first, under the feet of the tests. */
  public static void assumeBuilt() throws IOException {
    FileTime jar = FileTime.fromMillis(0);
    try (Stream<Path> files = Files.list(TARGET)) {
      for (Path file : files.filter(f -> f.toString().endsWith("-job.jar")).toList()) {
        jar = Files.getLastModifiedTime(file);
      }
    }
    FileTime newest = Files.getLastModifiedTime(Path.of("pom.xml"));
    try (Stream<Path> sources = Files.walk(Path.of("src/main"))) {
      for (Path source : sources.toList()) {
        newest = Collections.max(List.of(newest, Files.getLastModifiedTime(source)));
      }
    }
    assumeTrue(
        newest.compareTo(jar) <= 0 && Files.exists(TARGET.resolve("notebooks.classpath")),
        "jobs/nightly is not built as the sources are; run 'mvn verify' before");
  }

  /**
   * Starts a run.
   *
   * @param folder where it keeps files that it removes again
   */
  public static LaunchedRun start(Path configuration, String lake, Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    // A group of its own, as at a terminal, and no Ctrl-C that is ignored because whoever runs the
    // tests ignores it.
    command.addAll(List.of("setsid", "env", "--default-signal=INT", "jobs/nightly"));
    command.addAll(List.of("--conf", configuration.toString(), "--lake", lake));
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().remove("LOG4J_CONFIGURATION_FILE"); // the tests' own
    builder.environment().put("SPARK_LOCAL_DIRS", folder.resolve("scratch").toString());
    return new LaunchedRun(builder.start(), errors);
  }

  /** Starts a run, which must succeed. */
  public static LaunchedRun succeeds(Path configuration, String lake, Path folder)
      throws Exception {
    LaunchedRun run = start(configuration, lake, folder);
    int code = run.exitCode();
    assertThat(code).as("%s%n%s", run.lines(), run.errors()).isZero();
    return run;
  }

  /** Waits until so many lines were printed, or the process has ended. */
  void awaitLine(int count) throws InterruptedException {
    lines.await(all -> Optional.of(all).filter(so -> so.size() >= count));
  }

  /** Waits until a line begins like this, or the process has ended. */
  void awaitLine(String beginning) throws InterruptedException {
    lines.await(all -> all.stream().filter(line -> line.startsWith(beginning)).findFirst());
  }

  /** Ends the process with SIGKILL after so many milliseconds; false if it ended by itself. */
  boolean killAfter(long milliseconds) throws InterruptedException {
    boolean ended = process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    lines.awaitEnd();
    return !ended && process.exitValue() == 128 + 9;
  }

  /** Does what Ctrl-C at a terminal does; answers with the exit code. */
  int interrupt() throws Exception {
    new ProcessBuilder("kill", "-INT", "--", "-" + process.pid()).inheritIO().start().waitFor();
    return exitCode();
  }

  int exitCode() throws InterruptedException {
    int code = process.waitFor();
    lines.awaitEnd();
    return code;
  }

  /** What was printed so far. */
  public List<String> lines() {
    return lines.all();
  }

  /** How many lines of progress it printed before its closing table. */
  int progress() {
    return lines().indexOf("");
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
