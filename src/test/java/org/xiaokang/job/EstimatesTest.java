package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.reader.Release;
import org.xiaokang.tables.Lake;

/** Estimates of made-up households and tables: what becomes of good rows and of bad ones. */
@NullUnmarked // a figure that is not there fails the test
class EstimatesTest {
  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  @BeforeEach
  void declare() throws IOException {
    write(
        "mine.yaml",
        """
        lake: lake
        catalogue: {units: units.yaml, metrics: metrics.yaml, indicators: themes, regions: regions.csv}
        suppress: {counts_below: 3, of: [person]}
        sources:
          - name: homes
            kind: microdata
            rows: households
            format: csv
            path: homes.csv
            columns:
              region_code: land
              period_start: concat(year, '-01-01')
              period_end: concat(year, '-12-31')
              weight: weight
              household_size: members
              stratum: stratum
              cluster: village
            variables: {income: income, cpi: cpi}
            breakdowns: {sex: sex}
          - name: groups
            kind: grouped
            format: csv
            path: groups.csv
            columns: {region_code: land, period_end: year, period_kind: "'year'", bin_low: low, bin_high: high, bin_mean: mean, bin_count: people}
        """);
    write(
        "units.yaml",
        """
        units:
          - {code: euro, name: {en: euro, zh: 欧元}, symbols: [{of: [EUR]}, {exponent: 3, of: [thousand EUR]}]}
          - {code: percent, name: {en: percent, zh: 百分比}, symbols: [{of: ["%"]}]}
          - {code: person, name: {en: person, zh: 人}, symbols: [{of: [persons]}]}
        """);
    write(
        "metrics.yaml",
        """
        metrics:
          - {code: poor_share, name: {en: Poor share, zh: 贫困率}, unit: percent, kind: rate, aggregation: {rule: none, reason: an estimate}}
          - {code: mean_income, name: {en: Mean income, zh: 平均收入}, unit: euro, kind: average, aggregation: {rule: none, reason: an estimate}}
          - {code: grouped_share, name: {en: Poor share by groups, zh: 分组贫困率}, unit: percent, kind: rate, aggregation: {rule: none, reason: an estimate}}
        """);
    write(
        "themes/poverty.yaml",
        """
        estimates:
          - id: homes
            source: homes
            welfare: income
            deflator: cpi
            equivalence: per_capita
            unit: thousand EUR
            levels: [land, country]
            breakdowns: [sex]
            lines: [{id: ten, value: 10, scope: all}, {id: half, share: 0.5, of: mean, level: country}]
            figures:
              - {metric: poor_share, measure: headcount}
              - {metric: mean_income, measure: mean}
          - id: groups
            source: groups
            lines: [{id: low, value: 20}, {id: high, value: 200}]
            figures: [{metric: grouped_share, measure: headcount}]
        indicators:
          - id: not_poor
            name: {en: Not poor, zh: 非贫困率}
            unit: percent
            inputs: {p: {metric: poor_share}}
            value: 100 - p
            direction: higher_is_better
        """);
    write(
        "regions.csv",
        """
        code,name,name_en,level,parent,valid_from,valid_to,successors
        Z,Zland,Zland,country,,,,
        A,Aland,Aland,land,Z,,,
        B,Bland,Bland,land,Z,,,
        C,Cland,Cland,land,Z,,,
        D,Dland,Dland,land,Z,,,
        """);
    // A: per head 5 (2 members, weight 1), 20 (1, 1), 40 (1, 2) at a price index of 100
    write(
        "homes.csv",
        """
        land,year,weight,members,stratum,village,income,cpi,sex
        A,2020,1,2,s,v1,10,100,f
        A,2020,1,1,s,v2,20,100,m
        A,2020,2,1,s,v3,40,100,f
        B,2020,1,1,t,v1,8,80,f
        B,2020,1,1,t,v1,9,80,f
        B,2020,1,1,t,v1,30,80,m
        C,2020,5,1,s,v4,1,100,m
        D,2020,0,1,s,v5,1,100,m
        D,2020,0,1,s,v5,1,100,m
        D,2020,0,1,s,v5,1,100,m
        A,2020,-1,1,s,v1,10,100,f
        A,2020,3,1,s,v1,,100,f
        A,2020,4,1,s,v1,much,100,f
        A,2020,,1,s,v1,10,100,f
        A,2020,1,1,,v1,10,100,f
        A,2020,1,0,s,v1,10,100,f
        A,2020,1,1,s,v1,10,0,f
        X,2020,1,1,s,v1,10,100,f
        A,,1,1,s,v1,10,100,f
        A,2020,1,1,s,v1
        """);
    write(
        "groups.csv",
        """
        land,year,low,high,mean,people
        A,2020,0,10,6,20
        A,2020,10,20,15,30
        A,2020,20,40,29,30
        A,2020,40,80,55,15
        A,2020,80,,110,5
        B,2020,0,10,6,20
        B,2020,10,20,25,30
        B,2020,20,40,29,30
        B,2020,40,80,55,15
        B,2020,80,,110,5
        C,2020,0,10,6,20
        C,2020,10,20,15,30
        D,2020,0,10,six,20
        """);
  }

