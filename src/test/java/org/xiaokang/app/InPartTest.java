package org.xiaokang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Project;
import org.xiaokang.SparkTest;
import org.xiaokang.page.PageText;

/** Runs that compute only what changed, as the person at the terminal sees them. */
@Tag("long")
class InPartTest {
  @TempDir private Path folder;
  private final SparkSession spark = SparkTest.session();

  private String run(int code, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(1, List.of("--conf", folder.resolve("mine.yaml").toString()));
    CommandLineTest.Run run = CommandLineTest.run(all.toArray(String[]::new));
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(code);
    return run.out() + run.err();
  }

  /** Incomes of two countries in a Delta table that keeps a change data feed. */
  private String delta() throws IOException {
    new Project(folder);
    String table = folder.resolve("incomes").toString();
    spark.sql(
        "CREATE TABLE delta.`"
            + table
            + "` (land STRING, year INT, printed STRING) USING delta"
            + " TBLPROPERTIES (delta.enableChangeDataFeed = true)");
    spark.sql(
        "INSERT INTO delta.`"
            + table
            + "` VALUES ('AT', 2018, '100'), ('AT', 2019, '110'), ('DE', 2018, '200'),"
            + " ('DE', 2019, '190')");
    Files.writeString(
        folder.resolve("mine.yaml"),
        """
        lake: lake
        in_part_from: 0
        catalogue: {units: units.yaml, metrics: metrics.yaml, indicators: themes, regions: regions.csv}
        sources:
          - name: incomes
            format: delta
            path: incomes
            columns:
              doc_id: "'statistics'"
              obs_id: concat(land, ':', year)
              region_code: land
              metric_code: "'income'"
              value: printed
              unit: "'EUR'"
              period_start: concat(year, '-01-01')
              period_end: concat(year, '-12-31')
        """);
    return table;
  }

  @Test
  void ofADeltaTableOnlyTheRowsAreReadThatItsChangeDataFeedTells() throws IOException {
    String table = delta();
    assertThat(run(0, "nightly")).contains("4 read = 4 observed").contains("read the sources");
    spark.sql("UPDATE delta.`" + table + "` SET printed = '121' WHERE land = 'AT' AND year = 2019");
    spark.sql("DELETE FROM delta.`" + table + "` WHERE land = 'DE' AND year = 2018");
    assertThat(run(0, "nightly"))
        .contains("3 read = 3 observed")
        .contains("compute 1 in 2 regions")
        .doesNotContain("read the sources");
    String page = Files.readString(folder.resolve("lake/_reports/latest.html"));
    assertThat(PageText.of(page)).contains("growth|correction|0|1|1|2|110.0 %|");
    assertThat(run(0, "query", "select ref_area, obs_value from indicators"))
        .contains("AT")
        .contains("21")
        .doesNotContain("DE");
    assertThat(run(0, "nightly", "--full")).contains("unchanged").doesNotContain("written");
  }

  /** What a run leaves that does not reach its release is what a load leaves. */
  @Test
  void tablesThatARunLeftBehindArePutBack() throws IOException {
    String table = delta();
    run(0, "nightly");
    spark.sql("UPDATE delta.`" + table + "` SET printed = '999' WHERE land = 'AT'");
    run(0, "load");
    spark.sql("UPDATE delta.`" + table + "` SET printed = '121' WHERE land = 'AT' AND year = 2019");
    assertThat(run(0, "nightly"))
        .contains("put back to release")
        .contains("observations")
        .contains("compute 1 in 1 regions")
        .doesNotContain("read the sources");
    assertThat(run(0, "nightly", "--full")).contains("unchanged").doesNotContain("written");
    assertThat(run(0, "nightly")).doesNotContain("put back");
  }

  /** A load that died after the first of its tables, as Delta's RESTORE of another makes it. */
  @Test
  void whatALoadThatDiedLeftIsNotComputed() throws IOException {
    Project project = new Project(folder);
    run(0, "nightly");
    run(0, "indicators");
    project.figures(2);
    run(0, "load");
    String observations = "delta.`" + folder.resolve("lake/observations") + "`";
    spark.sql("RESTORE TABLE " + observations + " TO VERSION AS OF 0");
    assertThat(run(1, "indicators"))
        .contains("were left by a run that did not end; run 'load' or 'nightly' again");
    run(0, "load");
    assertThat(run(0, "indicators")).contains("Release ");
  }

