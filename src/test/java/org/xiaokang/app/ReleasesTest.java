package org.xiaokang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases one after the other: what each changed, and why. */
class ReleasesTest {
  private static final String INDICATORS =
      """
      indicators:
        - id: spent
          name: {en: Spent, zh: 支出}
          unit: euro
          inputs: {x: {metric: fund}}
          value: x
          direction: neutral
        - id: growth
          name: {en: Growth, zh: 增速}
          unit: percent
          inputs: {now: {metric: fund}, then: {metric: fund, shift: -1y}}
          value: 100 * (now / then - 1)
          direction: neutral
      """;

  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String run(int code, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(1, List.of("--conf", folder.resolve("mine.yaml").toString()));
    CommandLineTest.Run run = CommandLineTest.run(all.toArray(String[]::new));
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(code);
    return run.out() + run.err();
  }

  /** The id of the release that a run printed. */
  private String nightly() {
    return run(0, "nightly")
        .lines()
        .filter(line -> line.startsWith("Release "))
        .findFirst()
        .orElseThrow()
        .substring("Release ".length());
  }

  private void declare() throws IOException {
    write(
        "mine.yaml",
        """
        lake: lake
        catalogue: {units: units.yaml, metrics: metrics.yaml, indicators: indicators.yaml, regions: regions.csv}
        sources:
          - {name: books, format: csv, path: books.csv, columns: {doc_id: "'d'", unit: "'EUR'", metric_code: "'fund'", period_kind: "'year'"}}
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
          - code: fund
            name: {en: Fund, zh: 资金}
            unit: euro
            kind: flow
            aggregation: {rule: sum, reason: money is spent in one place}
        """);
    write(
        "regions.csv",
        """
        code,name,level,parent,valid_from,valid_to,successors
        P,P,province,,,,
        A,A,county,P,,,
        B,B,county,P,,,
        """);
    write("indicators.yaml", INDICATORS);
  }

  private static List<String> cells(String said) {
    return said.lines().map(line -> line.strip().replaceAll("  +", "|")).toList();
  }

  @Test
  void eachChangeHasItsReason() throws IOException {
    declare();
    write("books.csv", "obs_id,region_code,period_end,value\n1,A,2018,100\n2,B,2018,10\n");
    String first = nightly();
    write(
        "books.csv",
        "obs_id,region_code,period_end,value\n1,A,2018,80\n2,B,2018,10\n3,B,2019,12\n");
    String second = nightly();
    assertThat(cells(run(0, "diff", first, second, "--values")))
        .contains(
            "B|growth|all|year|2019|reported|added|20|new data",
            "A|spent|all|year|2018|reported|changed|100|80|correction",
            "P|spent|all|year|2018|aggregated|changed|110|90|other regions",
            "B|spent|all|year|2019|reported|added|12|new data");
    assertThat(cells(run(0, "diff", first))).contains("spent|correction|0|0|1|1|0.2");

    write("indicators.yaml", INDICATORS.replace("value: x", "value: 2 * x"));
    String third = nightly();
    List<String> changed = cells(run(0, "diff", second, third));
    assertThat(changed).anyMatch(line -> line.startsWith("spent|definition|0|0|"));
    assertThat(changed).noneMatch(line -> line.startsWith("growth"));
    List<String> history = cells(run(0, "history"));
    assertThat(history.subList(2, 5))
        .extracting(line -> line.substring(0, line.indexOf('|')))
        .containsExactly(third, second, first);
    assertThat(history.get(2)).contains("indicator_catalogue, indicators, region_profiles");
    assertThat(history.get(4)).endsWith("|first");

    write("indicators.yaml", INDICATORS);
    write("books.csv", "obs_id,region_code,period_end,value\n2,B,2018,10\n3,B,2019,12\n");
    String fourth = nightly();
    List<String> revisions =
        cells(
            run(
                0,
                "query",
                "select obs_id, revision, value_printed, began_by, ended_by, valid_from_run,"
                    + " valid_to_run from observation_history union all select obs_id, revision,"
                    + " value_printed, began_by, null, from_run, null from observations"
                    + " order by 1, 2"));
    assertThat(revisions)
        .contains(
            "1|1|100|first report|correction|" + first + "|" + second,
            "1|2|80|correction|withdrawal|" + second + "|" + fourth,
            "2|1|10|first report|" + first,
            "3|1|12|first report|" + second,
            "(4 rows)");
    assertThat(run(1, "diff", first.replace('T', 't')))
        .contains("has no release")
        .contains("did you mean");
    assertThatAReleaseLetGoIsTold(first, fourth);
  }

  private void assertThatAReleaseLetGoIsTold(String gone, String kept) throws IOException {
    write(
        "mine.yaml",
        "retention: {releases: 1, days: 0}\n" + Files.readString(folder.resolve("mine.yaml")));
    run(0, "maintain");
    String told = "release '" + gone + "' was let go on ";
    assertThat(run(1, "diff", gone)).contains(told).contains("kept are [" + kept + "]");
    assertThat(run(1, "diff", kept, gone)).contains(told);
  }
}
