package org.xiaokang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Project;

/** A source that corrects, withdraws and restores what it stated in an earlier file. */
class CorrectionsTest {
  @TempDir private Path folder;

  private String run(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--conf", folder.resolve("mine.yaml").toString()));
    arguments.addAll(List.of(more));
    CommandLineTest.Run run = CommandLineTest.run(arguments.toArray(String[]::new));
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    return run.out();
  }

  private List<String> query(String sql) {
    return run("query", "--format", "csv", sql).lines().skip(1).toList();
  }

  /** A file of the source, written on that day of January. */
  private void write(String name, int day, String rows) throws IOException {
    Path file = folder.resolve("reports").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "obs_id,land,year,value,action\n" + rows);
    Instant written = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * (day - 1));
    Files.setLastModifiedTime(file, FileTime.from(written));
  }

  private void declare() throws IOException {
    new Project(folder); // its catalogue; the source is replaced
    Files.writeString(
        folder.resolve("mine.yaml"),
        """
        lake: lake
        catalogue: {units: units.yaml, metrics: metrics.yaml, indicators: themes, regions: regions.csv}
        sources:
          - name: reports
            format: csv
            path: reports
            columns:
              doc_id: "'yearbook'"
              region_code: land
              metric_code: "'income'"
              unit: "'EUR'"
              period_start: concat(year, '-01-01')
              period_end: concat(year, '-12-31')
        """);
  }

  @Test
  void whatTheSourceSaysLastCounts() throws IOException {
    declare();
    write("z.csv", 1, "1,AT,2018,100,\n2,AT,2019,110,\n3,DE,2018,200,\n4,DE,2019,190,\n");
    assertThat(run("nightly"))
        .contains("4 read = 4 observed + 0 rejected + 0 duplicates + 0 superseded");

    // Its name sorts before that of the file it corrects: the time counts.
    write("a.csv", 2, "2,AT,2019,120,R\n4,,,,D\n1,AT,2018,100,\n9,,,,D\n");
    assertThat(run("nightly"))
        .contains("8 read = 3 observed + 1 rejected + 1 duplicates + 3 superseded");
    assertThat(query("select obs_id, value_printed from observations order by 1"))
        .containsExactly("1,100", "2,120", "3,200");
    assertThat(
            query(
                "select obs_id, reasons[1].code from rejected_metrics where verdict = 'rejected'"))
        .containsExactly("9,withdraws_nothing");
    assertThat(query("select obs_id, verdict, source_line from rejected_metrics order by 1, 2, 3"))
        .containsExactly(
            "1,duplicate,2", "2,superseded,3", "4,withdrawn,3", "4,withdrawn,5", "9,rejected,5");
    assertThat(run("why", "AT", "growth", "2019")).contains("100 * (120 / 100 - 1)");
    assertThat(query("select ref_area from indicators where obs_value is not null"))
        .containsExactly("AT");
    assertThat(run("nightly")).contains("Nothing changed").contains("+ 3 superseded");

    write("b.csv", 3, "4,DE,2019,210,\n");
    assertThat(run("nightly"))
        .contains("9 read = 4 observed + 1 rejected + 1 duplicates + 3 superseded");
    assertThat(
            query(
                "select obs_id, revision, value_printed, began_by, ended_by"
                    + " from observation_history union all select obs_id, revision, value_printed,"
                    + " began_by, null from observations order by 1, 2"))
        .containsExactly(
            "1,1,100,first report,",
            "2,1,110,first report,correction",
            "2,2,120,correction,",
            "3,1,200,first report,",
            "4,1,190,first report,withdrawal",
            "4,2,210,return,");
    assertThat(query("select superseded_rows from releases order by finished_at"))
        .containsExactly("0", "3", "3");
    assertThat(query("select modified_at from source_files where path like '%a.csv'"))
        .singleElement()
        .asString()
        .contains("2026-01-02");
  }

  /** The half of the job that does not read the sources counts as the other does. */
  @Test
  void indicatorsFromTheLakeKeepTheAccount() throws IOException {
    declare();
    write("1.csv", 1, "1,AT,2018,100,\n2,AT,2019,110,\n2,AT,2019,110,\n");
    write("2.csv", 2, "1,AT,2018,90,\n");
    String account = "4 read = 2 observed + 0 rejected + 1 duplicates + 1 superseded";
    assertThat(run("load")).contains(account);
    assertThat(run("indicators")).contains(account);
  }
}
