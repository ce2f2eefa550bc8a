package org.xiaokang.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Reading;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.lake.ColumnType.Plain;
import org.xiaokang.lake.ReleaseEntry;
import org.xiaokang.lake.ReleasesTable;
import org.xiaokang.lake.TableCommitter;
import org.xiaokang.lake.TableSchema;
import org.xiaokang.reader.Release;

/** A lake as a session sees it. */
class LakeTest {
  private static final TableSchema<String> VALUES =
      new TableSchema<>(
          "values",
          "Regions. Grain: ref_area.",
          List.of(required("ref_area", Plain.TEXT, "Region code", area -> area)),
          List.of(),
          List.of("ref_area"));

  @TempDir private Path folder;
  private final SparkSession spark = SparkTest.session();
  private Lake lake;

  @BeforeEach
  void openLake() {
    lake = Lake.open(spark, folder.resolve("湖 lake of 2020").toString());
  }

  private void overwrite(String... areas) {
    TableCommitter committer = TableCommitter.open(lake.root(), Reading.hadoop(), null);
    committer.overwrite(committer.write(VALUES, List.of(areas)), "run");
  }

  private Release publish(String id, long seconds, long version) {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    Release release =
        new Release(
            id,
            start,
            start.plusSeconds(seconds),
            "0.1.0",
            "c",
            "f",
            Map.of("values", version),
            Map.of("values", 1L),
            5,
            1,
            1,
            1,
            2,
            Map.of());
    TableCommitter committer = TableCommitter.open(lake.root(), Reading.hadoop(), null);
    committer.append(committer.write(ReleasesTable.SCHEMA, List.of(ReleaseEntry.of(release))), id);
    return release;
  }

  private static List<String> areas(Dataset<Row> rows) {
    return rows.orderBy("ref_area").collectAsList().stream().map(row -> row.getString(0)).toList();
  }

  @Test
  void everyVersionStaysReadable() {
    overwrite("410000");
    overwrite("140000", "410000");

    assertThat(lake.exists("values")).isTrue();
    assertThat(lake.exists("value")).isFalse();
    assertThat(lake.version("values")).isEqualTo(1);
    assertThat(areas(lake.read("values"))).containsExactly("140000", "410000");
    assertThat(areas(lake.read("values", 0))).containsExactly("410000");
  }

  /** Delta by itself reads no version but the newest once it is a week old. */
  @Test
  void versionsOlderThanAWeekAreRead() throws IOException {
    overwrite("410000");
    overwrite("140000");
    FileTime monthAgo = FileTime.from(Instant.now().minus(Duration.ofDays(30)));
    try (Stream<Path> log = Files.list(folder.resolve("湖 lake of 2020/values/_delta_log"))) {
      for (Path entry : log.toList()) {
        Files.setLastModifiedTime(entry, monthAgo);
      }
    }
    DeltaLog.clearCache();
    SparkSession another = spark.newSession();
    another.conf().set(Lake.READS_NO_OLD_VERSION, "true");

    Lake later = Lake.open(another, lake.root());

    assertThat(areas(later.read("values", 0))).containsExactly("410000");
  }

  @Test
  void aReleaseShowsItsOwnVersionsWhileTheNextRunWrites() {
    assertThat(lake.latestRelease()).isEmpty();
    overwrite("410000");
    Release first = publish("run-1", 60, 0);
    overwrite("140000");

    assertThat(lake.latestRelease()).contains(first);
    assertThat(areas(lake.tables(first).table("values"))).containsExactly("410000");
    lake.views(first);
    assertThat(spark.sql("SELECT ref_area FROM values").collectAsList())
        .containsExactly(RowFactory.create("410000"));
    assertThat(spark.sql("SELECT release_id FROM releases").collectAsList())
        .containsExactly(RowFactory.create("run-1"));

    Release second = publish("run-2", 120, 1);
    assertThat(lake.latestRelease()).contains(second);
    assertThat(lake.read("releases").count()).isEqualTo(2);
  }

  @Test
  void aMissingTableIsNamedWithThoseThereAre() {
    assertThatThrownBy(() -> lake.read("values"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("has no table 'values'; it has []");
    overwrite("410000");
    Release release = publish("run-1", 1, 0);

    assertThatThrownBy(() -> lake.read("value"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("has no table 'value'; it has [releases, values]");
    assertThatThrownBy(() -> lake.tables(release).table("value"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("release 'run-1' has no table 'value'; it has [values]");
  }

  @Test
  void aFileSystemNobodyKnowsIsNamed() {
    assertThatThrownBy(() -> Lake.open(spark, "nofs://bucket/lake"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("cannot open the lake 'nofs://bucket/lake'");
  }
}
