package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Reading;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.DefinitionException;
import org.xiaokang.export.ReleaseExport;
import org.xiaokang.reader.Numbers;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.Why;
import org.xiaokang.tables.Lake;

/**
 * What readers see where counts below 5 are not shown, of eight regions in
 * src/test/resources/suppression; worked out by hand. Of the poor of 2020 only P1's 3 are few; P3's
 * 7 go with them.
 */
class SuppressionTest {
  private static final Path DECLARED = Path.of("src/test/resources/suppression");
  private static final String RULE = "suppress: {counts_below: 5, of: [person]}\n";

  @TempDir private static Path folder;
  private static Lake lake;
  private static Lake open;

  @BeforeAll
  static void run() throws IOException {
    try (Stream<Path> files = Files.list(DECLARED)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
    open = nightly("open", "");
    lake = nightly("lake", RULE);
  }

  private static Lake nightly(String name, String more) throws IOException {
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(file, Files.readString(folder.resolve("mine.yaml")) + more);
    Setup setup = Setup.read(file, Optional.of(folder.resolve(name).toString()));
    Lake lake = Lake.open(SparkTest.session(), setup.configuration().lake());
    Clock clock = Clock.systemUTC();
    new NightlyJob(SparkTest.session(), setup, clock, Progress.silent()).nightly();
    return lake;
  }

  /** Values of 2020, {@code Q} where they are suppressed; by region, p for its own of P. */
  private static Map<String, String> values(Lake of, String indicator) {
    Map<String, String> values = new TreeMap<>();
    String those =
        "time_period = 2020 and obs_status <> 'M' and indicator = '%s'".formatted(indicator);
    for (Row row : rows(of, "indicators", those)) {
      boolean own = row.getAs("ref_area").equals("P") && row.getAs("origin").equals("reported");
      Double value = row.getAs("obs_value");
      String status = row.getAs("obs_status");
      assertThat(value == null).as(row.toString()).isEqualTo(status.equals("Q"));
      values.put(own ? "p" : row.getAs("ref_area"), value == null ? "Q" : Numbers.plain(value));
    }
    return values;
  }

  private static List<Row> rows(Lake of, String table, String where) {
    return of.tables(of.latestRelease().orElseThrow()).table(table).filter(where).collectAsList();
  }

  @Test
  void aSmallCountGoesWithAnotherOfItsParentAndTheSumsStay() {
    assertThat(values(lake, "poor"))
        .isEqualTo(
            Map.of(
                "P1", "Q", "P2", "40", "P3", "Q", "P", "50", "p", "50", "Q1", "12", "Q2", "50", "Q",
                "62", "N", "112"));
    assertThat(values(open, "poor")).containsEntry("P1", "3").containsEntry("P3", "7");
  }

  /** The register, which is preferred, says 6, and a survey 3. */
  @Test
  void aCountThatAnyDocumentSaysIsSmallIsHidden() {
    String those = "indicator = 'poor' and ref_area = 'Q1' and time_period = 2015";
    assertThat(rows(open, "indicators", those).get(0).<Double>getAs("obs_value")).isEqualTo(6);
    Row hidden = rows(lake, "indicators", those).get(0);
    assertThat(hidden.<Double>getAs("obs_value")).isNull();
    assertThat(String.join("\n", why(open))).contains("preferred to 3 person");
    assertThat(String.join("\n", why(lake))).contains("no value").doesNotContain("preferred to");
  }

  private static List<String> why(Lake of) {
    try (ReleaseReader release = Reading.latest(of.root())) {
      return new Why(release).lines("Q1", "poor", "2015");
    }
  }

  @Test
  void aSumThatHasOneOfTwoHiddenFiguresIsHidden() {
    // P3 does not report its population, so Upper's incidence has P1's poor and not P3's.
    assertThat(values(open, "incidence")).containsEntry("P", "1.433333333");
    assertThat(values(lake, "incidence"))
        .isEqualTo(
            Map.of(
                "P1",
                "Q",
                "P2",
                "2",
                "P",
                "Q",
                "Q1",
                "2.4",
                "Q2",
                "7.142857143",
                "Q",
                "5.166666667",
                "N",
                "Q"));
  }

  @Test
  void aReportedRateThatTheCountFollowsFromIsHiddenWithIt() {
    assertThat(values(lake, "incidence_reported"))
        .isEqualTo(Map.of("P1", "Q", "Q1", "2.4", "Q2", "7.2", "P", "Q", "Q", "5.2", "N", "Q"));
  }

  @Test
  void aMeanOfValuesOneOfWhichIsHiddenIsHidden() {
    assertThat(values(open, "incidences")).containsEntry("P", "1.15");
    assertThat(values(lake, "incidences"))
        .containsEntry("P", "Q")
        .containsEntry("Q", "4.771428571")
        .containsEntry("N", "Q");
  }

  @Test
  void aSmallDifferenceIsHiddenWhereItStands() {
    assertThat(values(lake, "fewer"))
        .isEqualTo(
            Map.of(
                "P1", "Q", "P2", "Q", "P3", "Q", "P", "33", "Q1", "Q", "Q2", "0", "Q", "Q", "N",
                "35"));
  }

  @Test
  void aFigureOfAnotherRegionHidesWhatLooksItUp() {
    assertThat(values(lake, "share_of_poor"))
        .containsEntry("P1", "Q")
        .containsEntry("P2", "80")
        .containsEntry("P3", "Q");
  }

  @Test
  void aMeanWeightedByWhatIsHiddenIsHiddenAndOthersAreNot() {
    assertThat(values(lake, "income_of_poor"))
        .isEqualTo(
            Map.of(
                "P1",
                "Q",
                "P2",
                "80",
                "P3",
                "Q",
                "P",
                "Q",
                "Q1",
                "75",
                "Q2",
                "65",
                "Q",
                "66.93548387",
                "N",
                "Q"));
    assertThat(values(lake, "income")).isEqualTo(values(open, "income")).doesNotContainValue("Q");
  }

  @Test
  void noTableOfTheReleaseTellsAHiddenFigure() {
    Row hidden = rows(lake, "indicators", "indicator = 'incidence' and ref_area = 'P1'").get(0);
    assertThat(hidden.<String>getAs("reason"))
        .isEqualTo("confidential: a count below 5 (person) is in it, or could be computed from it");
    List<Row> inputs = hidden.getList(hidden.fieldIndex("inputs"));
    assertThat(inputs)
        .hasSize(2)
        .allMatch(input -> input.isNullAt(input.fieldIndex("value")))
        .allMatch(input -> input.isNullAt(input.fieldIndex("observation_id")));
    assertThat(rows(lake, "region_profiles", "ref_area in ('P1', 'P3') and time_period = 2020"))
        .hasSize(1)
        .allMatch(row -> row.isNullAt(row.fieldIndex("poor")));
    assertThat(rows(lake, "rankings", "ref_area = 'P1'")).isEmpty();
    assertThat(rows(open, "rankings", "ref_area = 'P1'")).isNotEmpty();
    Row rate = rows(lake, "reconciliation", "kind = 'metric' and ref_area = 'P1'").get(0);
    assertThat(rate.<String>getAs("verdict")).isEqualTo("not_checkable");
    assertThat(rate.<String>getAs("reported")).isNull();
    assertThat(rate.<Double>getAs("reported_value")).isNull();
    Row hiddenClaim = rows(lake, "reconciliation", "claim_id = 'lifted'").get(0);
    Row shownClaim = rows(lake, "reconciliation", "claim_id = 'sum'").get(0);
    for (String column : List.of("statement", "reported", "reported_value", "computed_value")) {
      assertThat(hiddenClaim.<Object>getAs(column)).as(column).isNull();
      assertThat(shownClaim.<Object>getAs(column)).as(column).isNotNull();
    }
    assertThat(rows(lake, "quality", "ref_area in ('P1', 'P3')")).isEmpty();
    assertThat(rows(open, "quality", "ref_area in ('P1', 'P3')")).isEmpty();
  }

  @Test
  void anExportLeavesOutTheTablesOfFiguresAsReceived() {
    Path to = folder.resolve("exported");
    try (ReleaseReader release = Reading.latest(lake.root())) {
      ReleaseExport.run(
          release,
          new ReleaseExport.Order(
              to.toString(), false, EnumSet.allOf(ReleaseExport.Format.class), Optional.empty()),
          Clock.systemUTC(),
          (step, steps, what) -> {});
    }
    for (String table : List.of("rejected_metrics", "observations", "observation_history")) {
      assertThat(to.resolve("csv/" + table + ".csv")).doesNotExist();
      assertThat(to.resolve("parquet/" + table)).doesNotExist();
    }
    assertThat(to.resolve("csv/indicators.csv"))
        .content()
        .containsPattern("P3,P3,poor,.*,Q,")
        .doesNotContainPattern("P3,P3,poor,[^\n]*2020[^\n]*,7");
  }

  @Test
  @Tag("long")
  void aLaterNightShowsWhatIsConfidentialNoMore() throws IOException {
    Path file = folder.resolve("figures-later.csv");
    copy(folder.resolve("lake"), folder.resolve("kept"));
    try {
      // P1 has 8 poor after all, and Q2 only 1: P3 is shown again, and Q1 goes with Q2. P's own 50
      // stays, and N is made of it.
      Files.writeString(
          file,
          """
          obs_id,region_code,metric_code,value,unit,year
          poor-P1-2020,P1,poor,8,person,2020
          poor-Q2-2020,Q2,poor,1,person,2020
          """);
      assertThat(values(nightly("kept", RULE), "poor"))
          .isEqualTo(
              Map.of(
                  "P1", "8", "P2", "40", "P3", "7", "P", "55", "p", "50", "Q1", "Q", "Q2", "Q", "Q",
                  "13", "N", "63"));
    } finally {
      Files.delete(file);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  @Test
  void whatCannotBeMeantIsToldWithTheNearestUnit() throws IOException {
    Path file = folder.resolve("wrong.yaml");
    Files.writeString(
        file,
        Files.readString(folder.resolve("mine.yaml"))
            + "suppress: {counts_below: 1, of: [persons]}\n");
    assertThatThrownBy(() -> Setup.read(file, Optional.empty()))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("'counts_below' must be a whole number from 2")
        .hasMessageContaining(
            "'suppress' names 'persons', which is no unit; did you mean 'person'?");
  }
}
