package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.reader.LakeReader;

/** Tables of a lake on HDFS. */
@Tag("long")
class HdfsCommitTest {
  private static final Configuration HADOOP = new Configuration();
  private static final int ROUNDS = 20;

  @TempDir private static Path folder;

  private static MiniDFSCluster hdfs;

  @BeforeAll
  static void start() throws IOException {
    Configuration configuration = new Configuration(false);
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    hdfs = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
    hdfs.waitActive();
  }

  @AfterAll
  static void stop() {
    if (hdfs != null) {
      hdfs.shutdown(true);
    }
  }

  private static String lake(String name) {
    return "hdfs://127.0.0.1:" + hdfs.getNameNodePort() + "/湖 " + name;
  }

  @Test
  void everyTypeIsReadAsItWasWrittenUnderALock() {
    String lake = lake("types");
    try (LakeLock lock = LakeLock.take(lake, HADOOP, "nightly", "run-1", Clock.systemUTC())) {
      TableCommitter committer = TableCommitter.open(lake, HADOOP, lock);
      assertThat(
              committer
                  .overwrite(committer.write(AllTypes.SCHEMA, AllTypes.rows()), "run-1")
                  .changed())
          .isTrue();
      assertThat(
              committer
                  .overwrite(committer.write(AllTypes.SCHEMA, AllTypes.rows()), "run-1")
                  .changed())
          .isFalse();
      assertThat(LakeLock.isHeld(lake, HADOOP)).isTrue();
    }
    assertThat(LakeLock.isHeld(lake, HADOOP)).isFalse();
    assertThat(LakeReader.table(lake + "/all_types", HADOOP).orElseThrow().rows())
        .extracting(row -> row.cells())
        .containsExactlyInAnyOrderElementsOf(AllTypes.rows().stream().map(AllTypes::read).toList());
  }

  @Test
  void ofTwoThatCommitToOneVersionOneWins() throws Exception {
    String lake = lake("race");
    CommitRacer.create(lake, HADOOP);
    CommitRacer one = new CommitRacer(lake, HADOOP);
    CommitRacer other = new CommitRacer(lake, HADOOP);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    CyclicBarrier together = new CyclicBarrier(2);
    List<String> winners = new ArrayList<>();
    try {
      for (int round = 0; round < ROUNDS; round++) {
        String area = "round " + round;
        TableCommit first = one.begin(area + " one");
        TableCommit second = other.begin(area + " other");
        Future<Boolean> firstWon = pool.submit(() -> winTogether(together, first));
        Future<Boolean> secondWon = pool.submit(() -> winTogether(together, second));
        assertThat(firstWon.get()).as(area).isNotEqualTo(secondWon.get());
        winners.add(area + (firstWon.get() ? " one" : " other"));
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(LakeReader.table(lake + "/values", HADOOP).orElseThrow().rows())
        .extracting(row -> row.text("ref_area"))
        .containsExactlyInAnyOrderElementsOf(winners);
  }

  private static boolean winTogether(CyclicBarrier together, TableCommit commit) throws Exception {
    together.await();
    return CommitRacer.win(commit, "run");
  }
}
