package org.xiaokang.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Spark's own cluster manager on loopback: a master and two workers, each a process. */
final class StandaloneCluster implements AutoCloseable {
  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

  private final Path home;
  private final Path folder;
  private final Started master;
  private final String address;
  private final List<Started> workers = new ArrayList<>();
  private int started;

  /**
   * Starts it.
   *
   * @param folder where SPARK_HOME and the workers keep their files
   */
  StandaloneCluster(Path folder) throws Exception {
    this.folder = folder;
    this.home = folder.resolve("spark");
    try (Started made = Started.of(List.of("jobs/spark-home", home.toString()), Map.of())) {
      assertThat(made.exitCode()).as(made.output()).isZero();
    }
    master = start("master.Master", "--port", "0", "--webui-port", "0");
    String line = master.await("Starting Spark master at ");
    address = line.substring(line.indexOf("spark://"));
    master.await("I have been elected leader");
    for (int i = 0; i < 2; i++) {
      addWorker();
    }
  }

  /** Starts one more worker, of one core. */
  void addWorker() throws Exception {
    Path work = Files.createDirectories(folder.resolve("worker-" + started++));
    Started worker =
        start(
            "worker.Worker",
            "--cores",
            "1",
            "--memory",
            "1g",
            "--webui-port",
            "0",
            "--work-dir",
            work.toString(),
            address);
    worker.await("Successfully registered with master");
    workers.add(worker);
  }

  private Started start(String what, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                home.resolve("bin/spark-class").toString(),
                "org.apache.spark.deploy." + what,
                "--host",
                "127.0.0.1"));
    command.addAll(List.of(arguments));
    return Started.of(command, environment());
  }

  /** What a launcher needs to find this Spark. */
  Map<String, String> environment() {
    return Map.of("SPARK_HOME", home.toString(), "SPARK_LOCAL_IP", "127.0.0.1");
  }

  /** The master's address. */
  String address() {
    return address;
  }

  /** What drivers and executors on the workers printed. */
  List<Path> outputs() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> String.valueOf(file.getFileName()).startsWith("std")).toList();
    }
  }

  /** Kills one executor, not its worker. */
  void killExecutor() {
    assertThat(executor(busyWorker()).destroyForcibly()).isTrue();
  }

  /** Kills a worker that has an executor, with all on it. */
  void killWorker() {
    Started worker = busyWorker();
    worker.close();
    workers.remove(worker);
  }

  private Started busyWorker() {
    return workers.stream()
        .filter(worker -> !worker.children(EXECUTOR).isEmpty())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no worker has an executor"));
  }

  private static ProcessHandle executor(Started worker) {
    return worker.children(EXECUTOR).get(0);
  }

  @Override
  public void close() {
    workers.forEach(Started::close);
    master.close();
  }
}
