package org.xiaokang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.job.NightlyJob;
import org.xiaokang.job.Outcome;
import org.xiaokang.job.Progress;
import org.xiaokang.job.Setup;
import org.xiaokang.job.Verdict;

/** A release that a gate holds back: who sees what, and how it comes to readers all the same. */
@Tag("long")
class HeldReleaseTest {
  private static final String CONFIGURATION =
      """
      lake: lake
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
      gates:
        - {gate: history, on_failure: hold, indicators: [money], deviations: 10}
        - {gate: release_difference, name: changed, on_failure: warn, at_most: 0.2}
        - {gate: rejected_share, on_failure: hold, at_most: 0.1}
      """;

  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  @BeforeEach
  void project() throws IOException {
    write("mine.yaml", CONFIGURATION);
    incomes("1004", "2006");
    write(
        "units.yaml",
        """
        units:
          - {code: euro, name: {en: euro, zh: 欧元}, symbols: [{of: [EUR]}]}
        """);
    write(
        "metrics.yaml",
        """
        metrics:
          - code: income
            name: {en: Income, zh: 收入}
            unit: euro
            kind: average
            aggregation: {rule: none, reason: a mean without its weights}
        """);
    write(
        "themes/money.yaml",
        """
        indicators:
          - id: level
            name: {en: Level, zh: 水平}
            unit: euro
            inputs: {now: {metric: income}}
            value: now
            direction: higher_is_better
        """);
    write(
        "regions.csv",
        """
        code,name,name_en,level,parent,valid_from,valid_to,successors
        AT,Österreich,Austria,country,,,,
        DE,Deutschland,Germany,country,,,,
        """);
  }

  /** Six years; the last of each country as told. */
  private void incomes(String austria, String germany) throws IOException {
    write(
        "wide.csv",
        """
        land,2014,2015,2016,2017,2018,2019
        AT,998,999,1000,1001,1002,%s
        DE,2001,2002,2003,2004,2005,%s
        """
            .formatted(austria, germany));
  }

