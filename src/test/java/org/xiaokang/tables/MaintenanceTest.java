package org.xiaokang.tables;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xiaokang.tables.TableDefinition.Column.required;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Retention;
import org.xiaokang.tables.Maintenance.Upkeep;

/** Files are written now, and maintenance looks at them on a later day. */
class MaintenanceTest {
  private final Instant now = Instant.now();

  @TempDir Path folder;
  private final SparkSession spark = SparkTest.session();
  private Lake lake;
  private final Map<String, Set<String>> published = new TreeMap<>();

  @BeforeEach
  void openLake() {
    lake = Lake.open(spark, folder.resolve("湖 lake of 2020").toString());
  }

  private static TableDefinition table(String name) {
    return new TableDefinition(
        name,
        "Values. Grain: ref_area.",
        List.of(
            required("ref_area", StringType, "Region code"),
            required("obs_value", LongType, "Income in yuan/person")),
        Map.of("positive", "obs_value > 0"),
        List.of("ref_area"));
  }

  /** Six rows in three files, all of them other ones for each content. */
  private WriteResult write(String table, long content) {
    Dataset<Row> rows =
        spark
            .range(6)
            .selectExpr("cast(id AS string) AS ref_area", content + " + id AS obs_value")
            .repartition(3);
    return lake.overwrite(table(table), rows, "run-" + content);
  }

  private static Set<String> content(Dataset<Row> rows) {
    Set<String> content = new TreeSet<>();
    rows.collectAsList().forEach(row -> content.add(row.toString()));
    return content;
  }

  private void publish(String id, Instant finished, WriteResult... tables) {
    Map<String, Long> versions = new TreeMap<>();
    Map<String, Long> rows = new TreeMap<>();
    for (WriteResult table : tables) {
      versions.put(table.table(), table.version());
      rows.put(table.table(), table.rows());
    }
    lake.publish(
        new Release(
            id, finished, finished, "0.1.0", "c", "f", versions, rows, 6, 6, 0, 0, 0, Map.of()));
    published.put(id, content(lake.read(tables[0].table(), tables[0].version())));
  }

  private Instant day(long days) {
    return now.plus(Duration.ofDays(days));
  }

  private List<Upkeep> maintain(Instant when, Retention rule, boolean dryRun) {
    Maintenance maintenance =
        new Maintenance(spark, lake, Clock.fixed(when, ZoneOffset.UTC), "maintenance", dryRun);
    maintenance.compact();
    maintenance.letGo(rule);
    maintenance.record();
    List<Upkeep> done = maintenance.clean();
    DeltaLog.clearCache(); // what follows finds what is on disk, and nothing else
    return done;
  }

  private List<Row> releases() {
    return lake.read("releases").orderBy("finished_at", "release_id").collectAsList();
  }

  private List<Release> kept() {
    return releases().stream()
        .filter(row -> row.getAs("expired_at") == null)
        .map(Release::of)
        .toList();
  }

  /** Each release that is kept, read from disk, is what it was when it was published. */
  private void assertThatKeptReleasesReadWhole(String table) {
    for (Release release : kept()) {
      Dataset<Row> rows = lake.tables(release).table(table);
      assertThat(rows.count()).isEqualTo(release.rowCounts().get(table));
      assertThat(content(rows)).isEqualTo(published.get(release.releaseId()));
    }
  }