  private Outcome run() {
    SparkSession spark = SparkTest.session();
    Setup setup = Setup.read(folder.resolve("mine.yaml"), Optional.empty());
    Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    return new NightlyJob(spark, setup, clock, Progress.silent()).full();
  }

  private List<Row> rows(Release release, String table) {
    return Lake.open(SparkTest.session(), folder.resolve("lake").toString())
        .tables(release)
        .table(table)
        .collectAsList();
  }

  @Test
  void goodRowsBecomeFiguresAndBadOnesReasons() {
    Outcome outcome = run();
    Release release = outcome.release().orElseThrow();
    Map<String, Row> figures = new HashMap<>();
    rows(release, "observations")
        .forEach(
            row ->
                figures.put(
                    row.getAs("metric") + " " + row.getAs("ref_area") + " " + row.getAs("scope"),
                    row));

    // of A's 5 persons the two of the first household have 5 a head
    Row rate = figures.get("poor_share A all");
    assertThat(value(rate)).isCloseTo(40, within(1e-9));
    assertThat(rate.<String>getAs("origin")).isEqualTo("estimated");
    assertThat(rate.<String>getAs("obs_status")).isEqualTo("E");
    assertThat(rate.<Long>getAs("sample_size")).isEqualTo(3);
    // influences 2 (1 - 0.4) / 5, -0.4 / 5, -0.8 / 5; of the stratum's five villages two have none:
    // squares 0.24^2 + 0.08^2 + 0.16^2 = 0.0896, their sum is 0; times 5 / 4
    assertThat(rate.<Double>getAs("standard_error"))
        .isCloseTo(100 * Math.sqrt(0.0896 * 5 / 4), within(1e-6));
    // (5 * 2 + 20 + 40 * 2) / 5 thousand
    assertThat(value(figures.get("mean_income A all"))).isCloseTo(22_000, within(1e-6));
    // B at prices of 80: 10, 11.25, 37.5; one cluster in its stratum
    Row b = figures.get("poor_share B all");
    assertThat(value(b)).isCloseTo(0, within(1e-9));
    Row mean = figures.get("mean_income B all");
    assertThat(value(mean)).isCloseTo(58.75 / 3 * 1000, within(1e-6));
    assertThat(mean.<Double>getAs("standard_error")).isNull();
    assertThat(mean.<String>getAs("method"))
        .contains("no standard error: stratum 't' has one cluster");
    // half of the country's mean of (110 + 58.75 + 5) / 13
    assertThat(value(figures.get("poor_share Z line=half")))
        .isCloseTo(100 * 7 / 13.0, within(1e-9));

    Map<String, String> refused = refused(release);
    assertThat(refused)
        .containsEntry("poor_share C all", "too_few_households")
        .containsEntry("poor_share A sex=m", "too_few_households")
        .containsEntry("poor_share D all", "no_weight")
        .containsEntry("grouped_share A line=high", "line_above_table")
        .containsEntry("grouped_share B line=low", "mean_outside_bin")
        .containsEntry("grouped_share C line=low", "too_few_points");
    assertThat(value(figures.get("grouped_share A line=low"))).isBetween(40.0, 60.0);
    assertThat(figures.get("grouped_share A line=low").<String>getAs("method"))
        .contains("Lorenz curve");
    hidesSmallCells(release);
    accountsForEveryRecord(release);
    isReadByIndicators(release);
  }

  private static double value(Row row) {
    return row.<BigDecimal>getAs("obs_value").doubleValue();
  }

