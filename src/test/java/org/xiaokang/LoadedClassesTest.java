package org.xiaokang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.app.Main;
import org.xiaokang.notebook.Kernel;

/** What the commands that answer at once load, in processes of their own: no Spark. */
@Tag("long")
class LoadedClassesTest {
  private static final String SPARK = "org.apache.spark.";

  @TempDir private static Path folder;

  private static Project project;
  private static String lake;
  private static String release;

  @BeforeAll
  static void aNight() throws IOException {
    project = new Project(Files.createDirectories(folder.resolve("project")));
    lake = folder.resolve("lake").toString();
    project.nightly(lake, Clock.systemUTC());
    release = project.lake(lake).latestRelease().orElseThrow().releaseId();
  }

  private record Ran(int code, String output, List<String> classes) {}

  /** Runs a main class with the tests' class path, and lists the classes that it loads. */
  private static Ran run(Class<?> main, String... arguments) throws Exception {
    Path classes = Files.createTempFile(folder, "classes", ".txt");
    Path output = Files.createTempFile(folder, "output", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("conf", "jvm.options"));
    command.add("-Xlog:class+load=info:file=" + classes + ":none");
    command.add("-Dxiaokang.conf=" + project.configuration());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(Map.of("XIAOKANG_LAKE", lake));
    int code = builder.start().waitFor();
    return new Ran(
        code, Files.readString(output, StandardCharsets.UTF_8), Files.readAllLines(classes));
  }

  private static Ran command(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(1, List.of("--conf", project.configuration().toString(), "--lake", lake));
    Ran ran = run(Main.class, all.toArray(String[]::new));
    assertThat(ran.code()).as(ran.output()).isZero();
    assertThat(ran.classes()).as("the list works").anyMatch(one -> one.startsWith(MAIN));
    return ran;
  }

  private static final String MAIN = Main.class.getName();

  @Test
  void whoReadsAReleaseLoadsNoClassOfSpark() throws Exception {
    for (List<String> words :
        List.of(
            List.of("query", "select * from indicators"),
            List.of("why", "AT", "growth"),
            List.of("history"),
            List.of("diff", release),
            List.of("export", "--to", folder.resolve("exported").toString()))) {
      assertThat(command(words.toArray(String[]::new)).classes())
          .as("%s", words)
          .noneMatch(one -> one.startsWith(SPARK));
    }
  }

  @Test
  void anUnchangedNightStartsNoSession() throws Exception {
    Ran night = command("nightly");
    assertThat(night.output())
        .contains("every source file, the catalogue and the program are as they were")
        .contains("Nothing changed: release " + release + " stays the latest.");
    assertThat(night.classes())
        .noneMatch(one -> one.startsWith(SPARK + "SparkContext "))
        .noneMatch(one -> one.startsWith(SPARK + "sql.classic.SparkSession "));
  }

  @Test
  void aNotebooksFirstPictureNeedsNoSpark() throws Exception {
    Ran picture = run(Kernel.class, "--first-picture", "growth");
    assertThat(picture.code()).as(picture.output()).isZero();
    assertThat(picture.classes())
        .anyMatch(one -> one.startsWith("org.xiaokang.picture.BarChart "))
        .noneMatch(one -> one.startsWith(SPARK));
  }
}
