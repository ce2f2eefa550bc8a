package org.xiaokang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of jobs/ where Java, Maven, Spark and Jupyter only say how they are called. */
class LaunchersTest {
  private static final String MAIN = "org.xiaokang.app.Main";
  private static final String MASTER = "spark://host:7077";

  @TempDir private Path folder;

  private record Ran(int code, String output) {}

  @BeforeEach
  void aProjectThatIsBuilt() throws IOException {
    script("bin/java", "echo \"java $*, master ${XIAOKANG_MASTER:-none}\"");
    script("bin/mvn", "echo maven >&2", ": >\"${4%/*}/target/xiaokang-2-job.jar\"");
    script("bin/jupyter-notebook", "echo jupyter");
    script("bin/jupyter-nbconvert", "exit 1");
    script("spark/bin/spark-submit", "echo \"submit $*\"");
    copy("jobs");
    copy("conf");
    for (String source : List.of("src/main", "src/test/java/org/xiaokang/bench")) {
      Files.createDirectories(folder.resolve("home").resolve(source));
    }
    write("home/pom.xml", "");
    write("home/notebooks/01.ipynb", "{}");
    String library = write("library.jar", "") + "\n";
    for (String list : List.of("embedded", "notebooks", "bench")) {
      write("home/target/" + list + ".classpath", library);
    }
    write("home/target/xiaokang-1-job.jar", "");
    write("home/target/bench.jar", "");
  }

