package org.xiaokang.tables;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xiaokang.tables.TableDefinition.Column.required;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.lake.LakeBusyException;
import org.xiaokang.reader.Release;

/** What a run may still write that lost the lock, and what it may write twice. */
class LakeFencingTest {
  private static final Instant NINE = Instant.parse("2026-01-01T21:00:00Z");
  private static final LockProcess ELSEWHERE =
      new LockProcess("node-7", 4711, Instant.parse("2026-01-01T20:59:00Z"), "node-7 other");
  private static final LockProcess HERE = LockProcess.current();
  private static final TableDefinition VALUES =
      new TableDefinition(
          "values",
          "Values. Grain: ref_area.",
          List.of(required("ref_area", StringType, "Region code")),
          Map.of(),
          List.of("ref_area"));

  @TempDir private Path folder;
  private final SparkSession spark = SparkTest.session();
  private Instant now = NINE;
  private Lake lake;
  private org.apache.hadoop.fs.Path root;

  @BeforeEach
  void openLake() {
    lake = Lake.open(spark, folder.resolve("湖 lake").toString());
    root = new org.apache.hadoop.fs.Path(lake.root());
  }

  private LakeLock take(String runId, LockProcess process) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return LakeLock.take(spark, root, "nightly", runId, clock, process);
  }

  private Dataset<Row> rows(String... areas) {
    List<Row> rows = Stream.of(areas).map(area -> RowFactory.create(area)).toList();
    return spark.createDataFrame(rows, VALUES.schema().asNullable());
  }

  private WriteResult overwrite(LakeLock lock, String... areas) throws IOException {
    return TableTransaction.overwrite(
        spark, new org.apache.hadoop.fs.Path(root, "values"), VALUES, rows(areas), "run", lock);
  }

  private static Release release(String id, long version) {
    return new Release(
        id,
        NINE,
        NINE,
        "0",
        "c",
        "f",
        Map.of("values", version),
        Map.of(),
        0,
        0,
        0,
        0,
        0,
        Map.of());
  }

  private WriteResult publish(LakeLock lock, String id) throws IOException {
    Dataset<Row> row =
        spark.createDataFrame(
            List.of(ReleaseTable.row(release(id, 0))), ReleaseTable.RELEASES.schema());
    return TableTransaction.append(
        spark,
        new org.apache.hadoop.fs.Path(root, "releases"),
        ReleaseTable.RELEASES,
        row,
        id,
        lock);
  }

  /** The later run has written the table: Delta's own transaction identifier says so. */
  @Test
  void aRunThatLostTheLockCannotCommitEvenWhereItDoesNotLook() throws IOException {
    try (LakeLock before = take("run-0", ELSEWHERE)) {
      publish(before, "run-0");
    }
    LakeLock first = take("run-1", ELSEWHERE);
    overwrite(first, "410000");
    now = now.plusSeconds(660);
    try (LakeLock second = take("run-2", HERE)) {
      assertThatThrownBy(() -> overwrite(first, "140000"))
          .as("it looks before it commits")
          .isInstanceOf(LakeBusyException.class);
      overwrite(second, "500000");
      // As if its look had been just in time.
      LakeLock blind = blind(first);
      assertThatThrownBy(() -> overwrite(blind, "140000")).isInstanceOf(LakeBusyException.class);
      assertThatThrownBy(() -> publish(blind, "run-1")).isInstanceOf(LakeBusyException.class);
    }
    assertThat(lake.read("values").collectAsList()).containsExactly(RowFactory.create("500000"));
    assertThat(lake.latestRelease().map(Release::releaseId)).contains("run-0");
  }

  /** A lock of the same term that believes it is held: its entries stand in a folder of its own. */
  private LakeLock blind(LakeLock lost) {
    org.apache.hadoop.fs.Path apart = new org.apache.hadoop.fs.Path(folder.toUri());
    Clock then = Clock.fixed(Instant.ofEpochMilli(lost.term()), ZoneOffset.UTC);
    LakeLock blind = LakeLock.take(spark, apart, "nightly", "run-1", then, ELSEWHERE);
    assertThat(blind.term()).isEqualTo(lost.term());
    return blind;
  }

  @Test
  void aReleasePublishedTwiceUnderOneLockStandsThereOnce() throws IOException {
    try (LakeLock lock = take("run-1", ELSEWHERE)) {
      assertThat(publish(lock, "run-1").version()).isZero();
      assertThat(publish(lock, "run-1")).isEqualTo(new WriteResult("releases", 0, 0, false));
      assertThat(overwrite(lock, "410000").changed()).isTrue();
      assertThat(overwrite(lock, "410000").changed()).isFalse();
    }
    assertThat(lake.read("releases").count()).isEqualTo(1);
    try (LakeLock lock = take("run-2", HERE)) {
      assertThat(publish(lock, "run-2").version()).isEqualTo(1);
    }
    assertThat(lake.read("releases").count()).isEqualTo(2);
  }
}
