package org.xiaokang.job;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.Tables;

/** The project's own catalogue on figures of many years, through changes of codes and provinces. */
class OverTimeTest {
  private static final String FIGURES =
      """
      id,region_code,region_name,metric_code,value,unit,period_start,period_end,period_kind
      1,412825,,rural_disposable_income_per_capita,1000,元,1999,1999,year
      2,411722,上蔡县,rural_disposable_income_per_capita,1100,元,2000,2000,year
      3,412825,,rural_disposable_income_per_capita,1320,元,2001,2001,year
      4,,济源市,rural_disposable_income_per_capita,500,元,1989,1989,year
      5,410881,,rural_disposable_income_per_capita,600,元,1990,1990,year
      6,419001,济源市,rural_disposable_income_per_capita,900,元,1996,1996,year
      7,500240,,registered_poor_population,3,万人,1995,1995,year
      8,500240,,registered_poor_population,2,万人,1998,1998,year
      9,140000,,rural_disposable_income_per_capita,4000,元,2012,2012,year
      10,140000,,rural_disposable_income_per_capita,4875,元,2013,2013,year
      11,140000,,rural_disposable_income_per_capita,10000,元,2020,2020,year
      12,140000,,rural_disposable_income_per_capita_cagr,12.14,%,2013,2020,average
      13,140000,,rural_disposable_income_per_capita_cagr,10.81,%,2013,2020,cumulative
      14,100000,,consumer_price_index,200,指数,1999,1999,year
      15,100000,,consumer_price_index,204,指数,2000,2000,year
      """;

  @TempDir private static Path folder;
  private static Setup setup;
  private static Lake lake;
  private static Tables tables;

  @BeforeAll
  static void run() throws IOException {
    Files.writeString(folder.resolve("figures.csv"), FIGURES);
    Path conf = Path.of("conf").toAbsolutePath();
    Files.writeString(
        folder.resolve("over_time.yaml"),
        """
        lake: lake
        catalogue: {units: %1$s/units.yaml, metrics: %1$s/metrics.yaml, indicators: %1$s/indicators, regions: %1$s/regions.csv}
        sources:
          - name: figures
            format: csv
            path: figures.csv
            columns: {doc_id: "'yearbook'", obs_id: id}
        """
            .formatted(conf));
    setup = Setup.read(folder.resolve("over_time.yaml"), Optional.empty());
    SparkSession spark = SparkTest.session();
    lake = Lake.open(spark, setup.configuration().lake());
    Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    Outcome outcome = new NightlyJob(spark, setup, clock, Progress.silent()).nightly();
    assertThat(outcome.counts().rejected()).isZero();
    tables = lake.tables(outcome.release().orElseThrow());
  }

  private static Row indicator(String indicator, String area, String period) {
    List<Row> rows =
        tables
            .table("indicators")
            .filter(
                col("indicator")
                    .equalTo(indicator)
                    .and(col("ref_area").equalTo(area))
                    .and(col("time_period").equalTo(period)))
            .collectAsList();
    assertThat(rows).as(indicator + " " + area + " " + period).hasSize(1);
    return rows.get(0);
  }

  private static double value(Row row) {
    return row.<Double>getAs("obs_value");
  }

  @Test
  void aCodeMeansTheRegionOfItsPeriodAndASeriesOutlivesIt() {
    List<String> areas =
        tables.table("observations").orderBy(col("obs_id").cast("int")).collectAsList().stream()
            .map(r -> r.getAs("ref_area") + " " + r.getAs("panel_area"))
            .toList();
    assertThat(areas.subList(0, 8))
        .containsExactly(
            "412825 411722",
            "411722 411722",
            "411722 411722",
            "419003 419001",
            "410881 419001",
            "419001 419001",
            "513521 500240",
            "500240 500240");
    Row growth = indicator("income_growth", "411722", "2000");
    assertThat(value(growth)).isCloseTo(10, within(1e-9));
    assertThat(growth.<String>getAs("base_period")).isEqualTo("1999");
    assertThat(value(indicator("income_growth", "411722", "2001"))).isCloseTo(20, within(1e-9));
    assertThat(value(indicator("income_growth", "410881", "1990"))).isCloseTo(20, within(1e-9));
    assertThat(value(indicator("income_average_growth", "419001", "1996")))
        .isCloseTo(100 * (Math.pow(900 / 500.0, 1 / 7.0) - 1), within(1e-9));
  }

  @Test
  void aCountyCountsInTheProvinceItBelongedTo() {
    List<Row> rolledUp =
        tables
            .table("indicators")
            .filter("indicator = 'poor_population_registered' and origin = 'aggregated'")
            .orderBy("time_period")
            .collectAsList();
    assertThat(rolledUp.stream().map(r -> r.getAs("time_period") + " " + r.getAs("ref_area")))
        .containsExactly("1995 513500", "1998 500000");
    Row above = indicator("poor_population_registered", "513521", "1995");
    assertThat(above.<String>getAs("parent_area")).isEqualTo("513500");
    assertThat(above.<String>getAs("panel_area")).isEqualTo("500240");
  }

  @Test
  void anAverageOverYearsStartsFromTheYearBefore() {
    assertThat(value(indicatorOver("average")))
        .isCloseTo(100 * (Math.pow(10000 / 4000.0, 1 / 8.0) - 1), within(1e-9));
    assertThat(value(indicatorOver("cumulative")))
        .isCloseTo(100 * (Math.pow(10000 / 4875.0, 1 / 7.0) - 1), within(1e-9));
    List<Row> held =
        tables
            .table("reconciliation")
            .filter("subject = 'rural_disposable_income_per_capita_cagr'")
            .orderBy("claim_id")
            .collectAsList();
    assertThat(held.stream().map(r -> r.<String>getAs("verdict")))
        .containsExactly("within_rounding", "within_rounding");
  }

  private static Row indicatorOver(String kind) {
    return tables
        .table("indicators")
        .filter("indicator = 'income_growth_over_span'")
        .filter(col("period_kind").equalTo(kind))
        .head();
  }

  @Test
  void realGrowthFallsBackToThePricesOfTheCountry() {
    assertThat(value(indicator("income_growth_real", "411722", "2000")))
        .isCloseTo(100 * (1.1 / 1.02 - 1), within(1e-9));
  }
}
