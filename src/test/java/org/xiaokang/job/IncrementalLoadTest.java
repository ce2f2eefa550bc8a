package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Project;
import org.xiaokang.SparkTest;
import org.xiaokang.config.Retention;
import org.xiaokang.lake.WriteResult;
import org.xiaokang.tables.Lake;

/**
 * A run reads what changed and takes up the rest as the load before left it. The oracle is the run
 * that reads everything: after each night it finds every table as it is, to the hash of each row.
 */
class IncrementalLoadTest {
  private static final String FROM = "xiaokang.incremental.from";
  private static final String HEADER =
      "doc_id,obs_id,region_code,metric_code,value,unit,period_start,period_end,published_on,action\n";
  private static final int COUNTRIES = 12;
  private static final int YEARS = 6;

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-03-01T21:00:00Z");

  @BeforeEach
  void thisInputIsLarge() {
    System.setProperty(FROM, "1000");
  }

  @AfterEach
  void asShipped() {
    System.clearProperty(FROM);
  }

  private static String country(int number) {
    return String.format(Locale.ROOT, "C%02d", number);
  }

  /** A file of one country's figures, each a little larger than in the edition before. */
  private void figures(int number, int edition) throws IOException {
    StringBuilder rows = new StringBuilder(HEADER);
    for (int year = 2015; year < 2015 + YEARS; year++) {
      rows.append(
          row(
              number,
              year,
              100 * number + year + edition,
              String.format(Locale.ROOT, "2024-01-%02d", 1 + edition)));
    }
    write(country(number), rows.toString());
  }