  private Set<String> files(String table, String suffix) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("湖 lake of 2020").resolve(table))) {
      Set<String> files = new TreeSet<>();
      all.map(Path::toString)
          .filter(file -> file.endsWith(suffix) && !file.contains("/."))
          .forEach(files::add);
      return files;
    }
  }

  private long dataFiles(String table) throws IOException {
    return files(table, ".parquet").stream().filter(f -> !f.contains("/_delta_log/")).count();
  }

  private static Upkeep of(List<Upkeep> done, String table) {
    return done.stream().filter(one -> one.table().equals(table)).findFirst().orElseThrow();
  }

  private void assertThatADryRunTellsWhatWouldGoAndChangesNothing() throws IOException {
    Set<String> before = files("", "");

    List<Upkeep> told = maintain(day(100), new Retention(2, 30), true);

    assertThat(files("", "")).isEqualTo(before);
    assertThat(of(told, "values").removedFiles()).isEqualTo(6);
    assertThat(of(told, "values").removedBytes()).isPositive();
    assertThat(of(told, "steady").removedFiles()).isZero();
    assertThat(kept()).hasSize(5);
  }

  /** Values change with each release, the steady table never does. */
  private void fiveReleases() {
    WriteResult steady = write("steady", 1000);
    long content = 1;
    for (long day : new long[] {0, 10, 80, 85, 99}) {
      publish("r" + day, day(day), write("values", content++), steady);
    }
  }

  @Test
  void keptReleasesReadWholeAndFilesOfThoseLetGoAreGone() throws IOException {
    fiveReleases();
    assertThat(dataFiles("values")).isEqualTo(15);
    assertThat(dataFiles("steady")).isEqualTo(3);
    assertThatADryRunTellsWhatWouldGoAndChangesNothing();

    List<Upkeep> done = maintain(day(100), new Retention(2, 30), false);

    assertThat(kept()).extracting(Release::releaseId).containsExactly("r80", "r85", "r99");
    assertThatKeptReleasesReadWhole("values");
    // r80 and r85 have three files each; those of r99 are one now; of r0 and r10 none is left.
    assertThat(dataFiles("values")).isEqualTo(7);
    assertThat(dataFiles("steady")).isEqualTo(1);
    assertThat(of(done, "values").version()).isEqualTo(5);
    assertThat(of(done, "values").filesBefore()).isEqualTo(3);
    assertThat(of(done, "values").filesAfter()).isEqualTo(1);
    assertThat(of(done, "values").removedFiles()).isEqualTo(9);
    assertThat(of(done, "steady").removedFiles()).isEqualTo(3);
    assertThat(kept()).allSatisfy(r -> assertThat(r.tables()).containsEntry("steady", 1L));
    assertThat(releases())
        .filteredOn(row -> row.getAs("expired_at") != null)
        .extracting(row -> row.getString(0))
        .containsExactly("r0", "r10");

    ReleaseHistory.requireKept(lake, "r80");
    assertThatThrownBy(() -> ReleaseHistory.requireKept(lake, "r10"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("release 'r10' was let go on " + day(100).toString().substring(0, 10))
        .hasMessageContaining("kept are [r80, r85, r99]");
  }

  @Test
  void aSecondMaintenanceAndTheNextRunChangeNothing() throws IOException {
    fiveReleases();
    maintain(day(100), new Retention(2, 30), false);
    Set<String> before = files("", "");

    List<Upkeep> again = maintain(day(100), new Retention(2, 30), false);

    assertThat(files("", "")).isEqualTo(before);
    assertThat(again).allMatch(one -> one.removedFiles() + one.removedLog() == 0);
    assertThat(again).allMatch(one -> one.filesBefore() == one.filesAfter());
    assertThatRowsLieTogetherAsDeclared();
    assertThatCompactingIsNoChangeToTheNextRun();
  }

  private void assertThatRowsLieTogetherAsDeclared() {
    String table = "delta.`" + lake.root() + "/values`";
    Row detail = spark.sql("DESCRIBE DETAIL " + table).first();
    assertThat(detail.getList(detail.fieldIndex("clusteringColumns"))).hasToString("[ref_area]");
    Row commit = spark.sql("DESCRIBE HISTORY " + table).first();
    assertThat(commit.<String>getAs("operation")).isEqualTo("OPTIMIZE");
    assertThat(commit.getJavaMap(commit.fieldIndex("operationParameters")).get("clusterBy"))
        .hasToString("[\"ref_area\"]");
    assertThat(commit.<String>getAs("userMetadata")).contains("\"run_id\":\"maintenance\"");
  }

  private void assertThatCompactingIsNoChangeToTheNextRun() {
    Map<String, Long> latest = lake.latestRelease().orElseThrow().tables();

    assertThat(write("values", 5)).isEqualTo(new WriteResult("values", 5, 6, false));
    assertThat(write("steady", 1000)).isEqualTo(new WriteResult("steady", 1, 6, false));
    assertThat(latest).isEqualTo(Map.of("values", 5L, "steady", 1L));
    assertThat(write("values", 6)).isEqualTo(new WriteResult("values", 6, 6, true));
  }

  @Test
  void filesStayForAWeekAfterTheyWentOutOfUse() throws IOException {
    fiveReleases();

    List<Upkeep> done = maintain(now.plusSeconds(600), new Retention(1, 0), false);

    assertThat(of(done, "values").removedFiles()).isZero();
    assertThat(dataFiles("values")).isEqualTo(16);
    assertThat(kept()).extracting(Release::releaseId).doesNotContain("r0").contains("r99");
    maintain(now.plus(Duration.ofDays(8)), new Retention(1, 0), false);
    assertThatKeptReleasesReadWhole("values");
  }

  @Test
  void maintenanceCutOffAfterCompactingIsTakenUp() throws IOException {
    fiveReleases();
    new Maintenance(spark, lake, Clock.fixed(day(100), ZoneOffset.UTC), "cut-off", false).compact();
    assertThat(lake.latestRelease().orElseThrow().tables()).containsEntry("values", 4L);
    assertThatKeptReleasesReadWhole("values");

    maintain(day(100), new Retention(2, 30), false);

    assertThat(lake.latestRelease().orElseThrow().tables()).containsEntry("values", 5L);
    assertThat(dataFiles("values")).isEqualTo(7);
    assertThatKeptReleasesReadWhole("values");
  }

  @Test
  void theLogIsShortenedToWhatKeptReleasesNeed() throws IOException {
    for (int i = 0; i <= 23; i++) {
      WriteResult values = write("values", 1 + i);
      if (i > 19) {
        publish("r" + (100 + i), day(i), values);
      }
    }
    assertThat(files("values/_delta_log", ".checkpoint.parquet")).hasSize(2);

    // Kept: r121, r122 and r123, versions 21 to 23, which are read from the checkpoint at 20.
    List<Upkeep> done = maintain(day(100), new Retention(3, 0), false);

    assertThat(kept()).hasSize(3);
    assertThatKeptReleasesReadWhole("values");
    assertThat(files("values/_delta_log", ".json"))
        .extracting(file -> file.substring(file.length() - 7))
        .containsExactly("20.json", "21.json", "22.json", "23.json", "24.json");
    assertThat(files("values/_delta_log", ".checkpoint.parquet")).hasSize(1);
    assertThat(of(done, "values").removedLog()).isGreaterThanOrEqualTo(21);
    assertThat(write("values", 24).changed()).isFalse();
    assertThat(write("values", 25).version()).isEqualTo(25);
  }

  @Test
  void whatIsNoTableOfAReleaseIsLeftAlone() throws IOException {
    fiveReleases();
    write("mine", 1);
    write("mine", 2);
    Set<String> before = files("mine", "");

    assertThat(maintain(day(100), new Retention(1, 0), false))
        .extracting(Upkeep::table)
        .containsExactly("releases", "steady", "values");
    assertThat(files("mine", "")).isEqualTo(before);
  }

  @Test
  void aLakeWithoutAReleaseSaysSo() {
    assertThatThrownBy(() -> maintain(now, Retention.DEFAULT, false))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("has no release yet");
  }

  /** Loads, releases and maintenance in any order: what is kept reads whole, after every step. */
  @ParameterizedTest
  @ValueSource(longs = 1)
  void keptReleasesReadWholeThroughAnyHistory(long seed) {
    Random random = new Random(seed);
    long day = 1;
    publish("r1000", day(day), write("values", 1));
    for (int step = 1; step <= 8; step++) {
      day += random.nextInt(12);
      WriteResult values = write("values", 1 + random.nextInt(3));
      if (random.nextInt(3) > 0) {
        publish("r" + (1000 + step), day(day), values);
      }
      if (random.nextInt(3) == 0) {
        Retention rule = new Retention(1 + random.nextInt(3), random.nextInt(20));
        maintain(day(day + 1), rule, false);
        assertThat(kept().size()).isGreaterThanOrEqualTo(1);
      }
      assertThatKeptReleasesReadWhole("values");
    }
    assertThat(published).hasSizeGreaterThan(2);
  }
}