  private void copy(String room) throws IOException {
    Files.createDirectories(folder.resolve("home").resolve(room));
    try (Stream<Path> files = Files.list(Path.of(room))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve("home").resolve(file));
      }
    }
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void script(String name, String... lines) throws IOException {
    Path file = write(name, "#!/usr/bin/env bash\n" + String.join("\n", lines) + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Ran run(Map<String, String> environment, String launcher, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(folder + "/home/jobs/" + launcher));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    Map<String, String> all = builder.environment();
    all.keySet().removeIf(name -> name.startsWith("XIAOKANG_"));
    all.keySet().removeAll(List.of("JAVA_HOME", "SPARK_HOME"));
    all.put("PATH", folder.resolve("bin") + ":" + all.getOrDefault("PATH", "/usr/bin:/bin"));
    all.put("LC_ALL", "C.UTF-8");
    all.putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), output);
  }

  private String ran(Map<String, String> environment, String launcher, String... arguments)
      throws Exception {
    Ran ran = run(environment, launcher, arguments);
    assertThat(ran.code()).as(ran.output()).isZero();
    return ran.output();
  }

  @Test
  void aMasterOfTheEnvironmentIsForWhatWorksOnSpark() throws Exception {
    Map<String, String> master = Map.of("XIAOKANG_MASTER", MASTER);
    Map<String, String> cluster =
        Map.of("XIAOKANG_MASTER", MASTER, "SPARK_HOME", folder.resolve("spark").toString());
    assertThat(ran(cluster, "query", "--engine", "spark", "select 1"))
        .startsWith("submit --master " + MASTER)
        .contains(MAIN)
        .contains("xiaokang-1-job.jar query --conf ");
    Ran away = run(master, "query", "--engine=spark", "select 1");
    assertThat(away.code()).isEqualTo(2);
    assertThat(away.output()).contains("set SPARK_HOME");

    assertThat(ran(master, "xiaokang", "--version")).startsWith("java ").contains(MAIN);
    assertThat(ran(master, "check")).startsWith("java ").contains(MAIN + " check");
    assertThat(ran(master, "explain", "growth")).startsWith("java ").contains(MAIN + " explain");
    assertThat(ran(master, "spark-home")).endsWith("/home/target/spark\n");
    assertThat(ran(master, "xiaokang", "kernel", "--conf", "mine.yaml", "connection.json"))
        .startsWith("java ")
        .contains("org.xiaokang.notebook.Kernel connection.json");
  }

  /** They have flags and an archive of their own. */
  @Test
  void whatReadsAReleaseStartsNoSparkWhateverTheMaster() throws Exception {
    Map<String, String> master = Map.of("XIAOKANG_MASTER", MASTER);
    for (String command : List.of("query", "why", "history", "diff", "export")) {
      assertThat(ran(master, command))
          .as(command)
          .contains("first question: when it is done, its start-up archive is stored")
          .contains("-XX:+UseSerialGC -XX:TieredStopAtLevel=1", "/home/target/reader.jsa")
          .contains(MAIN + " " + command + " --conf ")
          .contains(", master none");
    }
    write("home/target/reader.jsa", "");
    assertThat(ran(Map.of(), "history"))
        .startsWith("java ")
        .contains("-XX:SharedArchiveFile=" + folder.resolve("home/target/reader.jsa"));
    Ran sent = run(Map.of(), "history", "--master", MASTER);
    assertThat(sent.code()).isEqualTo(2);
    assertThat(sent.output()).contains("'history' needs none");
  }

  @Test
  void benchmarksAndWhatTheyStartStayOnThisMachine() throws Exception {
    Map<String, String> bench = Map.of("XIAOKANG_BENCH", "a.Bench", "XIAOKANG_MASTER", MASTER);
    assertThat(ran(bench, "xiaokang", "folder"))
        .startsWith("java ")
        .contains("a.Bench folder ")
        .contains(", master none");
    Ran sent = run(bench, "xiaokang", "folder", "--master", MASTER);
    assertThat(sent.code()).isEqualTo(2);
    assertThat(sent.output()).contains("benchmarks and notebooks run on this machine");
  }

  @Test
  void aNewVersionIsBuiltAndTheOldJarIsNotTaken() throws Exception {
    assertThat(ran(Map.of(), "check")).contains("xiaokang-1-job.jar").doesNotContain("maven");
    Path old = folder.resolve("home/target/xiaokang-1-job.jar");
    Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

    assertThat(ran(Map.of(), "check")).contains("maven").contains("xiaokang-2-job.jar");
    assertThat(old).doesNotExist();
    assertThat(ran(Map.of(), "check")).contains("xiaokang-2-job.jar").doesNotContain("maven");
  }

  @Test
  void sparkHomeReplacesOnlyWhatItMade() throws Exception {
    Path mine = write("mine/data", "kept");
    Ran refused = run(Map.of(), "spark-home", "mine");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.output()).contains("'mine' is there already").contains("name a new folder");
    assertThat(mine).hasContent("kept");

    Files.createDirectories(folder.resolve("empty"));
    for (String name : List.of("new", "new", "empty")) {
      assertThat(ran(Map.of(), "spark-home", name)).isEqualTo(name + "\n");
      assertThat(folder.resolve(name).resolve("bin/spark-submit")).isExecutable();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a lake\"  # here", "'a lake'", "a lake   # here", "a lake"})
  void notebooksReadTheLakeOfTheConfiguration(String value) throws Exception {
    write("mine.yaml", "# lake: none\nlake: " + value + "\nsources: []\n");
    String[] arguments = {"--conf", "mine.yaml"};

    assertThat(ran(Map.of(), "notebooks", arguments))
        .contains("no release to look at yet")
        .contains(MAIN + " nightly --conf " + folder.toRealPath().resolve("mine.yaml") + ",")
        .doesNotContain("--lake")
        .contains("jupyter");
    assertThat(ran(Map.of("XIAOKANG_LAKE", "other"), "notebooks", arguments))
        .contains(" --lake " + folder.toRealPath().resolve("other") + ",");

    Files.createDirectories(folder.resolve("a lake/releases"));
    assertThat(ran(Map.of(), "notebooks", arguments)).isEqualTo("jupyter\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing.yaml", "missing/mine.yaml"})
  void notebooksTellOfAConfigurationThatIsAway(String name) throws Exception {
    Ran ran = run(Map.of(), "notebooks", "--conf", name);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.output()).contains("notebooks: --conf '" + name + "' is no file");
  }
}