  private static String row(int number, int year, int value, String published) {
    return "yearbook,%s-%d,%s,income,%d,EUR,%d-01-01,%d-12-31,%s,\n"
        .formatted(country(number), year, country(number), value, year, year, published);
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve("figures"));
    Files.writeString(folder.resolve("figures/" + name + ".csv"), text);
  }

  private Project project() throws IOException {
    Project project = new Project(folder);
    StringBuilder regions =
        new StringBuilder("code,name,name_en,level,parent,valid_from,valid_to,successors\n");
    for (int number = 0; number < COUNTRIES; number++) {
      regions.append("%1$s,%1$s,%1$s,country,,,,\n".formatted(country(number)));
      figures(number, 0);
    }
    Files.writeString(folder.resolve("regions.csv"), regions);
    Files.writeString(
        project.configuration(),
        """
        lake: lake
        catalogue: {units: units.yaml, metrics: metrics.yaml, indicators: themes, regions: regions.csv}
        sources:
          - {name: books, format: csv, path: figures}
        """);
    return project;
  }

  private NightlyJob job(Project project, String lake, List<String> notes) {
    now = now.plusSeconds(86_400);
    Progress noting =
        new Progress() {
          @Override
          public void begin(int step, int of, String what) {}

          @Override
          public void note(String message) {
            notes.add(message);
          }
        };
    Setup setup = Setup.read(project.configuration(), Optional.of(folder.resolve(lake).toString()));
    return new NightlyJob(SparkTest.session(), setup, Clock.fixed(now, ZoneOffset.UTC), noting);
  }

  /** A night; answers with what it told of the files, and how many rows it accounted for. */
  private String night(Project project) throws IOException {
    List<String> notes = new ArrayList<>();
    Outcome outcome = job(project, "lake", notes).nightly();
    String told =
        notes.stream().filter(note -> note.contains("files changed")).findFirst().orElse("");
    requireAsOfAllRows(project, outcome, told);
    return told;
  }

  private void requireAsOfAllRows(Project project, Outcome outcome, String told)
      throws IOException {
    Path copy = folder.resolve("copy-" + now.getEpochSecond());
    copy(folder.resolve("lake"), copy);
    Outcome again = job(project, copy.getFileName().toString(), new ArrayList<>()).full();
    assertThat(again.written()).as(told).noneMatch(WriteResult::changed);
    assertThat(again.published()).as(told).isFalse();
    assertThat(again.counts()).as(told).isEqualTo(outcome.counts());
  }

  @Test
  void afterEachNightTheTablesAreThoseOfARunThatReadsEverything() throws IOException {
    Project project = project();
    assertThat(night(project)).isEmpty();

    figures(3, 1); // every figure of it corrected
    assertThat(night(project))
        .isEqualTo("1 of 12 files changed, and 6 of 72 figures with them; the rest stays as it is");

    // What another file says later supersedes two of its figures.
    write("later", HEADER + row(5, 2015, 7, "2025-01-01") + row(5, 2016, 8, "2025-01-01"));
    assertThat(night(project))
        .isEqualTo("1 of 13 files changed, and 2 of 72 figures with them; the rest stays as it is");

    // One of them is withdrawn, another cannot be read, and a row is none at all.
    write(
        "later",
        HEADER
            + row(5, 2015, 7, "2025-01-01").replace(",\n", ",D\n")
            + row(5, 2017, 9, "2025-01-01").replace("EUR", "ells")
            + "torn\n");
    assertThat(night(project))
        .startsWith("1 of 13 files changed, and 4 of 72 figures with them; the rest");

    write("later", HEADER + row(5, 2017, 9, "2025-01-01")); // both return
    assertThat(night(project)).startsWith("1 of 13 files changed, and ");

    Files.delete(folder.resolve("figures/later.csv"));
    Files.delete(folder.resolve("figures/C07.csv"));
    assertThat(night(project)).startsWith("2 of 13 files changed, and ");

    figures(7, 2); // returns, with another value
    // The file that is gone is no more among them.
    assertThat(night(project)).startsWith("1 of 12 files changed, and ");

    Lake atOnce = Lake.open(SparkTest.session(), folder.resolve("other").toString());
    job(project, "other", new ArrayList<>()).nightly();
    Lake kept = Lake.open(SparkTest.session(), folder.resolve("lake").toString());
    Map<String, List<String>> expected = Project.content(atOnce);
    Map<String, List<String>> content = Project.content(kept);
    for (Map<String, List<String>> one : List.of(expected, content)) {
      one.remove("observation_history");
      one.computeIfPresent("observations", (table, rows) -> Project.withoutPast(rows));
    }
    assertThat(content).isEqualTo(expected);
  }

  /** Tables are ahead of the release then; the run goes on from the release. */
  @Test
  void aLoadWithoutAReleaseChangesNothingForTheNextNight() throws IOException {
    Project project = project();
    night(project);
    figures(3, 1);
    job(project, "lake", new ArrayList<>()).load();
    figures(4, 1);
    assertThat(night(project)).startsWith("2 of 12 files changed, and 12 of 72 figures");

    figures(5, 1);
    job(project, "lake", new ArrayList<>()).load();
    job(project, "lake", new ArrayList<>()).indicators();
    figures(6, 1);
    assertThat(night(project)).startsWith("1 of 12 files changed, and 6 of 72 figures");
  }

  @Test
  void whatWouldBeNoLessWorkIsReadWhole() throws IOException {
    Project project = project();
    night(project);
    for (int number = 0; number < 7; number++) {
      figures(number, 1);
    }
    assertThat(night(project)).isEqualTo("7 of 12 files changed: everything is read");
  }

  @Test
  void anEditOfAnIndicatorReadsNoFile() throws IOException {
    Project project = project();
    night(project);
    Path theme = folder.resolve("themes/growth.yaml");
    Files.writeString(
        theme, Files.readString(theme).replace("100 * (now / then - 1)", "100 * now / then - 100"));
    assertThat(night(project))
        .isEqualTo("0 of 12 files changed, and 0 of 72 figures with them; the rest stays as it is");
  }

  @Test
  void whatIsLeftMayBeRemovedOrBroken() throws IOException {
    Project project = project();
    night(project);
    Path state = folder.resolve("lake/_state");
    List<Path> left = files(state, "figures-");
    Files.delete(left.get(0));
    figures(1, 1);
    assertThat(night(project)).isEmpty();

    figures(2, 1);
    assertThat(night(project)).contains("the rest stays");
    for (Path settled : files(state, "settled-")) {
      Files.write(settled, Arrays.copyOf(Files.readAllBytes(settled), 40));
    }
    figures(1, 2);
    List<String> notes = new ArrayList<>();
    job(project, "lake", notes).nightly();
    assertThat(notes).contains("what the load before left cannot be read: everything is read");
    figures(2, 2);
    assertThat(night(project)).contains("the rest stays");
    // Of loads before the last nothing stays: a file of each part, three for each of the regions'.
    assertThat(files(state, ".json")).hasSize(1);
    assertThat(files(state, "figures-")).hasSize(1);
  }

  /** What stands in files that did not change is not looked at: here they hold something else. */
  @Test
  void filesThatDidNotChangeAreNotRead() throws IOException {
    Project project = project();
    night(project);
    for (int edition = 1; edition <= 5; edition++) { // so many that what is left is put together
      figures(3, edition);
      write("later", HEADER + row(5, 2015, 70 + edition, "2025-01-01"));
      Path unread = folder.resolve("figures/C05.csv");
      FileTime time = Files.getLastModifiedTime(unread);
      String text = Files.readString(unread);
      Files.writeString(unread, text.replace('1', '7'));
      Files.setLastModifiedTime(unread, time);
      List<String> notes = new ArrayList<>();
      Outcome outcome = job(project, "lake", notes).nightly();
      assertThat(notes).anyMatch(note -> note.endsWith("the rest stays as it is"));
      Files.writeString(unread, text);
      Files.setLastModifiedTime(unread, time);
      if (edition == 5) {
        requireAsOfAllRows(project, outcome, "edition " + edition);
      }
    }
  }

  @Test
  void maintenanceLeavesWhatTheNextNightTakesUp() throws IOException {
    Project project = project();
    night(project);
    figures(3, 1);
    night(project);
    now = now.plusSeconds(86_400);
    new MaintenanceJob(
            SparkTest.session(),
            Lake.open(SparkTest.session(), folder.resolve("lake").toString()),
            Retention.DEFAULT,
            Clock.fixed(now, ZoneOffset.UTC),
            Progress.silent())
        .run(false);
    figures(4, 1);
    assertThat(night(project)).startsWith("1 of 12 files changed, and 6 of 72 figures");
  }

  @Test
  void aNightTellsWhatChangedAndWhatThatConcerns() throws IOException {
    Project project = project();
    night(project);
    write("later", HEADER + row(5, 2015, 7, "2025-01-01"));
    List<String> notes = new ArrayList<>();
    job(project, "lake", notes).nightly();
    assertThat(notes).contains("changed: 1 figure, 1 country; in 1 indicator");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  private static List<Path> files(Path in, String with) throws IOException {
    try (Stream<Path> all = Files.list(in)) {
      return all.filter(file -> file.getFileName().toString().contains(with)).toList();
    }
  }

  /** A row of country 2 with a value as it is printed. */
  private static String printed(int year, String value) {
    return row(2, year, 0, "2025-01-01").replace(",income,0,", ",income,\"" + value + "\",");
  }

  @Test
  void whereANewFileChangesHowNumbersAreReadEverythingIsReadAndThatIsTold() throws IOException {
    Project project = project();
    write("commas", HEADER + printed(1990, "3,142"));
    write("points", HEADER + printed(1991, "2.5"));
    assertThat(night(project)).isEmpty();
    write("points", HEADER + printed(1991, "2.75"));
    assertThat(night(project)).contains("the rest stays as it is");
    write("points", HEADER + printed(1991, "2,75"));
    assertThat(night(project))
        .contains(
            "labels or numbers of source 'books' are read otherwise since then: everything is read");
    assertThat(night(project)).isEmpty();
  }
}