  /** Nothing is written to a file, and yet its rows mean something else. */
  @Test
  void aRegionThatBecomesKnownMakesItsRejectedRowsCount() throws IOException {
    Project project = new Project(folder);
    project.computeInPart();
    project.figures(1);
    assertThat(run(0, "nightly")).contains("6 read = 4 observed + 2 rejected");
    Files.writeString(
        folder.resolve("regions.csv"), "XX,Xland,Xland,country,,,,\n", StandardOpenOption.APPEND);
    assertThat(run(0, "nightly")).contains("6 read = 6 observed");
    assertThat(run(0, "query", "select obs_value from indicators where ref_area = 'XX'"))
        .contains("100"); // from 1 to 2
    assertThat(run(0, "nightly", "--full")).contains("unchanged").doesNotContain("written");
  }

  /** What its younger versions changed says nothing of what its first ones brought. */
  @Test
  void aDeltaTableThatIsWrittenAnewIsAnotherTable() throws IOException {
    String table = delta();
    set(table, "190", "191");
    set(table, "191", "190");
    run(0, "nightly"); // version 3
    try (Stream<Path> all = Files.walk(Path.of(table))) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    DeltaLog.clearCache();
    delta();
    set(table, "110", "120");
    set(table, "190", "191");
    set(table, "191", "190"); // version 4
    assertThat(run(0, "nightly")).contains("compute 1 in 1 regions");
    assertThat(run(0, "query", "select obs_value from indicators where ref_area = 'AT'"))
        .contains("20");
    assertThat(run(0, "nightly", "--full")).contains("unchanged").doesNotContain("written");
  }

  private void set(String table, String printed, String other) {
    spark.sql(
        "UPDATE delta.`%s` SET printed = '%s' WHERE printed = '%s'"
            .formatted(table, other, printed));
  }

  @Test
  void aCellThatAnExpressionDoesNotFitIsToldWithWhatToDo() throws IOException {
    new Project(folder).computeInPart();
    Path configuration = folder.resolve("mine.yaml");
    String declared = Files.readString(configuration);
    Files.writeString(
        configuration, declared.replace("value: printed\n", "value: cast(printed as int) * 2\n"));
    run(0, "nightly");
    Path figures = folder.resolve("wide.csv");
    Files.writeString(figures, Files.readString(figures).replace("110", "—"));
    for (String[] command : new String[][] {{"nightly"}, {"nightly", "--full"}}) {
      assertThat(run(1, command))
          .contains("cannot be computed for a cell", "'—'", "try_cast")
          .doesNotContain("please report");
    }
  }

  /** Whatever the catalogue says today. */
  @Test
  void whyTellsWithWhatTheReleaseWasComputed() throws IOException {
    new Project(folder);
    run(0, "nightly");
    for (String file : List.of("metrics.yaml", "themes/growth.yaml", "mine.yaml")) {
      Path path = folder.resolve(file);
      Files.writeString(path, Files.readString(path).replace("income", "earnings"));
    }
    assertThat(run(0, "why", "AT", "growth", "2019"))
        .contains("now = 110 euro  income [all], 2019");
  }

  @Test
  void periodsAreComputedAgainByDate() throws IOException {
    new Project(folder);
    run(0, "nightly");
    assertThat(run(0, "nightly", "--from", "2019-01-01", "--to", "2019-12-31"))
        .contains("compute 1 indicators of periods that end from 2019-01-01 to 2019-12-31")
        .contains("Nothing changed");
    assertThat(run(2, "nightly", "--from", "2019-01-01")).contains("--to");
    assertThat(run(2, "nightly", "--from", "2020-01-01", "--to", "2019-12-31"))
        .contains("--from 2020-01-01 is after --to 2019-12-31");
    assertThat(run(2, "nightly", "--full", "--from", "2019-01-01", "--to", "2019-12-31"))
        .contains("leave out --from and --to");
    assertThat(run(2, "nightly", "--from", "2019", "--to", "2020-01-01")).contains("2019");
  }
}
