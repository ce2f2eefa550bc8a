package org.xiaokang.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Reading;
import org.xiaokang.SparkTest;
import org.xiaokang.config.Retention;
import org.xiaokang.lake.ColumnType.Plain;
import org.xiaokang.lake.DataFile;
import org.xiaokang.lake.ReleaseEntry;
import org.xiaokang.lake.ReleasesTable;
import org.xiaokang.lake.TableCommitter;
import org.xiaokang.lake.TableFiles;
import org.xiaokang.lake.TableSchema;
import org.xiaokang.lake.WriteResult;
import org.xiaokang.reader.Release;
import org.xiaokang.tables.Maintenance.Upkeep;

/** A lake of releases, and what is asked of it when it is maintained on a later day. */
abstract class MaintainedLake {
  final Instant now = Instant.now();
  static final SparkSession SPARK = SparkTest.session();

  /** A lake with {@link #fiveReleases()}, written once; each test that wants it takes a copy. */
  @TempDir private static Path written;

  @TempDir private Path folder;
  Lake lake;
  TableCommitter committer;

  /** What each release's first table was written from. */
  final Map<String, Set<String>> published = new TreeMap<>();

  @BeforeEach
  final void openLake() {
    lake = Lake.open(SPARK, root().toString());
    committer = TableCommitter.open(root().toString(), Reading.hadoop(), null);
  }

  Path root() {
    return folder.resolve("湖 lake of 2020");
  }

  /** Income in yuan/person. */
  private record Income(String area, long value) {}

  private static TableSchema<Income> table(String name) {
    return new TableSchema<>(
        name,
        "Values. Grain: ref_area.",
        List.of(
            required("ref_area", Plain.TEXT, "Region code", Income::area),
            required("obs_value", Plain.LONG, "Income in yuan/person", Income::value)),
        List.of(new TableSchema.Condition<>("positive", "obs_value > 0", one -> one.value() > 0)),
        List.of("ref_area"));
  }

  /** Six rows in three files, all of them other ones for each content. */
  WriteResult write(String table, long content) {
    TableSchema<Income> schema = table(table);
    List<DataFile> files = new ArrayList<>();
    for (long id = 0; id < 6; id += 2) {
      files.addAll(
          committer
              .write(
                  schema,
                  List.of(
                      new Income(String.valueOf(id), content + id),
                      new Income(String.valueOf(id + 1), content + id + 1)))
              .files());
    }
    return committer.overwrite(new TableFiles(schema, files), "run-" + content);
  }

  /** The rows that {@link #write} writes. */
  static Set<String> rows(long content) {
    Set<String> rows = new TreeSet<>();
    for (long id = 0; id < 6; id++) {
      rows.add("[" + id + "," + (content + id) + "]");
    }
    return rows;
  }

  /** A release of the values as they were written from {@code content}, and of other tables. */
  void publish(String id, Instant finished, long content, WriteResult... tables) {
    Map<String, Long> versions = new TreeMap<>();
    Map<String, Long> rows = new TreeMap<>();
    for (WriteResult table : tables) {
      versions.put(table.table(), table.version());
      rows.put(table.table(), table.rows());
    }
    Release release =
        new Release(
            id, finished, finished, "0.1.0", "c", "f", versions, rows, 6, 6, 0, 0, 0, Map.of());
    committer.append(committer.write(ReleasesTable.SCHEMA, List.of(ReleaseEntry.of(release))), id);
    published.put(id, rows(content));
  }

  Instant day(long days) {
    return now.plus(Duration.ofDays(days));
  }

  Maintenance maintenance(Instant when, String runId, boolean dryRun) {
    Clock clock = Clock.fixed(when, ZoneOffset.UTC);
    return new Maintenance(SPARK, lake, committer, clock, runId, "1.0", dryRun);
  }

  List<Upkeep> maintain(Instant when, Retention rule, boolean dryRun) {
    Maintenance maintenance = maintenance(when, "maintenance", dryRun);
    maintenance.compact();
    maintenance.letGo(rule);
    maintenance.record();
    List<Upkeep> done = maintenance.clean();
    DeltaLog.clearCache(); // what follows finds what is on disk, and nothing else
    return done;
  }

  List<Row> releases() {
    return lake.read("releases").orderBy("finished_at", "release_id").collectAsList();
  }

  List<Release> kept() {
    Set<String> kept =
        releases().stream()
            .filter(row -> row.getAs("expired_at") == null)
            .map(row -> row.<String>getAs("release_id"))
            .collect(Collectors.toSet());
    return lake.releases().all().stream()
        .filter(release -> kept.contains(release.releaseId()))
        .sorted(Comparator.comparing(Release::finishedAt))
        .toList();
  }

  /** Each release that is kept, read from disk, is what it was when it was published. */
  void assertThatKeptReleasesReadWhole(String table) {
    for (Release release : kept()) {
      List<Row> rows = lake.tables(release).table(table).collectAsList();
      assertThat(release.rowCounts()).containsEntry(table, (long) rows.size());
      assertThat(rows)
          .extracting(Row::toString)
          .containsExactlyInAnyOrderElementsOf(published.get(release.releaseId()));
    }
  }

  Set<String> files(String table, String suffix) throws IOException {
    try (Stream<Path> all = Files.walk(root().resolve(table))) {
      Set<String> files = new TreeSet<>();
      all.map(Path::toString)
          .filter(file -> file.endsWith(suffix) && !file.contains("/."))
          .forEach(files::add);
      return files;
    }
  }

  long dataFiles(String table) throws IOException {
    return files(table, ".parquet").stream().filter(f -> !f.contains("/_delta_log/")).count();
  }

  static Upkeep of(List<Upkeep> done, String table) {
    return done.stream().filter(one -> one.table().equals(table)).findFirst().orElseThrow();
  }

  /**
   * Values change with each release, the steady table never does, and a table of somebody else lies
   * beside them.
   */
  void fiveReleases() throws IOException {
    long[] days = {0, 10, 80, 85, 99};
    Path ready = written.resolve("ready");
    if (!Files.exists(ready)) {
      WriteResult steady = write("steady", 1000);
      for (int i = 0; i < days.length; i++) {
        publish("r" + days[i], day(days[i]), i + 1, write("values", i + 1), steady);
      }
      write("mine", 1);
      write("mine", 2);
      copy(root(), ready);
    } else {
      copy(ready, root());
      for (int i = 0; i < days.length; i++) {
        published.put("r" + days[i], rows(i + 1));
      }
    }
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }
}
