package org.xiaokang;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The job on Spark's local-cluster, in a process of its own from the tests' class path; what users
 * start is {@link LaunchedRun}.
 */
final class NightlyProcess {
  private final Process process;
  private final Path errors;

  private NightlyProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  /**
   * Starts a run on a master and two workers in its process, which start an executor each as
   * processes of their own.
   *
   * @param home a folder that becomes SPARK_HOME; executors keep theirs in work/APPLICATION/NUMBER
   */
  static NightlyProcess startOnLocalCluster(Project project, String lake, Path home)
      throws IOException {
    Files.createDirectories(home.resolve("jars")); // looked for, though all jars are named here
    Map<String, String> settings = ShippedSettings.small();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("conf", "jvm.options"));
    command.add("-Xmx" + settings.remove(ShippedSettings.MEMORY));
    String flags = settings.remove(ShippedSettings.FLAGS);
    command.addAll(List.of(String.valueOf(flags).split("\\s+")));
    settings.put("spark.master", "local-cluster[2,1,512]");
    settings.put("spark.executor.memory", "512m");
    settings.put("spark.executor.extraClassPath", jars(home));
    settings.put("spark.sql.warehouse.dir", home.resolve("warehouse").toString());
    settings.put("spark.local.dir", home.resolve("scratch").toString());
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-cp", jars(home)));
    command.addAll(List.of("org.xiaokang.app.Main", "nightly", "--lake", lake));
    command.addAll(List.of("--conf", project.configuration().toString()));
    Path errors = Files.createTempFile(home, "errors", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors.toFile());
    // Where executors are started from.
    builder
        .environment()
        .putAll(Map.of("SPARK_HOME", home.toString(), "SPARK_SCALA_VERSION", "2.13"));
    return new NightlyProcess(builder.start(), errors);
  }

  /** The tests' class path; its folders as jars. */
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

  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  String errors() throws IOException {
    return Files.readString(errors);
  }
}
