package org.xiaokang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Project;
import org.xiaokang.SparkTest;

/** The command line as somebody uses it who has tables, metrics and regions of their own. */
class CommandLineTest {
  /** The project of the tests that leave it as it is after its first night. */
  @TempDir private static Path shared;

  private static @Nullable Run firstNight;

  @TempDir private Path folder;

  record Run(int code, String out, String err) {}

  static Run run(String... args) {
    assertThat(SparkTest.session()).isNotNull(); // the Spark session that the commands find
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            args,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Run mine(String command, String... more) {
    List<String> args =
        new ArrayList<>(List.of(command, "--conf", folder.resolve("mine.yaml").toString()));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  /** Two countries, one metric, one indicator; a wide table with German column names. */
  private void myProject() throws IOException {
    new Project(folder); // its catalogue; configuration and figures are replaced
    write(
        "mine.yaml",
        """
        lake: my lake
        catalogue: {units: units.yaml, metrics: metrics.yaml, indicators: themes, regions: regions.csv}
        sources:
          - name: wide
            format: csv
            path: wide.csv
            unpivot: {pattern: "20\\\\d\\\\d", name: jahr, value: wert}
            columns:
              doc_id: "'statistik'"
              obs_id: concat(land, ':', jahr)
              region_code: land
              metric_code: "'income'"
              value: wert
              unit: "'EUR'"
              period_start: concat(jahr, '-01-01')
              period_end: concat(jahr, '-12-31')
        """);
    write("wide.csv", "land,2018,2019\nAT,100,110\nDE,200,\n");
  }

  /** Goes to the shared project, of which the first night is done; answers with what it said. */
  private Run afterTheFirstNight() throws IOException {
    folder = shared;
    Run night = firstNight;
    if (night == null) {
      myProject();
      night = mine("nightly");
      firstNight = night;
    }
    return night;
  }

  @Test
  void somebodyElsesTablesNeedConfigurationOnly() throws IOException {
    Run nightly = afterTheFirstNight();
    assertThat(nightly.err()).isEmpty();
    assertThat(nightly.code()).isZero();
    assertThat(nightly.out())
        .contains("[1/5]")
        .contains("3 read = 3 observed + 0 rejected + 0 duplicates")
        .contains("Growth")
        .contains("Österreich")
        .contains("10.00  percent");
    assertThat(folder.resolve("my lake/releases/_delta_log")).isDirectory();

    Run csv = mine("query", "--format", "csv", "select ref_area, obs_value from indicators");
    assertThat(csv.out())
        .isEqualToNormalizingNewlines("ref_area,obs_value\nAT,10.000000000000009\n");
    Run json = mine("query", "--format", "json", "select ref_area from indicators");
    assertThat(json.out().strip()).isEqualTo("{\"ref_area\":\"AT\"}");
    Run table = mine("query", "select count(*) as n from observations");
    assertThat(table.out()).contains("n\n-\n3\n(1 row)");

    Run why = mine("why", "Austria", "growth", "2019");
    assertThat(why.out()).contains("100 * (110 / 100 - 1)").contains("observation AT:2019");

    Run again = mine("nightly");
    assertThat(again.out()).contains("Nothing changed");
  }

  @Test
  void theWholeComesBeforeItsBreakdowns() throws IOException {
    myProject();
    write(
        "mine.yaml",
        Files.readString(folder.resolve("mine.yaml"))
            .replace("concat(land, ':', jahr)", "concat(land, teil, jahr)")
            .replace("      value: wert\n", "      value: wert\n      scope: teil\n"));
    write(
        "wide.csv",
        """
        land,teil,2018,2019
        AT,all,100,110
        AT,age=1,100,120
        AT,sex=m,100,130
        DE,age=1,100,140
        DE,sex=m,100,150
        """);
    Run nightly = mine("nightly");
    assertThat(nightly.err()).isEmpty();
    assertThat(nightly.out()).contains("10.00").contains("40.00").doesNotContain("20.00");
    assertThat(mine("why", "Austria", "growth").out())
        .contains("scope all", "growth = 10 percent")
        .doesNotContain("scope sex=m");
    assertThat(mine("why", "Germany", "growth").out()).contains("scope age=1", "scope sex=m");
  }

  /** The country's own income of 999 is in its own total, and not in that of the regions below. */
  @Test
  void aValueFromBelowIsNotToldByTheRegionsOwnFigures() throws IOException {
    myProject();
    write(
        "metrics.yaml",
        """
        metrics:
          - code: income
            name: {en: Income, zh: 收入}
            unit: euro
            kind: flow
            aggregation: {rule: sum, reason: money adds up}
          - code: total
            name: {en: Total, zh: 合计}
            unit: euro
            kind: flow
            aggregation: {rule: sum, reason: money adds up}
            derive:
              - inputs: {income: {metric: income}}
                value: 2 * income
        """);
    write(
        "themes/growth.yaml",
        """
        indicators:
          - id: all_income
            name: {en: All income, zh: 总收入}
            unit: euro
            inputs: {total: {metric: total}}
            value: total
            direction: neutral
        """);
    write(
        "regions.csv",
        """
        code,name,name_en,level,parent,valid_from,valid_to,successors
        N,Nation,Nation,province,,,,
        AT,Österreich,Austria,county,N,,,
        DE,Deutschland,Germany,county,N,,,
        """);
    write("wide.csv", "land,2018,2019\nAT,100,110\nDE,200,210\nN,,999\n");
    assertThat(mine("nightly").err()).isEmpty();
    assertThat(mine("why", "N", "all_income", "2019").out())
        .contains("all_income = 640 euro", "made of figures that are derived in regions below")
        .containsOnlyOnce("printed '999EUR'");
  }

  @Test
  void maintenanceIsNoNewsToTheNextRun() throws IOException {
    myProject();
    assertThat(mine("maintain").err()).contains("has no release yet; run jobs/nightly first");
    mine("nightly");
    write("wide.csv", "land,2018,2019\nAT,100,120\nDE,200,\n");
    mine("nightly");

    Run told = mine("maintain", "--dry-run");
    assertThat(told.code()).isZero();
    assertThat(told.out())
        .contains("2 release(s) kept: the last 30 and those younger than 90 days")
        .contains("Nothing was changed");
    Run maintain = mine("maintain");
    assertThat(maintain.err()).isEmpty();
    assertThat(maintain.code()).isZero();
    // Two releases were two files, and now say that the regions are in version 1.
    assertThat(maintain.out()).containsPattern("releases +2 +2 +1 +0 +0.0 +0");

    assertThat(mine("nightly").out()).contains("Nothing changed");
    assertThat(mine("query", "--format", "csv", "select obs_value from indicators").out())
        .isEqualToNormalizingNewlines("obs_value\n19.999999999999996\n");
  }

  @Test
  void aRetentionThatKeepsNothingIsRefused() throws IOException {
    myProject();
    write(
        "mine.yaml",
        "retention: {releases: 0, days: -1}\n" + Files.readString(folder.resolve("mine.yaml")));
    Run check = mine("check");
    assertThat(check.code()).isEqualTo(3);
    assertThat(check.err())
        .contains("'releases' must be a whole number from 1")
        .contains("'days' must be a whole number from 0; found '-1'");
  }

  @Test
  void loadAloneShowsReadersNothingAndIndicatorsPublishes() throws IOException {
    myProject();
    assertThat(mine("indicators").err()).contains("has no observations; run 'load' or 'nightly'");
    Run load = mine("load");
    assertThat(load.code()).isZero();
    assertThat(load.out()).contains("No release");
    Run early = mine("query", "select 1");
    assertThat(early.code()).isEqualTo(1);
    assertThat(early.err()).contains("has no release yet; run jobs/nightly first");
    Run indicators = mine("indicators");
    assertThat(indicators.code()).isZero();
    assertThat(indicators.out()).contains("3 read = 3 observed").contains("Release ");
  }

  @Test
  void checkAndExplainNeedNoLake() throws IOException {
    myProject();
    assertThat(mine("check").out())
        .contains("1 source(s), 1 metrics, 1 indicators, 0 comparisons, 0 assessments, 2 regions");
    Run explain = mine("explain", "growth");
    assertThat(explain.code()).isZero();
    assertThat(explain.out())
        .contains("value = 100 * (now / then - 1)")
        .contains("shuffle by panel_area");
    Run unknown = mine("explain", "grwoth");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("did you mean 'growth'?");
  }

  @Test
  void wrongArgumentsExitWithTwoAndAWrongCatalogueWithThree() throws IOException {
    assertThat(run("nihgtly").code()).isEqualTo(2);
    assertThat(run("nightly", "--lkae", "x").code()).isEqualTo(2);
    assertThat(run("query", "--engine", "spark").code()).isEqualTo(2);
    assertThat(run("query", "--format", "parquet", "select 1").err())
        .contains("--format parquet needs --output FILE");
    assertThat(run("query", "--engine", "hive", "select 1").code()).isEqualTo(2);
    for (String command : List.of("query", "diff", "history")) {
      Run limited = run(command, "--limit", "-1");
      assertThat(limited.code()).isEqualTo(2);
      assertThat(limited.err())
          .contains("--limit")
          .contains("'-1' is no number of rows; expected a whole number from 0");
    }
    myProject();
    write(
        "themes/growth.yaml",
        Files.readString(folder.resolve("themes/growth.yaml")).replace("-1y", "-1 year"));
    Run check = mine("check");
    assertThat(check.code()).isEqualTo(3);
    assertThat(check.err()).contains("growth.yaml:5: 'shift' must be a number of years");
    Run missing = run("check", "--conf", folder.resolve("none.yaml").toString());
    assertThat(missing.code()).isEqualTo(3);
    assertThat(missing.err()).contains("no such file");
  }

  @Test
  void aMissingSourceFailsAndLeavesTheReleaseAsItWas() throws IOException {
    afterTheFirstNight();
    Path away = folder.resolve("away.csv");
    Files.move(folder.resolve("wide.csv"), away);
    try {
      Run failed = mine("nightly");
      assertThat(failed.code()).isEqualTo(1);
      assertThat(failed.err()).contains("source 'wide'").contains("wide.csv");
    } finally {
      Files.move(away, folder.resolve("wide.csv"));
    }
    assertThat(mine("query", "--format", "csv", "select count(*) from indicators").out())
        .contains("1");
  }

  @Test
  void aWrongQuerySaysWhatIsWrong() throws IOException {
    afterTheFirstNight();
    Run wrong = mine("query", "select obs_valeu from indicators");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("the query does not hold").contains("obs_valeu");
    for (String change :
        List.of(
            "delete from indicators",
            "with one as (select 1 as a) insert into indicators select * from one",
            "create view mine as select 1",
            "set spark.sql.ansi.enabled=false")) {
      Run refused = mine("query", change);
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err()).contains("a query reads a release and changes nothing");
    }
    assertThat(mine("query", "describe indicators").out()).contains("obs_value", "DOUBLE");
    assertThat(mine("query", "show tables").out())
        .contains("conflicts", "observations", "releases");
    assertThat(mine("query", "select * from indicatos").err())
        .contains("has no table 'indicatos'", "did you mean 'indicators'?");
    assertThat(mine("query", "select 1; select 2").err()).contains("it has 2 statements");
    assertThat(mine("query", "select ref_area\nfrom indicators wher true").err())
        .contains("the query does not hold: syntax error at or near \"true\"")
        .contains("  from indicators wher true\n                       ^");
    assertThatARowThatDoesNotFitIsTold();
    assertThatWhatIsNoNumberIsShown();
    assertThatSparkSaysTheSame();
  }

  private void assertThatSparkSaysTheSame() {
    assertThat(spark("select obs_valeu from indicators").err())
        .contains("the query does not hold")
        .contains("obs_valeu");
    for (String change :
        List.of(
            "delete from indicators",
            "with one as (select 1 as a) insert into indicators select * from one",
            "create view mine as select 1",
            "set spark.sql.ansi.enabled=false")) {
      Run refused = spark(change);
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err()).contains("a query reads a release and changes nothing");
    }
    assertThat(spark("describe indicators").out()).contains("SDMX CL_OBS_STATUS");
    for (String format : List.of("table", "csv", "json")) {
      Run failed = spark("select * from indicators where ref_area >= 2015", "--format", format);
      assertThat(failed.code()).isEqualTo(1);
      assertThat(failed.err())
          .contains("the query failed: [CAST_INVALID_INPUT] The value 'AT'")
          .contains("A row does not fit")
          .contains("try_cast")
          .doesNotContain("should not have happened")
          .doesNotContain("\tat ");
    }
    assertThat(spark("select 1 / (obs_value - obs_value) from indicators").err())
        .contains("the query failed: [DIVIDE_BY_ZERO]")
        .contains("try_divide");
    String sql = "select double('NaN') as a, double('-Infinity') as b";
    assertThat(spark(sql).out()).contains("NaN  -Infinity\n(1 row)");
    assertThat(spark(sql, "--format", "csv").out())
        .isEqualToNormalizingNewlines("a,b\nNaN,-Infinity\n");
    String time = "select timestamp'2019-12-31T23:30:00Z' as t";
    assertThat(spark(time, "--format", "csv").out())
        .isEqualToNormalizingNewlines("t\n2019-12-31T23:30:00Z\n");
  }

