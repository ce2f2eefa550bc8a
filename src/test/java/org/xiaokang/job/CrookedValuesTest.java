package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SharedData;
import org.xiaokang.SparkTest;
import org.xiaokang.reader.Release;
import org.xiaokang.tables.Lake;

/**
 * Crooked tables as people report them, each with its right result: what concerns the meaning of
 * values. Skipped where they are not at hand.
 */
class CrookedValuesTest {
  @TempDir private Path folder;

  /** The rows that a question about the table indicators, or reconciliation, finds in a case. */
  private List<String> rows(String name, String table, String condition, String... columns) {
    Path conf = SharedData.file("checks/crooked_inputs/" + name + "/conf.yaml");
    Setup setup = Setup.read(conf, Optional.of(folder.resolve(name).toString()));
    SparkSession spark = SparkTest.session();
    Lake lake = Lake.open(spark, setup.configuration().lake());
    Release release =
        lake.latestRelease()
            .orElseGet(
                () -> {
                  Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
                  return new NightlyJob(spark, setup, clock, Progress.silent())
                      .nightly()
                      .release()
                      .orElseThrow();
                });
    return lake
        .tables(release)
        .table(table)
        .filter(condition)
        .selectExpr(columns)
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .sorted()
        .toList();
  }

  @Test
  void aStateThatWasDividedCountsWhileTheTableGoesOnUnderIt() {
    assertThat(
            rows(
                "c09_state_split",
                "indicators",
                "ref_area = 'c09' and indicator = 'pop'",
                "time_period",
                "cast(obs_value as bigint)",
                "array_join(stand_ins, '/')"))
        .containsExactly(
            "2013 10000000 ",
            "2014 10300000 c09old for c09n1, c09n2",
            "2015 10600000 ",
            "2016 10900000 c09old for c09n1, c09n2",
            "2017 11200000 ");
  }

  @Test
  void seriesOnTodaysBordersStandForTheUnion() {
    assertThat(
            rows(
                "c10b_backcast_on_todays_borders",
                "indicators",
                "origin = 'aggregated' and indicator = 'pop'",
                "ref_area",
                "time_period",
                "cast(obs_value as bigint)",
                "obs_status",
                "cast(change_in_both as bigint)",
                "cast(change_in_coverage as bigint)"))
        .containsExactly(
            "c10b 1990 4850000 A null null",
            "c10b 1992 4860000 A 10000 0",
            "c10bsu 1990 2000000 A null null");
  }

  @Test
  void aSummaryRowAmongItsPartsIsFound() {
    assertThat(
            rows(
                "c11_summary_row_among_parts",
                "reconciliation",
                "kind = 'roll_up' and subject = 'pop'",
                "verdict",
                "cast(difference as bigint)"))
        .containsExactly("disagrees 500000");
  }

  @Test
  void thereIsNoRateOfGrowthFromALoss() {
    assertThat(
            rows(
                "c12_negative_base",
                "indicators",
                "indicator = 'balance_growth' and origin = 'reported'",
                "ref_area",
                "obs_value",
                "reason"))
        .containsExactly(
            "c12-a null growth from a negative base has no value: -400000 to 900000 yuan, from a"
                + " loss to a gain; the change is 1300000 yuan",
            "c12-b null growth from a negative base has no value: -80000 to -16000000 yuan, from a"
                + " loss to a greater loss; the change is -15920000 yuan",
            "c12-c null growth from a base of zero has no value (a division by zero): 0 to 250000"
                + " yuan; the change is 250000 yuan");
  }

  @Test
  void whereTheLargestChildIsAbsentNobodyHasAShare() {
    assertThat(
            rows(
                "c60_large_child_absent",
                "indicators",
                "indicator = 'fund_level' and ref_area = 'c60-b'",
                "time_period",
                "round(share_in_parent, 3)",
                "rank_in_parent",
                "rank_reason"))
        .containsExactly(
            "2018 0.056 2 null", "2019 null null total_not_whole", "2020 0.063 2 null");
    assertThat(
            rows(
                "c60_large_child_absent",
                "indicators",
                "indicator = 'fund_level' and ref_area = 'c60' and time_period = '2019'",
                "obs_status",
                "array_join(flags, ' ')"))
        .containsExactly("E partial");
  }
}