  @Test
  void rejectedRowsAreCountedAmongAllThatWereRead() throws IOException {
    write("wide.csv", Files.readString(folder.resolve("wide.csv")) + "XX,1,2,3,4,5,6\n");
    CommandLineTest.Run run = mine("nightly");
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out()).contains("6 of 18 rows were rejected").contains("18 read = 12 observed");
  }

  private CommandLineTest.Run mine(String command, String... more) {
    List<String> args =
        new ArrayList<>(List.of(command, "--conf", folder.resolve("mine.yaml").toString()));
    args.addAll(List.of(more));
    return CommandLineTest.run(args.toArray(String[]::new));
  }

  private String csv(String sql, String... more) {
    List<String> args = new ArrayList<>(List.of("--format", "csv"));
    args.addAll(List.of(more));
    args.add(sql);
    CommandLineTest.Run run = mine("query", args.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    return run.out();
  }

  private static final String LATEST =
      "select obs_value from indicators where ref_area = 'AT' and time_period = '2019'";

  private static String held(String out) {
    Matcher matcher = Pattern.compile("Release (\\S+) is held back by history").matcher(out);
    assertThat(matcher.find()).as(out).isTrue();
    return matcher.group(1);
  }

  /**
   * Of 998 to 1002 the median is 1000 and the median deviation 1: ten robust deviations are 14.826,
   * and the tolerance of a tenth, 100, is more. So 10040 is (10040 - 1100) / 100 = 89.4 too far.
   */
  @Test
  void aSpoiledFigureIsHeldBackUntilSomebodyPublishesItWithAReason() throws IOException {
    assertThat(mine("nightly").code()).isZero();
    assertThat(csv("select gate, verdict, message from quality order by gate"))
        .isEqualToNormalizingNewlines(
            """
            gate,verdict,message
            changed,not_judged,there is no release before this one to compare with
            history,passed,"2 judged, 10 not: fewer than 5 earlier values of like periods, or all of them 0"
            rejected_share,passed,1 judged
            """);

    incomes("10040", "2006");
    CommandLineTest.Run spoiled = mine("nightly");
    assertThat(spoiled.code()).isEqualTo(4);
    String id = held(spoiled.out());
    assertThat(spoiled.out())
        .containsPattern("history +hold +Österreich \\(AT\\) +level +2019 +10040 +900 to 1100")
        .contains("6097.4 robust deviations from 1000, the median of 5 earlier values")
        .containsPattern("changed +warn +Österreich \\(AT\\) +level +2019 +10040 +803.2 to 1204.8")
        .contains("was 1004 in the release before")
        .contains("jobs/query --release " + id + " \"select * from quality\"")
        .contains("jobs/publish " + id + " --reason");

    assertThat(csv(LATEST)).isEqualToNormalizingNewlines("obs_value\n1004\n");
    assertThat(csv(LATEST, "--release", id)).isEqualToNormalizingNewlines("obs_value\n10040\n");
    assertThat(
            csv(
                "select gate, severity, ref_area, indicator, time_period, origin, value,"
                    + " expected_low, expected_high, excess, run_id from quality"
                    + " where verdict = 'failed' and gate = 'history'",
                "--release",
                id))
        .isEqualToNormalizingNewlines(
            "gate,severity,ref_area,indicator,time_period,origin,value,expected_low,expected_high,excess,run_id\n"
                + "history,hold,AT,level,2019,reported,10040,900,1100,89.4,"
                + id
                + "\n");
    assertThat(mine("why", "AT", "level", "2019").out()).contains("level = 1004");
    assertThat(mine("why", "AT", "level", "2019", "--release", id).out()).contains("level = 10040");

    CommandLineTest.Run again = mine("nightly");
    assertThat(again.code()).isEqualTo(4);
    assertThat(held(again.out())).isEqualTo(id);
    assertThat(again.out()).contains("6097.4 robust deviations");
    assertThat(csv("select status, held_by, reason from releases order by started_at"))
        .isEqualToNormalizingNewlines("status,held_by,reason\npublished,,\nheld,history,\n");

    assertThat(mine("publish", id).code()).isEqualTo(2);
    assertThat(mine("publish", id, "--reason", " ").code()).isEqualTo(2);
    CommandLineTest.Run publish = mine("publish", id, "--reason", "a new currency, see note 3");
    assertThat(publish.err()).isEmpty();
    assertThat(publish.code()).isZero();
    for (String name : List.of(id, "latest")) {
      assertThat(Files.readString(folder.resolve("lake/_reports/" + name + ".html")))
          .contains("although history held it back: a new currency, see note 3")
          .contains("6097.4 robust deviations")
          .contains("<title>Release " + id)
          .doesNotContain("jobs/publish");
    }
    assertThat(csv(LATEST)).isEqualToNormalizingNewlines("obs_value\n10040\n");
    assertThat(
            csv(
                "select status, held_by, reason, published_at > finished_at as later from releases"
                    + " order by started_at"))
        .isEqualToNormalizingNewlines(
            """
            status,held_by,reason,later
            published,,,
            published,history,"a new currency, see note 3",true
            """);

    CommandLineTest.Run quiet = mine("nightly");
    assertThat(quiet.code()).isZero();
    assertThat(quiet.out()).contains("Nothing changed: release " + id + " stays the latest.");

    // Readers saw the value: it is told again with the next release, and holds nothing back.
    incomes("10040", "2007");
    CommandLineTest.Run next = mine("nightly");
    assertThat(next.code()).isZero();
    assertThat(next.out())
        .containsPattern("history +warn +Österreich \\(AT\\) +level +2019 +10040")
        .contains("published before with this value");

    CommandLineTest.Run twice = mine("publish", id, "--reason", "again");
    assertThat(twice.code()).isEqualTo(1);
    assertThat(twice.err())
        .contains("release '" + id + "' is published already (at ")
        .contains("with the reason 'a new currency, see note 3'; only a held release");
  }

  @Test
  void aHeldReleaseThatIsOvertakenOrUnknownIsNotPublished() throws IOException {
    assertThat(mine("publish", "x", "--reason", "r").err())
        .contains("has no release 'x'; it has none yet: run jobs/nightly first");
    incomes("10040", "2006");
    CommandLineTest.Run first = mine("nightly");
    assertThat(first.code()).isEqualTo(4);
    String id = held(first.out());
    assertThat(first.out()).contains("readers see none yet");
    assertThat(mine("query", "select 1").err())
        .contains("has no published release; '" + id + "' is held back");
    assertThat(csv(LATEST, "--release", id)).isEqualToNormalizingNewlines("obs_value\n10040\n");

    // gates that somebody loosened let the same tables pass
    write("mine.yaml", CONFIGURATION.replace("deviations: 10", "deviations: 10000"));
    assertThat(mine("nightly").code()).isZero();
    assertThat(csv(LATEST)).isEqualToNormalizingNewlines("obs_value\n10040\n");
    CommandLineTest.Run old = mine("publish", id, "--reason", "r");
    assertThat(old.code()).isEqualTo(1);
    assertThat(old.err()).contains("release '" + id + "' is older than '").contains("go back");
    CommandLineTest.Run unknown = mine("query", "--release", id + "1", "select 1");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err())
        .contains("has no release '" + id + "1'; the newest are ")
        .contains(id + " (held)")
        .contains("did you mean '" + id + "'?");
  }

  /** The tables stay as they are, and the days go by. */
  @Test
  void withoutGatesWhatWasHeldIsPublished() throws IOException {
    incomes("10040", "2006");
    assertThat(mine("nightly").code()).isEqualTo(4);
    write("mine.yaml", CONFIGURATION.substring(0, CONFIGURATION.indexOf("gates:")));
    assertThat(mine("nightly").code()).isZero();
    assertThat(csv(LATEST)).isEqualToNormalizingNewlines("obs_value\n10040\n");
  }

  @Test
  void readersSeeWhatWasPublishedLastWhateverTheClockSaid() throws IOException {
    write("mine.yaml", CONFIGURATION.substring(0, CONFIGURATION.indexOf("gates:")));
    Outcome ahead = on("2021-06-01T08:00:00Z");
    incomes("1005", "2006");
    Outcome next = on("2021-01-01T08:00:00Z");
    assertThat(next.published()).isTrue();
    assertThat(next.release()).isNotEqualTo(ahead.release());
    assertThat(csv(LATEST)).isEqualToNormalizingNewlines("obs_value\n1005\n");
    assertThat(on("2021-01-02T08:00:00Z").release()).isEqualTo(next.release());
  }

  @Test
  void figuresThatGoStaleAreToldInEveryRun() throws IOException {
    write(
        "mine.yaml",
        CONFIGURATION.substring(0, CONFIGURATION.indexOf("gates:"))
            + "gates: [{gate: freshness, on_failure: hold, days: 366}]\n");
    Outcome fresh = on("2020-12-31T08:00:00Z");
    assertThat(fresh.published()).isTrue();
    assertThat(fresh.verdict()).isEqualTo(Verdict.CLEAR);
    Outcome stale = on("2021-01-01T08:00:00Z");
    assertThat(stale.published()).isFalse();
    assertThat(stale.held()).isEmpty();
    assertThat(stale.release()).isEqualTo(fresh.release());
    assertThat(stale.verdict().holdsBack()).isTrue();
    assertThat(stale.verdict().gates()).containsExactly("freshness");
    assertThat(stale.verdict().findings().get(0).get(7))
        .isEqualTo(
            "the newest period_end is 2019-12-31, 367 days before 2021-01-01; expected at most 366");
  }

  private Outcome on(String time) {
    Setup setup = Setup.read(folder.resolve("mine.yaml"), Optional.empty());
    SparkSession spark = SparkTest.session();
    Clock clock = Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    return new NightlyJob(spark, setup, clock, Progress.silent()).nightly();
  }
}