  private Run spark(String sql, String... more) {
    List<String> args = new ArrayList<>(List.of("--engine", "spark", sql));
    args.addAll(List.of(more));
    return mine("query", args.toArray(String[]::new));
  }

  private void assertThatARowThatDoesNotFitIsTold() {
    for (String format : List.of("table", "csv", "json")) {
      Run failed =
          mine(
              "query",
              "--format",
              format,
              "select * from indicators where cast(ref_area as integer) >= 2015");
      assertThat(failed.code()).isEqualTo(1);
      assertThat(failed.err())
          .contains("the query failed: Conversion Error: Could not convert string 'AT'")
          .contains("A row does not fit")
          .contains("try_cast")
          .doesNotContain("should not have happened")
          .doesNotContain("\tat ");
    }
  }

  private void assertThatWhatIsNoNumberIsShown() {
    String sql = "select 'NaN'::double as a, '-Infinity'::double as b";
    assertThat(mine("query", sql).out()).contains("NaN  -Infinity\n(1 row)");
    assertThat(mine("query", "--format", "csv", sql).out())
        .isEqualToNormalizingNewlines("a,b\nNaN,-Infinity\n");
    // The tests' machine is in another zone.
    String time = "select timestamp '2019-12-31T23:30:00Z' as t, date '2019-12-31' as d";
    assertThat(mine("query", "--format", "csv", time).out())
        .isEqualToNormalizingNewlines("t,d\n2019-12-31T23:30:00Z,2019-12-31\n");
    assertThatEveryDigitIsKept();
  }

