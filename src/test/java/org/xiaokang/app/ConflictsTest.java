package org.xiaokang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two sources that state the same figures: what is preferred, and what is said about the rest. */
@Tag("long")
class ConflictsTest {
  private static final String SOURCE =
      """
        - name: %1$s
          format: csv
          path: %1$s.csv
          %2$s
          columns: {obs_id: "concat_ws(':', region_code, period_start)", unit: "'EUR'", metric_code: "'income'",
            period_end: period_start, period_kind: "if(period_start is null, 'unknown', 'year')"}
      """;

  private static final String CONFLICTS =
      "select ref_area, time_period, source, doc_id, obs_value, preferred,"
          + " relative_difference as off from conflicts";

  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  /** The yearbook's one document, and two of the press, all later. */
  private void twoSources(String yearbook, String press) throws IOException {
    write(
        "mine.yaml",
        """
        lake: lake
        catalogue: {units: units.yaml, metrics: metrics.yaml, indicators: themes, regions: regions.csv}
        sources:
        """
            + SOURCE.formatted("yearbook", yearbook)
            + SOURCE.formatted("press", press));
    write(
        "yearbook.csv",
        """
        doc_id,region_code,period_start,value,published_on
        y,AT,2018,100,2020-01-01
        y,AT,2019,110,2020-01-01
        y,AT,,50,2020-01-01
        """);
    write(
        "press.csv",
        """
        doc_id,region_code,period_start,value,published_on
        p1,AT,2019,121,2020-02-01
        p2,AT,2018,100.0,2020-03-01
        p2,AT,2019,132,2020-03-01
        p2,AT,,70,2020-03-01
        """);
    write(
        "units.yaml",
        """
        units:
          - {code: euro, name: {en: euro, zh: 欧元}, symbols: [{of: [EUR]}]}
          - {code: percent, name: {en: percent, zh: 百分比}, symbols: [{of: ["%"]}]}
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
        "themes/income.yaml",
        """
        indicators:
          - id: level
            name: {en: Level, zh: 水平}
            unit: euro
            inputs: {now: {metric: income}}
            value: now
            direction: higher_is_better
          - id: growth
            name: {en: Growth, zh: 增速}
            unit: percent
            inputs: {now: {metric: income}, then: {metric: income, shift: -1y}}
            value: 100 * (now / then - 1)
            direction: higher_is_better
        """);
    write(
        "regions.csv",
        """
        code,name,name_en,level,parent,valid_from,valid_to,successors
        AT,Österreich,Austria,country,,,,
        """);
  }

  private String mine(String command, String... more) {
    List<String> args =
        new ArrayList<>(List.of(command, "--conf", folder.resolve("mine.yaml").toString()));
    args.addAll(List.of(more));
    CommandLineTest.Run run = CommandLineTest.run(args.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    return run.out();
  }

  @Test
  void aRankGoesBeforeALaterPublication() throws IOException {
    twoSources("rank: 1", "rank: 2");
    assertThat(mine("nightly"))
        .contains("7 read = 7 observed + 0 rejected + 0 duplicates")
        .contains("5 figures in conflict: jobs/query \"select * from conflicts\"");
    assertThat(mine("query", "--format", "csv", CONFLICTS))
        .isEqualToNormalizingNewlines(
            """
            ref_area,time_period,source,doc_id,obs_value,preferred,off
            AT,2018,yearbook,y,100,true,0
            AT,2018,press,p2,100,false,0
            AT,2019,yearbook,y,110,true,0
            AT,2019,press,p1,121,false,0.1
            AT,2019,press,p2,132,false,0.2
            """);
    assertThat(mine("query", "--format", "csv", "select * from conflicts limit 0").strip())
        .isEqualTo(
            "ref_area,metric,scope,period_kind,time_period,source,doc_id,obs_id,obs_value,unit_measure,"
                + "value_printed,preferred,relative_difference,published_on,confidence");
    assertThat(mine("why", "Austria", "growth", "2019"))
        .contains("100 * (110 / 100 - 1)")
        .contains(
            "preferred to 121 euro in document p1, observation AT:2019 of source press (+10.0 %);"
                + " 132 euro in document p2, observation AT:2019 of source press (+20.0 %)")
        .contains("preferred to 100 euro in document p2, observation AT:2018 of source press (the");
  }

  /** The indicator engine meets both undated figures, and keeps each to its own document. */
  @Test
  void undatedFiguresOfTwoDocumentsAreNoConflictAndNeverMeet() throws IOException {
    twoSources("rank: 1", "rank: 2");
    mine("nightly");
    String undated =
        mine(
            "query",
            "--format",
            "csv",
            "select doc_id, preferred, stated_by from observations where time_period = '_U' order by 1");
    assertThat(undated)
        .isEqualToNormalizingNewlines("doc_id,preferred,stated_by\np2,true,1\ny,true,1\n");
    String values =
        mine(
            "query",
            "--format",
            "csv",
            "select indicator, i.obs_value, doc_id from indicators i join observations o"
                + " on i.inputs[1].observation_id = o.observation_id"
                + " where i.time_period = '_U' order by doc_id");
    assertThat(values)
        .isEqualToNormalizingNewlines("indicator,obs_value,doc_id\nlevel,70,p2\nlevel,50,y\n");
    assertThat(mine("why", "AT", "level", "_U")).contains("level = 50").contains("level = 70");
  }

  @Test
  void withoutRanksTheLatestPublicationIsPreferred() throws IOException {
    twoSources("options: {}", "options: {}");
    assertThat(mine("load")).contains("5 figures in conflict");
    assertThat(mine("indicators")).contains("5 figures in conflict");
    assertThat(
            mine(
                "query",
                "--format",
                "csv",
                "select round(obs_value, 9) as obs_value from indicators where indicator='growth'"))
        .isEqualToNormalizingNewlines("obs_value\n32\n");
    write("press.csv", "doc_id,region_code,period_start,value,published_on\n");
    assertThat(mine("nightly")).contains("3 read = 3 observed").doesNotContain("in conflict");
    assertThat(mine("query", "select * from conflicts")).contains("(0 rows)");
  }

  @Test
  void aRankIsAWholeNumberFromOneAndOnlyFiguresHaveOne() throws IOException {
    twoSources("rank: 0", "rank: 1.5");
    write(
        "mine.yaml",
        Files.readString(folder.resolve("mine.yaml"))
            + "claims:\n  - {name: c, format: csv, path: c.csv, rank: 1}\n");
    CommandLineTest.Run check =
        CommandLineTest.run("check", "--conf", folder.resolve("mine.yaml").toString());
    assertThat(check.code()).isEqualTo(3);
    assertThat(check.err())
        .contains("'rank' must be a whole number from 1, and 1 goes first; found '0'")
        .contains("'rank' must be a whole number, found '1.5'")
        .contains("key 'rank' is not known");
  }
}
