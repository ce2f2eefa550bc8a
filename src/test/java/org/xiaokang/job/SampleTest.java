package org.xiaokang.job;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Reading;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.Why;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.Tables;

/** What the nightly run shows of the five reports, as a reader of the tables sees it. */
class SampleTest {
  private static final SparkSession SPARK = SparkTest.session();

  @TempDir private static Path folder;

  private static Setup setup;
  private static Lake lake;
  private static Outcome outcome;
  private static Tables tables;

  @BeforeAll
  static void run() {
    setup =
        Setup.read(Path.of("conf/xiaokang.yaml"), Optional.of(folder.resolve("lake").toString()));
    lake = Lake.open(SPARK, setup.configuration().lake());
    outcome = job("2026-01-01T00:00:00Z").nightly();
    tables = lake.tables(outcome.release().orElseThrow());
  }

  private static NightlyJob job(String now) {
    Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    return new NightlyJob(SPARK, setup, clock, Progress.silent());
  }

  private static Dataset<Row> table(String name) {
    return tables.table(name);
  }

  private static Row only(Dataset<Row> rows) {
    List<Row> found = rows.collectAsList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static Column is(String column, String value) {
    return col(column).equalTo(value);
  }

  private static Row indicator(String id, String area, String period) {
    return only(
        table("indicators")
            .filter(is("indicator", id).and(is("ref_area", area)).and(is("time_period", period))));
  }

  @Test
  void everyRowReadIsObservedRejectedOrADuplicate() {
    Counts counts = outcome.counts();
    assertThat(counts.read()).isEqualTo(259 + 1968);
    assertThat(counts.observed()).isEqualTo(table("observations").count());
    assertThat(counts.rejected()).isEqualTo(table("rejected_metrics").count());
    assertThat(counts.observed() + counts.rejected() + counts.duplicates()).isEqualTo(259 + 1968);
    // Three figures that two publications print alike, and one that they print twice.
    assertThat(outcome.conflicts()).isEqualTo(8);
    assertThat(table("rejected_metrics").filter("size(reasons) = 0").count()).isZero();
    // the two figures that the report prints without a unit
    assertThat(
            table("rejected_metrics").select("obs_id").collectAsList().stream()
                .map(r -> r.getString(0)))
        .containsExactlyInAnyOrder("003-008", "003-009");
  }

  /** The sample carries its values normalised by hand. */
  @Test
  void everyValueIsNormalisedAsByHand() {
    Dataset<Row> byHand =
        SPARK
            .read()
            .option("header", "true")
            .option("quote", "\"")
            .option("escape", "\"")
            .csv("data/reports/metrics.csv")
            .select("obs_id", "value_si")
            .union(panel())
            .selectExpr("obs_id as id", "cast(value_si as decimal(38,18)) as by_hand");
    assertThat(byHand.count()).isEqualTo(259 + 1968);
    Dataset<Row> differing =
        table("observations")
            .join(byHand, col("obs_id").equalTo(col("id")))
            .filter("by_hand is null or by_hand <> obs_value");
    assertThat(differing.collectAsList()).isEmpty();
    Row exact = only(table("observations").filter(is("obs_id", "000-041")));
    assertThat(exact.getDecimal(exact.fieldIndex("obs_value"))).isEqualByComparingTo("147800000");
    assertThat(exact.<Integer>getAs("decimals")).isEqualTo(3);
  }

  private static Dataset<Row> panel() {
    return SPARK
        .read()
        .option("header", "true")
        .csv(
            Stream.of(
                    "income",
                    "population",
                    "poverty",
                    "funds",
                    "monitoring",
                    "income_old_definition")
                .map(name -> "data/china_provinces/" + name + ".csv")
                .toArray(String[]::new))
        .select("obs_id", "value_si");
  }

  /**
   * Of the reports' own figures, in the themes that the list knows. The list was computed outside
   * this project, by a reference implementation in Python.
   */
  @Test
  void everyIndicatorIsAsComputedElsewhere() throws Exception {
    Map<String, Double> expected = new TreeMap<>();
    for (String line :
        Files.readAllLines(Path.of("src/test/resources/sample/expected_indicators.csv"))) {
      String[] cells = line.split(",", -1);
      if (!cells[0].equals("indicator")) {
        expected.put(
            String.join("|", cells[0], cells[1], cells[2], cells[4]), Double.valueOf(cells[5]));
      }
    }
    Map<String, Double> computed = new TreeMap<>();
    Set<Long> ofReports = new TreeSet<>();
    table("observations")
        .filter("source = 'reports'")
        .collectAsList()
        .forEach(row -> ofReports.add(row.<Long>getAs("observation_id")));
    Set<String> themes = Set.of("income", "poverty", "funding", "services", "reach");
    Set<String> known = new TreeSet<>();
    table("indicator_catalogue").collectAsList().stream()
        .filter(row -> themes.contains(row.<String>getAs("theme")))
        .forEach(row -> known.add(row.getAs("indicator")));
    for (Row row : table("indicators").filter("origin = 'reported'").collectAsList()) {
      List<Row> inputs = row.getList(row.fieldIndex("inputs"));
      boolean isOfPanel =
          inputs.stream()
              .map(input -> input.<Long>getAs("observation_id"))
              .anyMatch(id -> id != null && !ofReports.contains(id));
      if (isOfPanel || !known.contains(row.<String>getAs("indicator"))) {
        continue;
      }
      computed.put(
          String.join(
              "|",
              row.<String>getAs("indicator"),
              row.getAs("ref_area"),
              row.getAs("scope"),
              row.getAs("time_period")),
          row.getAs("obs_value"));
    }
    assertThat(computed.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
    expected.forEach(
        (key, value) ->
            assertThat(computed.get(key)).as(key).isCloseTo(value, within(1e-9 * Math.abs(value))));
  }

  @Test
  void shanxiGrowsByItsReportedAverageAndNineMonthsNeverMeetAYear() {
    Row growth = indicator("income_average_growth", "140000", "2019");
    assertThat(growth.<Double>getAs("obs_value")).isCloseTo(11.5228, within(5e-5));
    assertThat(growth.<String>getAs("base_period")).isEqualTo("2013");
    assertThat(
            table("indicators")
                .filter(is("ref_area", "140000").and(col("unit_measure").equalTo("percent")))
                .filter(
                    "time_period like '2020%' and array_contains(inputs.metric,"
                        + " 'rural_disposable_income_per_capita')")
                .count())
        .isZero();
    Row base = indicator("income_implied_base", "140000", "2019-01-01/P9M");
    assertThat(base.<Double>getAs("obs_value")).isCloseTo(7667 / 1.095, within(1e-9));
    assertThat(base.<String>getAs("obs_status")).isEqualTo("E");
    assertThat(base.<String>getList(base.fieldIndex("flags"))).contains("derived");
  }

  @Test
  void aShareOverOneHundredIsShownAndFlagged() {
    Row share = indicator("poor_population_lifted_share", "500240", "_U");
    assertThat(share.<Double>getAs("obs_value")).isCloseTo(100.0 * 63101 / 54908, within(1e-9));
    assertThat(share.<String>getList(share.fieldIndex("flags"))).contains("above_expected");
    Row people = indicator("rural_population_total", "500240", "2014");
    assertThat(people.<Double>getAs("obs_value")).isCloseTo(54908 / 0.127, within(1e-6));
    assertThat(people.<String>getList(people.fieldIndex("flags"))).contains("derived");
  }

  @Test
  void aFallOfIncidenceIsInPercentagePointsAndAnImpliedBaseIsMarkedDerived() {
    Row fall = indicator("poverty_incidence_change", "431024", "_U");
    assertThat(fall.<Double>getAs("obs_value")).isCloseTo(-7.94, within(1e-9));
    assertThat(fall.<String>getAs("unit_measure")).isEqualTo("percentage_point");
    assertThat(fall.<String>getAs("base_period")).isEqualTo("2014");
    Row base = indicator("county_fund_implied_base", "431024", "2019");
    assertThat(base.<Double>getAs("obs_value")).isCloseTo(67_500_000, within(1e-6));
    assertThat(base.<String>getList(base.fieldIndex("flags"))).contains("derived");
  }

  /** Industry fund 1.2e8 over a special fund of "more than" 8e8: at most 15 percent. */
  @Test
  void aBoundBelowTheLinePointsTheOtherWay() {
    Row share = indicator("industry_fund_share", "431024", "_U");
    assertThat(share.<String>getAs("bound")).isEqualTo("at_most");
    assertThat(share.<String>getAs("obs_status")).isEqualTo("E");
    Row perVillage = indicator("special_fund_per_village_exited", "431024", "_U");
    assertThat(perVillage.<String>getAs("bound")).isEqualTo("at_least");
  }

  @Test
  void exitedVillagesCompareAcrossFiveReportsAndLiftedPersonsAcrossFour() {
    assertThat(areas("poor_villages_exited_total"))
        .containsExactly("140000", "411722", "419001", "431024", "500240");
    assertThat(areas("poor_population_lifted_total"))
        .containsExactly("140000", "411722", "419001", "500240");
  }

  private static Set<String> areas(String indicator) {
    Set<String> areas = new TreeSet<>();
    table("indicators")
        .filter(is("indicator", indicator).and(col("obs_value").isNotNull()))
        .collectAsList()
        .forEach(row -> areas.add(row.getAs("ref_area")));
    return areas;
  }

  @Test
  void reportedRatesAreReconciled() {
    Map<String, String> verdicts = new HashMap<>();
    table("reconciliation")
        .filter(is("kind", "metric"))
        .collectAsList()
        .forEach(row -> verdicts.put(row.getAs("claim_id"), row.getAs("verdict")));
    assertThat(verdicts)
        .containsEntry("001/001-026", "within_rounding") // 86.9 printed, 86.897 computed
        .containsEntry("002/002-006", "within_rounding") // 11.5 printed, 11.523 computed
        .containsEntry("002/002-008", "not_checkable") // growth of nine months without a base
        .containsEntry("004/004-011", "not_checkable");
    assertThat(
            table("reconciliation")
                .filter("verdict = 'not_checkable' and kind = 'metric' and reason is null")
                .count())
        .isZero();
  }

  /**
   * claims.csv carries what a person recomputed and concluded; the job never reads these columns.
   */
  @Test
  void claimsComeOutAsAPersonRecomputedThem() {
    Map<String, Row> byHand = new TreeMap<>();
    SPARK
        .read()
        .option("header", "true")
        .option("quote", "\"")
        .option("escape", "\"")
        .csv("data/reports/claims.csv")
        .collectAsList()
        .forEach(row -> byHand.put(row.getAs("claim_id"), row));
    Map<String, String> names =
        Map.of(
            "yes",
            "agrees",
            "within rounding",
            "within_rounding",
            "no",
            "disagrees",
            "n/a",
            "not_checkable");
    List<Row> computed = table("reconciliation").filter(is("kind", "claim")).collectAsList();
    assertThat(computed).hasSameSizeAs(byHand.values()).hasSize(86);
    List<String> differing = new ArrayList<>();
    for (Row claim : computed) {
      Row person = Objects.requireNonNull(byHand.get(claim.<String>getAs("claim_id")));
      String verdict = names.get(person.<String>getAs("agrees"));
      if (!claim.getAs("verdict").equals(verdict)) {
        differing.add(claim.getAs("claim_id") + ": " + claim.getAs("verdict") + " for " + verdict);
      }
      String recomputed = person.getAs("recomputed_value");
      double expected =
          switch (recomputed) {
            case "true" -> 1;
            case "false" -> 0;
            default -> Double.parseDouble(recomputed);
          };
      assertThat(claim.<Double>getAs("computed_value"))
          .as(claim.<String>getAs("claim_id"))
          .isCloseTo(expected, within(5.1e-5));
    }
    assertThat(differing).isEmpty();
  }

  @Test
  void profilesHaveOneRowPerRegionAndPeriod() {
    Dataset<Row> profiles = table("region_profiles");
    assertThat(
            profiles
                .groupBy("ref_area", "period_kind", "time_period")
                .count()
                .filter("count > 1")
                .count())
        .isZero();
    Row jiyuan = only(profiles.filter("ref_area = '419001' and time_period = '2019'"));
    assertThat(jiyuan.<String>getAs("ref_area_name")).isEqualTo("济源市");
    assertThat(jiyuan.<String>getAs("ref_area_level")).isEqualTo("county");
    assertThat(jiyuan.<String>getAs("parent_area")).isEqualTo("410000");
    assertThat(jiyuan.<String>getAs("parent_area_name")).isEqualTo("河南省");
    assertThat(jiyuan.<Object>getAs("period_end")).hasToString("2019-12-31");
    assertThat(jiyuan.<Double>getAs("industry_fund_share"))
        .isCloseTo(100 * 2938 / 3381.0, within(1e-9));
  }

  @Test
  void aSecondRunChangesNothingAndPublishesNothing() {
    Outcome again = job("2026-01-02T00:00:00Z").nightly();
    assertThat(again.written()).noneMatch(w -> w.changed());
    assertThat(again.published()).isFalse();
    assertThat(again.release()).isEqualTo(outcome.release());
  }

  /** Claims; rows to observations; indicators; what is said of regions; comparisons. */
  @Test
  void aRunIsAHandfulOfJobsAndNoQuery() {
    SparkWork work =
        SparkWork.during(SPARK.sparkContext(), () -> job("2026-01-03T00:00:00Z").full());
    assertThat(work.queries()).isZero();
    assertThat(work.jobs()).isEqualTo(5);
  }

  @Test
  void whyTellsFormulaNumbersAndDocuments() {
    try (ReleaseReader release = Reading.latest(lake.root())) {
      Why why = new Why(release);
      assertThat(String.join("\n", why.lines("济源市", "industry_fund_share", "2019")))
          .contains("= 100 * 29380000 / 33810000")
          .contains("printed '2938万元'")
          .contains("observation 001-025");
      assertThatThrownBy(() -> why.lines("济源市", "industry_fund_share", "2018"))
          .isInstanceOf(XiaokangException.class)
          .hasMessageContaining("it has [2019]");
      assertThatThrownBy(() -> why.lines("济原市", "industry_fund_share", "2019"))
          .hasMessageContaining("did you mean '济源市'?");
      assertThatThrownBy(() -> why.lines("济源市", "industry_fund_shares", "2019"))
          .hasMessageContaining("did you mean 'industry_fund_share'?");
    }
  }

  @Test
  void eachClaimThatDisagreesIsAContradictionWithItsFigures() {
    List<String> disagreeing =
        table("reconciliation")
            .filter(is("kind", "claim").and(is("verdict", "disagrees")))
            .select("claim_id")
            .as(org.apache.spark.sql.Encoders.STRING())
            .collectAsList();
    List<String> contradicted =
        table("contradictions")
            .filter(is("kind", "claim"))
            .selectExpr("explode(statements) AS s")
            .filter("s.observation_id IS NULL")
            .selectExpr("s.obs_id")
            .as(org.apache.spark.sql.Encoders.STRING())
            .collectAsList();
    assertThat(disagreeing).hasSize(5);
    assertThat(contradicted).containsExactlyInAnyOrderElementsOf(disagreeing);
    assertThat(table("contradictions").filter("size(statements) < 2").count()).isZero();
  }

  @Test
  void whatIsReportedOfAnExitIsNotEnoughToDecide() {
    Row whole =
        only(table("assessments").filter(is("ref_area", "500240").and(is("criterion", "whole"))));
    assertThat(whole.<String>getAs("verdict")).isEqualTo("not_decidable");
    assertThat(whole.<Integer>getAs("met")).isEqualTo(1);
  }
}
