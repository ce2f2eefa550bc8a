package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.reader.Release;
import org.xiaokang.tables.Lake;
import scala.Console;

/** What Spark does to tables that were written here, and what is written here after it did. */
class OtherWritersTest {
  private static final Instant NINE = Instant.parse("2026-01-01T21:00:00Z");

  @TempDir private Path folder;
  private final SparkSession spark = SparkTest.session();
  private String root = "";
  private TableCommitter committer = TableCommitter.open("unset", new Configuration(), null);

  @BeforeEach
  void openLake() {
    root = folder.resolve("湖 lake").toString();
    committer = TableCommitter.open(root, new Configuration(), null);
  }

  private String path() {
    return root + "/all_types";
  }

  private WriteResult overwrite(String runId, AllTypes... rows) {
    return committer.overwrite(committer.write(AllTypes.SCHEMA, List.of(rows)), runId);
  }

  private static AllTypes[] all() {
    return AllTypes.rows().toArray(AllTypes[]::new);
  }

  private void assertReadAlike(long version, List<AllTypes> rows) {
    List<Map<String, @Nullable Object>> expected = rows.stream().map(AllTypes::read).toList();
    assertThat(Readers.spark(root, "all_types")).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(Readers.kernel(root, "all_types")).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(Readers.duckDb(root, publish("run-" + version, version), "all_types"))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private Release publish(String id, long version) {
    Release release =
        new Release(
            id,
            NINE,
            NINE.plusSeconds(version),
            "0",
            "c",
            "f",
            Map.of("all_types", version),
            Map.of(),
            0,
            0,
            0,
            0,
            0,
            Map.of());
    committer.append(committer.write(ReleasesTable.SCHEMA, List.of(ReleaseEntry.of(release))), id);
    return release;
  }

  @Test
  void sparkSeesTheDeclarationAndTheHistory() {
    overwrite("run-1", all());

    Row detail = DeltaTable.forPath(spark, path()).detail().collectAsList().get(0);
    assertThat(detail.<String>getAs("description"))
        .isEqualTo("One column of each type, 每种类型一列. Grain: ref_area.");
    assertThat(detail.getList(detail.fieldIndex("clusteringColumns")))
        .isEqualTo(List.of("ref_area", "valid_from", "finished_at", "observation_id"));
    Row entry = DeltaTable.forPath(spark, path()).history().collectAsList().get(0);
    assertThat(entry.<String>getAs("operation")).isEqualTo("CREATE TABLE");
    assertThat(entry.<String>getAs("userMetadata"))
        .startsWith("{\"run_id\":\"run-1\",\"rows\":5,\"content\":\"");
    assertThatThrownBy(
            () ->
                spark
                    .sql("INSERT INTO delta.`" + path() + "` (name) VALUES ('no region')")
                    .collectAsList())
        .as("NOT NULL holds for Spark too")
        .hasStackTraceContaining("ref_area");
  }

  @Test
  void sparkLaysFilesTogetherAndRemovesThoseOutOfUse() throws IOException {
    List<DataFile> files = new ArrayList<>();
    for (AllTypes row : AllTypes.rows()) {
      files.addAll(committer.write(AllTypes.SCHEMA, List.of(row)).files());
    }
    committer.overwrite(new TableFiles(AllTypes.SCHEMA, files), "run-1");

    DeltaTable.forPath(spark, path()).optimize().executeCompaction();

    assertReadAlike(1, AllTypes.rows());
    assertThat(dataFiles()).hasSize(6);
    SparkSession own = spark.newSession();
    own.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
    own.conf().set("spark.databricks.delta.vacuum.logging.enabled", "false");
    Console.withOut(
        OutputStream.nullOutputStream(),
        () -> own.sql("VACUUM delta.`" + path() + "` RETAIN 0 HOURS").collectAsList());
    assertThat(dataFiles()).hasSize(1);
    assertReadAlike(1, AllTypes.rows());
    assertThat(overwrite("run-2", all()).changed()).as("nobody said what Spark wrote").isTrue();
    assertReadAlike(2, AllTypes.rows());
    assertThat(overwrite("run-3", all()).changed()).isFalse();
  }

  private List<Path> dataFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(path()))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
  }

  @Test
  void rowsThatSparkMarkedAsDeletedAreGoneAndSoIsTheMarkAfterAnOverwrite() throws IOException {
    overwrite("run-1", all());
    DeltaTable.forPath(spark, path()).delete("ref_area IN ('410000', '520000')");
    try (Stream<Path> files = Files.list(Path.of(path()))) {
      assertThat(files).anyMatch(file -> file.getFileName().toString().startsWith("deletion_"));
    }
    List<AllTypes> left =
        AllTypes.rows().stream()
            .filter(row -> !List.of("410000", "520000").contains(row.cells().get("ref_area")))
            .toList();
    assertReadAlike(1, left);
    assertThat(committer.extend(committer.write(AllTypes.SCHEMA, List.of()), 1, "run-2"))
        .as("goes on from what nobody here counted")
        .isEqualTo(new WriteResult("all_types", 1, 3, false));

    committer.append(committer.write(AllTypes.SCHEMA, List.of(AllTypes.of("530000"))), "run-2");
    List<AllTypes> more = new ArrayList<>(left);
    more.add(AllTypes.of("530000"));
    assertReadAlike(2, more);

    assertThat(overwrite("run-3", all())).isEqualTo(new WriteResult("all_types", 3, 5, true));
    assertReadAlike(3, AllTypes.rows());
    DeltaTable.forPath(spark, path()).delete("ref_area = '410000'");
    assertThat(Readers.spark(root, "all_types")).hasSize(4);
  }

  @Test
  void sparkSkipsFilesByTheStatistics() {
    List<DataFile> files = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      AllTypes row =
          AllTypes.of("region " + "very long ".repeat(5) + i)
              .with("observation_id", 10L * i)
              .with("valid_from", LocalDate.of(1900 + i, 1, 1))
              .with("finished_at", NINE.plusSeconds(i).plusNanos(999_999_000));
      files.addAll(
          committer.write(AllTypes.SCHEMA, List.of(row, row.with("observation_id", null))).files());
    }
    committer.overwrite(new TableFiles(AllTypes.SCHEMA, files), "run-1");

    assertFiles("observation_id = 10", 1, 1);
    assertFiles("valid_from >= DATE'1901-01-01'", 2, 4);
    assertFiles("finished_at = TIMESTAMP'2026-01-01 21:00:01.999999Z'", 1, 2);
    assertFiles("finished_at > TIMESTAMP'2026-01-01 21:00:05Z'", 0, 0);
    assertFiles("ref_area > 'zone'", 0, 0);
    assertFiles("ref_area = 'region " + "very long ".repeat(5) + "2'", 3, 2);
    assertFiles("observation_id IS NULL", 3, 3);
  }

  private void assertFiles(String where, int files, int rows) {
    var found = spark.read().format("delta").load(path()).where(where);
    assertThat(found.inputFiles()).as(where).hasSize(files);
    assertThat(found.count()).as(where).isEqualTo(rows);
  }

  @Test
  void sparksTasksWriteFilesThatTheDriverCommits() throws IOException {
    String lake = root;
    List<DataFile> files =
        new JavaSparkContext(spark.sparkContext())
            .parallelize(List.of(0, 1, 2, 3, 4), 3)
            .mapPartitionsWithIndex((task, rows) -> written(lake, task, rows), false)
            .collect();

    assertThat(files).hasSize(3).allMatch(file -> file.path().startsWith("part-0000"));
    assertThat(committer.overwrite(new TableFiles(AllTypes.SCHEMA, files), "run-1"))
        .isEqualTo(new WriteResult("all_types", 0, 5, true));
    assertReadAlike(0, AllTypes.rows());
    assertThat(overwrite("run-2", all()).changed()).as("from the driver alone").isFalse();
  }

  private static Iterator<DataFile> written(String lake, int task, Iterator<Integer> rows) {
    try (DataFileWriter<AllTypes> writer =
        DataFileWriter.open(new Configuration(), lake, AllTypes.SCHEMA, task)) {
      rows.forEachRemaining(row -> writer.write(AllTypes.rows().get(row)));
      return List.of(writer.finish()).iterator();
    }
  }

  @Test
  void aRowThatATaskRefusesIsToldAndLeavesNoFile() throws IOException {
    String lake = root;
    assertThatThrownBy(
            () ->
                new JavaSparkContext(spark.sparkContext())
                    .parallelize(List.of(0, 1), 1)
                    .mapPartitionsWithIndex((task, rows) -> broken(lake), false)
                    .collect())
        .rootCause()
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("table 'all_types' refuses a row: condition 'coverage_is_a_share'");
    assertThat(dataFiles()).isEmpty();
  }

  private static Iterator<DataFile> broken(String lake) {
    return List.of(
            DataFileWriter.write(
                new Configuration(),
                lake,
                AllTypes.SCHEMA,
                List.of(AllTypes.of("1"), AllTypes.of("2").with("coverage", 7.0))))
        .iterator();
  }

  @Test
  void aHeldReleaseIsPublishedAndTheNextComesAfterIt() {
    overwrite("run-1", all());
    Release held = publish("run-1", 0).with(Release.Standing.heldBy("gate 'coverage'"));
    committer.overwrite(
        committer.write(ReleasesTable.SCHEMA, List.of(ReleaseEntry.of(held))), "run-1");
    Lake lake = Lake.open(spark, root);

    Release published =
        ExclusiveRun.of(
            lake.reader(),
            "publish",
            "publish run-1",
            Clock.fixed(NINE.plusSeconds(60), ZoneOffset.UTC),
            run -> run.publishHeld("run-1", "checked by hand", NINE.plusSeconds(60)));

    assertThat(lake.latestRelease()).contains(published);
    Release next = publish("run-2", 0);
    assertThat(lake.releases().all()).containsExactlyInAnyOrder(published, next);
  }
}
