package org.xiaokang;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The real job in a process of its own, with the settings of jobs/nightly on small input. */
final class NightlyProcess {
  private final Process process;
  private final Path errors;
  private final ProcessLines lines;

  private NightlyProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.lines = new ProcessLines(process);
  }

  /**
   * A run that nobody disturbed.
   *
   * @param archive the classes it loaded: from it, later runs start in a fraction of the time
   * @param lines lines of progress it printed before its closing table
   * @param folder where processes keep their files
   */
  record Whole(Path archive, int lines, Path folder) {}

  /** Runs the job once to its end. */
  static Whole whole(Project project, String lake, Path folder) throws Exception {
    Path archive = folder.resolve("classes.jsa");
    NightlyProcess run = start(project, lake, folder, "-XX:ArchiveClassesAtExit=" + archive);
    int code = run.exitCode();
    int lines = run.lines().indexOf("");
    if (code != 0 || lines <= 0 || !Files.exists(archive)) {
      throw new IllegalStateException(
          "exit code " + code + ", printed " + run.lines() + ", errors " + run.errors());
    }
    return new Whole(archive, lines, folder);
  }

  /** Starts a run from the classes of a whole one. */
  static NightlyProcess start(Project project, String lake, Whole whole) throws IOException {
    return start(project, lake, whole.folder(), "-XX:SharedArchiveFile=" + whole.archive());
  }

  private static NightlyProcess start(Project project, String lake, Path folder, String option)
      throws IOException {
    return start(project, lake, folder, List.of(option), Map.of("spark.master", "local[2]"));
  }

  /**
   * Starts a run on Spark's local-cluster: a master and two workers in its process, which start an
   * executor each as processes of their own.
   *
   * @param home a folder that becomes SPARK_HOME; executors keep theirs in work/APPLICATION/NUMBER
   */
  static NightlyProcess startOnLocalCluster(Project project, String lake, Path home)
      throws IOException {
    Files.createDirectories(home.resolve("jars")); // looked for, though all jars are named here
    return start(
        project,
        lake,
        home,
        List.of(),
        Map.of(
            "spark.master", "local-cluster[2,1,512]",
            "spark.executor.memory", "512m",
            "spark.executor.extraClassPath", jars(home)));
  }

  private static NightlyProcess start(
      Project project, String lake, Path folder, List<String> options, Map<String, String> master)
      throws IOException {
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
    String flags = settings.remove("spark.driver.extraJavaOptions");
    command.addAll(List.of(String.valueOf(flags).split("\\s+")));
    command.addAll(options);
    settings.putAll(master);
    settings.put("spark.sql.warehouse.dir", folder.resolve("warehouse").toString());
    settings.put("spark.local.dir", folder.resolve("scratch").toString());
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-cp", jars(folder)));
    command.addAll(List.of("org.xiaokang.app.Main", "nightly", "--lake", lake));
    command.addAll(List.of("--conf", project.configuration().toString()));
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    // Only local-cluster looks for them: where executors are started from.
    builder
        .environment()
        .putAll(Map.of("SPARK_HOME", folder.toString(), "SPARK_SCALA_VERSION", "2.13"));
    Process process = builder.start();
    return new NightlyProcess(process, errors);
  }

  /** The tests' class path; its folders as jars, because an archive holds no classes of folders. */
  private static String jars(Path folder) throws IOException {
    List<String> entries = new ArrayList<>();
    for (String entry :
        ManagementFactory.getRuntimeMXBean().getClassPath().split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        Path jar = folder.resolve(path.getFileName() + ".jar");
        if (!Files.exists(jar)) {
          pack(path, jar);
        }
        entries.add(jar.toString());
      } else if (Files.exists(path)) {
        entries.add(entry);
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }

  /** Waits until so many lines were printed, or the process has ended. */
  void awaitLine(int count) throws InterruptedException {
    lines.await(all -> Optional.of(all).filter(so -> so.size() >= count));
  }

  /** Ends the process with SIGKILL after so many milliseconds; false if it ended by itself. */
  boolean killAfter(long milliseconds) throws InterruptedException {
    boolean ended = process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    lines.awaitEnd();
    return !ended && process.exitValue() == 128 + 9;
  }

  int exitCode() throws InterruptedException {
    int code = process.waitFor();
    lines.awaitEnd();
    return code;
  }

  /** What was printed so far. */
  List<String> lines() {
    return lines.all();
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
