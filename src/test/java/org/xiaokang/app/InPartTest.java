package org.xiaokang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
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
