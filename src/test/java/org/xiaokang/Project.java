package org.xiaokang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.xiaokang.config.ReaderLimits;
import org.xiaokang.job.NightlyJob;
import org.xiaokang.job.Outcome;
import org.xiaokang.job.Progress;
import org.xiaokang.job.Setup;
import org.xiaokang.reader.CellText;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.StructCell;
import org.xiaokang.reader.TableRow;
import org.xiaokang.tables.Lake;

/**
 * A small project of its own: one metric of some countries, one indicator; and what its runs leave.
 */
public final class Project {
  private final Path folder;

  /** Writes everything but the figures. */
  public Project(Path folder) throws IOException {
    this.folder = folder;
    write(
        "mine.yaml",
        """
        lake: lake
        catalogue: {units: units.yaml, metrics: metrics.yaml, indicators: themes, regions: regions.csv}
        sources:
          - name: wide
            format: csv
            path: wide.csv
            unpivot: {pattern: "20\\\\d\\\\d", name: year, value: printed}
            columns:
              doc_id: "'statistics'"
              obs_id: concat(land, ':', year)
              region_code: land
              metric_code: "'income'"
              value: printed
              unit: "'EUR'"
              period_start: concat(year, '-01-01')
              period_end: concat(year, '-12-31')
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
        "themes/growth.yaml",
        """
        indicators:
          - id: growth
            name: {en: Growth, zh: 增速}
            unit: percent
            inputs: {now: {metric: income}, then: {metric: income, shift: -1y}}
            value: 100 * (now / then - 1)
            direction: higher_is_better
            headline: true
        """);
    write(
        "regions.csv",
        """
        code,name,name_en,level,parent,valid_from,valid_to,successors
        AT,Österreich,Austria,country,,,,
        DE,Deutschland,Germany,country,,,,
        """);
    figures(0);
  }

  /** The configuration's file. */
  public Path configuration() {
    return folder.resolve("mine.yaml");
  }

  /** Makes the figures those of one of several inputs: each differs from all others in each row. */
  public void figures(int variant) throws IOException {
    String rejected = variant % 2 == 0 ? "" : "XX,1,2\n";
    write(
        "wide.csv",
        "land,2018,2019\nAT,%d,%d\nDE,%d,%d\n%s"
            .formatted(100 + variant, 110 + 2 * variant, 200 + variant, 190 + variant, rejected));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, text);
  }

  /** A lake of this project by a path or a URI. */
  public Lake lake(String root) {
    return Lake.open(SparkTest.session(), root);
  }

  /** A whole run in this process. */
  public Outcome nightly(String root, Clock clock) {
    Outcome outcome = nightlyWithOrWithoutPage(root, clock);
    assertHasItsPage(outcome);
    return outcome;
  }

  /** A whole run in this process, which may say that it could not write its page. */
  Outcome nightlyWithOrWithoutPage(String root, Clock clock) {
    Setup setup = Setup.read(configuration(), Optional.of(root));
    return new NightlyJob(SparkTest.session(), setup, clock, Progress.silent()).nightly();
  }

  /** A run that made a release says where its page is; else why it was not written. */
  static void assertHasItsPage(Outcome outcome) {
    assertThat(outcome.page().filter(page -> !page.endsWith(".html"))).as("the page").isEmpty();
  }

  /** Columns that say which run it was, or when a file was written. */
  private static final Set<String> RUNS =
      Set.of("run_id", "from_run", "valid_from_run", "valid_to_run", "modified_at");

  /** The latest release's rows by table, in one order and without what differs from run to run. */
  public static Map<String, List<String>> content(Lake lake) {
    return look(lake, (release, content) -> content);
  }

  /** What is made of the latest release's id and its {@link #content}, all of one look at it. */
  static <T> T look(Lake lake, BiFunction<String, Map<String, List<String>>, T> seen) {
    Release release = lake.latestRelease().orElseThrow();
    Map<String, List<String>> content = new TreeMap<>();
    try (ReleaseReader reader = ReleaseReader.open(lake.reader(), release, ReaderLimits.DEFAULT)) {
      for (String table : release.tables().keySet()) {
        List<String> texts = new ArrayList<>();
        reader.each(List.of(table), "SELECT * FROM " + table, row -> texts.add(text(row)));
        texts.sort(null);
        assertThat(texts).as(table).hasSize(Math.toIntExact(release.rowCounts().get(table)));
        content.put(table, texts);
      }
    }
    assertThat(content).isNotEmpty();
    return seen.apply(release.releaseId(), content);
  }

  /**
   * Observations of {@link #content} without what tells how often a figure said something else
   * before.
   */
  public static List<String> withoutPast(List<String> rows) {
    return rows.stream()
        .map(row -> row.replaceAll(",\"(revision|began_by)\":(\\d+|\"[^\"]*\")", ""))
        .sorted()
        .toList();
  }

  private static String text(TableRow row) {
    StructCell cells = new StructCell(row.cells());
    cells.keySet().removeAll(RUNS);
    return CellText.json(cells).toString();
  }
}