  /** 101598620123456.78 as a double and as a decimal, and parts within parts. */
  private void assertThatEveryDigitIsKept() {
    String sql =
        "select 101598620123456.78::double as a, 12345678901234567890.123456789012345678::decimal(38,18) as b,"
            + " 0.1::float as c, 170141183460469231731687303715884105727 as d, [{'x': 1.5, 'y': null}] as e";
    assertThat(mine("query", "--format", "csv", sql).out())
        .isEqualToNormalizingNewlines(
            "a,b,c,d,e\n101598620123456.78,12345678901234567890.123456789012345678,0.1,"
                + "170141183460469231731687303715884105727,\"[{\"\"x\"\":1.5,\"\"y\"\":null}]\"\n");
    assertThat(mine("query", "--format", "json", sql).out().strip())
        .isEqualTo(
            "{\"a\":101598620123456.78,\"b\":12345678901234567890.123456789012345678,\"c\":0.1,"
                + "\"d\":170141183460469231731687303715884105727,\"e\":[{\"x\":1.5,\"y\":null}]}");
    assertThat(mine("query", sql).out())
        .contains("101598620100000  12345678901234567890.123456789012345678")
        .contains("(1 row; numbers to ten significant digits, all of them with --format csv)");
    Path file = folder.resolve("rows.parquet");
    Run written = mine("query", "--format", "parquet", "--output", file.toString(), sql);
    assertThat(written.code()).as(written.err()).isZero();
    assertThat(
            mine(
                    "query",
                    "--format",
                    "csv",
                    "select a, b from '" + file + "' where a = 101598620123456.78")
                .out())
        .contains("101598620123456.78,12345678901234567890.123456789012345678");
    Path text = folder.resolve("rows.csv");
    assertThat(mine("query", "--format", "csv", "--output", text.toString(), "select 1 as a").out())
        .isEmpty();
    assertThat(text).content().isEqualToNormalizingNewlines("a\n1\n");
    assertThat(
            mine("query", "--output", folder.resolve("no/rows.csv").toString(), "select 1").err())
        .contains("cannot write")
        .contains("expected a file in a folder");
  }

  @Test
  void namesTwoColumnsWideAreAligned() {
    TextTable table = new TextTable(List.of("name", ">n"));
    table.add(List.of("济源市", "1"));
    table.add(List.of("abc", "20"));
    assertThat(table.lines()).containsExactly("name     n", "------  --", "济源市   1", "abc     20");
  }
}
