package org.xiaokang.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xiaokang.FreePort;
import org.xiaokang.Project;
import org.xiaokang.SparkTest;
import org.xiaokang.job.NightlyJob;
import org.xiaokang.job.Progress;
import org.xiaokang.job.Setup;
import org.xiaokang.reader.EnginesTest;
import org.xiaokang.tables.Lake;

/** A lake on HDFS of which a datanode is lost and the namenode restarted while a run writes. */
@Tag("long")
class HdfsTest {
  private static final Logger LOG = LoggerFactory.getLogger(HdfsTest.class);

  private static final int DATANODES = 3;

  @TempDir private static Path folder;

  private static MiniDFSCluster hdfs;
  private static Project project;

  @BeforeAll
  static void start() throws IOException {
    Configuration configuration = new Configuration(false);
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    configuration.set("dfs.replication", "2");
    hdfs =
        new MiniDFSCluster.Builder(configuration)
            .numDataNodes(DATANODES)
            .nameNodePort(FreePort.find()) // where it comes back
            .build();
    hdfs.waitActive();
    project = new Project(Files.createDirectories(folder.resolve("project")));
  }

  @AfterAll
  static void stop() {
    if (hdfs != null) {
      hdfs.shutdown(true);
    }
  }

  @Test
  void aRunGoesOnWhenADatanodeIsLostAndTheNamenodeRestarts() {
    String local = folder.resolve("local").toString();
    project.nightly(local, Clock.systemUTC());
    String root = "hdfs://127.0.0.1:" + hdfs.getNameNodePort() + "/lake";
    Lake lake = Lake.open(SparkTest.session(), root);
    Setup setup = Setup.read(project.configuration(), Optional.of(root));
    Disturbing disturbing = new Disturbing();

    new NightlyJob(SparkTest.session(), setup, Clock.systemUTC(), disturbing).nightly();

    assertThat(disturbing.restarted.join()).isTrue();
    assertThat(hdfs.getDataNodes()).hasSize(DATANODES - 1);
    assertThat(Project.content(lake))
        .isEqualTo(Project.content(Lake.open(SparkTest.session(), local)));
    EnginesTest.assertThatBothReadAlike(lake, lake.latestRelease().orElseThrow());
    LOG.warn("datanodes lost 1, namenodes restarted 1, runs completed 1, lost rows 0");

    // The next night finds the lock gone and everything as it was.
    assertThat(project.nightly(root, Clock.systemUTC()).published()).isFalse();
  }

  /** Loses a datanode as rows are written, and restarts the namenode while indicators are. */
  private static final class Disturbing implements Progress {
    private CompletableFuture<Boolean> restarted = new CompletableFuture<>();

    @Override
    public void begin(int step, int steps, String what) {
      if (step == 2) {
        hdfs.stopDataNode(0);
      } else if (step == 3) {
        restarted = CompletableFuture.supplyAsync(Disturbing::restart);
      }
    }

    private static boolean restart() {
      try {
        hdfs.restartNameNode(true);
        return true;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void note(String message) {}
  }
}
