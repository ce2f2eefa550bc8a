package org.xiaokang.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.job.NightlyJob;
import org.xiaokang.job.Outcome;
import org.xiaokang.job.Progress;
import org.xiaokang.job.Setup;
import org.xiaokang.reader.TableRow;
import org.xiaokang.tables.Lake;

/** A new project runs at once, whatever shape its table has: every row is read, values come out. */
class NewProjectTest {
  @TempDir private Path folder;

  private Path table(String text) throws IOException {
    Path file = folder.resolve("my table.csv");
    Files.writeString(file, text);
    return file;
  }

  /** Runs it; answers with values as region, period and value. */
  private List<String> run(Path table, long rows, String indicator) {
    Path project = folder.resolve("project");
    List<Path> files = NewProject.write(project, Optional.of(table));
    Setup setup = Setup.read(files.get(0), Optional.empty());
    Clock clock = Clock.fixed(Instant.parse("2026-03-01T21:00:00Z"), ZoneOffset.UTC);
    Outcome outcome =
        new NightlyJob(SparkTest.session(), setup, clock, Progress.silent()).nightly();
    assertThat(outcome.counts().read()).isEqualTo(rows);
    assertThat(outcome.counts().rejected()).isZero();
    Lake lake = Lake.open(SparkTest.session(), project.resolve("lake").toString());
    return lake.reader().table(lake.latestRelease().orElseThrow(), "indicators").rows().stream()
        .filter(row -> row.text("indicator").equals(indicator) && row.find("obs_value").isPresent())
        .map(NewProjectTest::text)
        .sorted()
        .toList();
  }

  private static String text(TableRow row) {
    return String.format(
        Locale.ROOT,
        "%s %s %.1f",
        row.text("ref_area"),
        row.text("time_period"),
        row.real("obs_value"));
  }

  @Test
  void theMadeUpTableOfAProjectWithoutOne() {
    Path project = folder.resolve("fresh");
    List<Path> files = NewProject.write(project, Optional.empty());
    Setup setup = Setup.read(files.get(0), Optional.empty());
    Clock clock = Clock.fixed(Instant.parse("2026-03-01T21:00:00Z"), ZoneOffset.UTC);
    Outcome outcome =
        new NightlyJob(SparkTest.session(), setup, clock, Progress.silent()).nightly();
    assertThat(outcome.counts().read()).isEqualTo(54); // 6 districts, 3 years, 3 metrics
    assertThat(outcome.counts().rejected()).isZero();
    assertThat(project.resolve("units.yaml")).as("units are shipped").doesNotExist();
  }

  @Test
  void aTableWithAColumnForEachYear() throws IOException {
    Path table =
        table(
            """
            Country Name,Country Code,Series,Unit,2018,2019,2020
            Côte d'Ivoire,CIV,Income per person,USD,100,110,121
            "Korea, Rep.",KOR,Income per person,USD,200,190,209
            Côte d'Ivoire,CIV,Poverty rate,%,11.4,10,9
            "Korea, Rep.",KOR,Poverty rate,%,0.2,0.2,0.1
            """);
    assertThat(run(table, 12, "income_per_person_growth"))
        .containsExactly("CIV 2019 10.0", "CIV 2020 10.0", "KOR 2019 -5.0", "KOR 2020 10.0");
  }

  @Test
  void aTableWithAColumnForEachMetricAndRegionsByName() throws IOException {
    Path table =
        table(
            """
            district;year;population;poverty rate (%);florins
            Ober Au;2010;1000;12.5;7
            Ober Au;2015;1100;10.5;14
            Unter Au;2010;500;2.5;8
            Unter Au;2015;400;3.5;10
            """);
    assertThat(run(table, 12, "population_growth"))
        .containsExactly("ober_au 2015 10.0", "unter_au 2015 -20.0");
    assertThat(folder.resolve("project/units.yaml")).content().contains("florins_unit");
  }

  @Test
  void aTableInChinese() throws IOException {
    Path table =
        table(
            """
            地区,年份,指标,数值,单位
            甲县,2019,农村居民人均可支配收入,10000,元/人
            甲县,2020,农村居民人均可支配收入,11000,元/人
            乙县,2019,贫困发生率,3.5,%
            乙县,2020,贫困发生率,0.5,%
            """);
    assertThat(run(table, 4, "metric_1_growth")).containsExactly("region_2 2020 10.0");
  }

  @Test
  void whatCannotBeReadIsTold() throws IOException {
    Path numbers = table("a,b\n1,2\n3,4\n");
    assertThatThrownBy(() -> NewProject.write(folder.resolve("p"), Optional.of(numbers)))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("looks like one of regions; its columns: a, b. Rename it");
    assertThatThrownBy(
            () -> NewProject.write(folder.resolve("p2"), Optional.of(folder.resolve("no.csv"))))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("expected a CSV table with a header");
    assertThatThrownBy(() -> NewProject.write(folder, Optional.empty()))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("is not empty; name a new folder");
  }
}
