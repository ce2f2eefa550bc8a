package org.xiaokang.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Project;
import org.xiaokang.Reading;
import org.xiaokang.SparkTest;
import org.xiaokang.config.ReaderLimits;
import org.xiaokang.job.QueryResult;
import org.xiaokang.tables.Lake;

/**
 * Every table of every release as both engines read it: three nights, and what is left when another
 * writer deleted rows by deletion vectors.
 */
public class EnginesTest {
  @TempDir private static Path folder;

  private static Lake lake;

  @BeforeAll
  static void threeNights() throws IOException {
    Project project = new Project(folder);
    String root = folder.resolve("湖 lake").toString();
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    for (int night = 0; night < 3; night++) {
      project.figures(2 * night);
      project.nightly(root, Clock.fixed(now.plus(Duration.ofDays(night)), ZoneOffset.UTC));
    }
    lake = project.lake(root);
    DeletedRows.of(lake, "ref_area = 'AT'");
  }

  @Test
  void everyTableOfEveryReleaseHasTheSameRows() {
    List<Release> releases = lake.releases().all();
    assertThat(releases).hasSize(4);
    for (Release release : releases) {
      assertThatBothReadAlike(lake, release);
    }
  }

  /** Holds every table of a release, and the view conflicts, against what Spark reads. */
  public static void assertThatBothReadAlike(Lake lake, Release release) {
    try (ReleaseReader reader = ReleaseReader.open(lake.reader(), release, ReaderLimits.DEFAULT)) {
      assertThatBothReadAlike(reader, lake);
    }
  }

  /** Holds every table of an open release, and the view conflicts, against what Spark reads. */
  public static void assertThatBothReadAlike(ReleaseReader reader, Lake lake) {
    assertThat(reader.tables())
        .containsAll(reader.release().tables().keySet())
        .contains("conflicts", "releases");
    for (String table : reader.tables()) {
      QueryResult spark =
          new QueryResult(
              table.equals("releases")
                  ? lake.read(table)
                  : lake.tables(reader.release()).table(table));
      QueryRows duck = reader.query("select * from " + table);
      assertThat(duck.columns()).as(table).isEqualTo(spark.columns());
      assertThat(texts(duck)).as(table).isEqualTo(texts(spark));
      Long rows = reader.release().rowCounts().get(table);
      if (rows != null) {
        assertThat(texts(duck)).as(table).hasSize(rows.intValue());
      }
    }
  }

  private static List<String> texts(QueryRows rows) {
    List<String> texts = new ArrayList<>();
    rows.each(row -> texts.add(text(row)));
    Collections.sort(texts);
    return texts;
  }

  /** Exactly, and with the type of each cell: 1 and '1' are not the same. */
  private static String text(List<@Nullable Object> row) {
    return String.join(
        "|",
        row.stream()
            .map(
                cell ->
                    cell == null
                        ? "null"
                        : cell.getClass()
                                .getSimpleName()
                                .replaceAll(".*(Map|List).*|StructCell", "parts")
                            + " "
                            + CellText.exact(cell))
            .toList());
  }

  @Test
  void rowsWentByDeletionVectors() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("湖 lake"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("deletion_vector"));
    }
    LakeReader reader = Reading.lake(lake.root());
    Release latest = reader.releases().requireLatest();
    for (String table : List.of("observations", "indicators")) {
      assertThat(reader.table(latest, table).files())
          .as(table)
          .anyMatch(file -> !file.deleted().isEmpty());
    }
  }

  /** A reader needs to know deletion vectors and nothing else, whatever a writer must. */
  @Test
  void readersAreAskedForNoOtherFeature() {
    LakeReader reader = Reading.lake(lake.root());
    Release latest = reader.releases().requireLatest();
    for (String table : List.of("indicators", "region_profiles", "observations")) {
      assertThat(reader.table(latest, table).readerFeatures())
          .as(table)
          .containsExactly("deletionVectors");
    }
  }

  /** As docs/export.md tells readers that are not ours. */
  @Test
  void sparksOwnSqlReadsAVersionThatAReleaseNames() {
    Release release = lake.releases().all().get(1);
    assertThat(
            SparkTest.session()
                .sql(
                    "select * from delta.`%s/indicators` version as of %d"
                        .formatted(folder.resolve("湖 lake"), release.tables().get("indicators")))
                .collectAsList())
        .isNotEmpty()
        .isEqualTo(lake.tables(release).table("indicators").collectAsList());
  }

  @Test
  void aTableIsOpenedWhenAQuestionNamesItAndOnlyThen() {
    try (ReleaseReader reader = Reading.latest(lake.root())) {
      reader.query("select 1").first(1);
      assertThat(views(reader)).isEmpty();
      reader.query("with i as (select * from indicators) select * from i").first(1);
      reader.query("describe metrics").first(1);
      assertThat(views(reader)).containsExactly("indicators", "metrics");
      reader.query("select * from information_schema.tables").first(1);
      assertThat(views(reader)).containsAll(reader.tables());
    }
  }

  private static List<String> views(ReleaseReader reader) {
    return reader
        .rows(
            List.of(),
            "select view_name as name from duckdb_views() where schema_name = 'main' and not internal order by 1")
        .stream()
        .map(row -> row.text("name"))
        .toList();
  }

  @Test
  void commentsSayWhatTablesAndColumnsMean() {
    try (ReleaseReader reader = Reading.latest(lake.root())) {
      assertThat(reader.comment("indicators")).startsWith("Indicator values, comparable");
      assertThat(reader.columns("indicators"))
          .filteredOn(column -> column.name().equals("obs_status"))
          .singleElement()
          .satisfies(
              column -> {
                assertThat(column.type()).isEqualTo("VARCHAR");
                assertThat(column.comment()).contains("SDMX CL_OBS_STATUS");
              });
      assertThat(reader.columns("conflicts")).hasSize(15);
    }
  }
}