  private Map<String, String> refused(Release release) {
    Map<String, String> refused = new HashMap<>();
    for (Row row : rows(release, "rejected_metrics")) {
      Map<String, String> received = row.getJavaMap(row.fieldIndex("received"));
      Row reason = row.<Row>getList(row.fieldIndex("reasons")).get(0);
      refused.put(
          received.get("metric_code")
              + " "
              + received.get("region_code")
              + " "
              + received.get("scope"),
          reason.getAs("code"));
    }
    return refused;
  }

  private void hidesSmallCells(Release release) {
    for (Row row : rows(release, "rejected_metrics")) {
      Map<String, String> received = row.getJavaMap(row.fieldIndex("received"));
      assertThat(received.get("value")).isNull();
      assertThat(received.get("sample_size")).isNull();
    }
  }

  private void accountsForEveryRecord(Release release) {
    List<String> accounts = new ArrayList<>();
    for (Row row : rows(release, "distribution_accounts")) {
      if (row.getAs("source").equals("homes")) {
        accounts.add(
            "%s %d %s"
                .formatted(row.getAs("reason"), row.<Long>getAs("records"), row.getAs("weight")));
      }
    }
    assertThat(accounts)
        .containsExactlyInAnyOrder(
            "used 10 12.0",
            "weight_negative 1 -1.0",
            "welfare_missing 1 3.0",
            "welfare_invalid 1 4.0",
            "weight_missing 1 0.0",
            "stratum_missing 1 1.0",
            "household_size_invalid 1 1.0",
            "deflator_invalid 1 1.0",
            "region_unknown 1 1.0",
            "missing 1 1.0",
            "malformed 1 0.0");
    List<String> ofGroups = new ArrayList<>();
    for (Row row : rows(release, "distribution_accounts")) {
      if (row.getAs("source").equals("groups")) {
        ofGroups.add("%s %d".formatted(row.getAs("reason"), row.<Long>getAs("records")));
      }
    }
    assertThat(ofGroups)
        .containsExactlyInAnyOrder(
            "used 5", "mean_outside_bin 5", "too_few_points 2", "number_invalid 1");
  }

  private void isReadByIndicators(Release release) {
    assertThat(rows(release, "indicators").stream())
        .anySatisfy(
            row -> {
              assertThat(row.<String>getAs("indicator")).isEqualTo("not_poor");
              assertThat(row.<String>getAs("ref_area")).isEqualTo("A");
              assertThat(row.<Double>getAs("obs_value")).isCloseTo(60, within(1e-9));
            });
  }

  @Test
  void aSecondRunChangesNothing() throws IOException {
    Outcome first = run();
    // other rows in another order, the same households
    List<String> lines = Files.readAllLines(folder.resolve("homes.csv"));
    List<String> mixed = new ArrayList<>(lines.subList(1, lines.size()));
    Collections.reverse(mixed);
    mixed.add(0, lines.get(0));
    Files.write(folder.resolve("homes.csv"), mixed);
    Outcome second = run();
    Release one = first.release().orElseThrow();
    Release other = second.release().orElseThrow();
    assertThat(other.tables().get("observations")).isEqualTo(one.tables().get("observations"));
    assertThat(other.tables().get("distribution_accounts"))
        .isEqualTo(one.tables().get("distribution_accounts"));
  }

  @Test
  void whatIsDeclaredWrongIsToldWithItsPlace() throws IOException {
    write(
        "themes/poverty.yaml",
        """
        estimates:
          - id: homes
            source: home
            welfare: incom
            figures: [{metric: poor_shar, measure: headcoun}]
          - id: second
            source: homes
            welfare: incom
            breakdowns: [sx]
            levels: [lnd]
            lines: [{id: a, value: -1}, {id: b, share: 0.6, of: medan}]
            figures: [{metric: poor_share, measure: headcount}, {metric: poor_share, measure: curve_theta}]
        """);
    assertThatThrownBy(this::run)
        .hasMessageContaining("poverty.yaml:2: estimate 'homes' is of source 'home'")
        .hasMessageContaining("did you mean 'homes'")
        .hasMessageContaining("measure 'headcoun' is not known; did you mean 'headcount'")
        .hasMessageContaining("metric 'poor_shar' is not known")
        .hasMessageContaining("needs variable 'incom'; source 'homes' has [income, cpi]")
        .hasMessageContaining("needs breakdown 'sx'")
        .hasMessageContaining("level of the region table 'lnd' is not known")
        .hasMessageContaining("a line must be above 0; found -1.0")
        .hasMessageContaining("of 'medan' is not known")
        .hasMessageContaining(
            "has measure 'curve_theta', which a source of kind: microdata does not tell");
  }
}
