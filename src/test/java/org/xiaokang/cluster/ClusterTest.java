package org.xiaokang.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xiaokang.Project;
import org.xiaokang.SampleLake;
import org.xiaokang.SparkTest;
import org.xiaokang.tables.Lake;

/**
 * jobs/nightly on a standalone cluster of processes, which is given a master's address and nothing
 * else that matters: the tables are those of an embedded run. The sample where nothing is
 * disturbed, a small project where executors and workers are killed.
 */
@Tag("long")
class ClusterTest {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterTest.class);

  @TempDir private static Path folder;

  private static StandaloneCluster cluster;

  /** What the same run leaves without a cluster. */
  private static Map<String, List<String>> embedded;

  private static Path settings;

  @BeforeAll
  static void startAndRunEmbedded() throws Exception {
    embedded = Project.content(SampleLake.in(folder));
    cluster = new StandaloneCluster(folder);
    // Little input: code is not worth generating for it. A folder for events, as a cluster has one.
    settings =
        Files.writeString(
            folder.resolve("small.conf"),
            """
            spark.sql.shuffle.partitions 2
            spark.sql.adaptive.enabled false
            spark.sql.codegen.wholeStage false
            spark.sql.codegen.factoryMode NO_CODEGEN
            spark.databricks.delta.snapshotPartitions 1
            spark.eventLog.enabled true
            spark.eventLog.dir %s
            """
                .formatted(Files.createDirectories(folder.resolve("events")).toUri()));
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static Started nightly(String lake, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("jobs/nightly", "--master", cluster.address(), "--lake", lake, "--spark-conf"));
    command.add(settings.toString());
    command.addAll(List.of(more));
    return Started.of(command, cluster.environment());
  }

  private static Map<String, List<String>> content(String lake) {
    return Project.content(Lake.open(SparkTest.session(), lake));
  }

  private static void assertSame(
      Map<String, List<String>> content, Map<String, List<String>> expected) {
    assertThat(content.keySet()).isEqualTo(expected.keySet());
    content.forEach((table, rows) -> assertThat(rows).as(table).isEqualTo(expected.get(table)));
  }

  @Test
  void aRunGoesOnWhenAnExecutorAndThenAWorkerAreKilled() throws Exception {
    Project project = new Project(Files.createDirectories(folder.resolve("project")));
    project.figures(1); // with a row that is rejected
    String undisturbed = folder.resolve("undisturbed").toString();
    project.nightly(undisturbed, Clock.systemUTC());
    String lake = folder.resolve("client").toString();
    try (Started run = nightly(lake, "--conf", project.configuration().toString())) {
      run.await("observations, 4 rows");
      cluster.killExecutor();
      run.await("indicators, ");
      cluster.killWorker();
      assertThat(run.exitCode()).as(run.output()).isZero();
    } finally {
      cluster.addWorker();
    }
    assertSame(content(lake), content(undisturbed));
    try (Stream<Path> events = Files.list(folder.resolve("events"))) {
      assertThat(events).as("event logs").isNotEmpty();
    }
    LOG.warn("executors killed 1, workers killed 1, runs completed 1, lost rows 0");
  }

  @Test
  void theDriverRunsOnTheClusterToo() throws Exception {
    String lake = folder.resolve("cluster").toString();
    try (Started run = nightly(lake, "--deploy-mode", "cluster")) {
      assertThat(run.exitCode()).as(run.output() + outputs()).isZero();
      assertThat(run.output()).contains(" is FINISHED");
    }
    assertSame(content(lake), embedded);
    assertThat(Path.of(lake, "_reports", "latest.html")).as(outputs()).exists();
  }

  /** Of its own accord spark-submit would end with 0. */
  @Test
  void aRunThatFailsOnTheClusterFailsTheLauncher() throws Exception {
    try (Started run = nightly("nowhere://lake", "--deploy-mode", "cluster")) {
      assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
      assertThat(run.output())
          .contains(" is FAILED")
          .contains("xiaokang: the run failed on the cluster; what it said is in");
    }
    assertThat(outputs()).contains("cannot open the lake 'nowhere://lake'");
  }

  @Test
  void aMasterThatIsAwayIsToldAndNothingIsWritten() throws Exception {
    String lake = folder.resolve("away").toString();
    List<String> command =
        List.of("jobs/nightly", "--master", "spark://127.0.0.1:1", "--lake", lake);
    try (Started run = Started.of(command, cluster.environment())) {
      assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
      assertThat(run.output())
          .contains("error: Spark gave up; what it found is above. On a cluster: is the master up")
          .contains("Failed to connect to master 127.0.0.1:1")
          .doesNotContain("should not have happened");
    }
    assertThat(Path.of(lake)).doesNotExist();
  }

  private static String outputs() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : cluster.outputs()) {
      all.append('\n').append(Files.readString(file));
    }
    return all.toString();
  }
}
