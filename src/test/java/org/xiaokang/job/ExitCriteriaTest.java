package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SharedData;
import org.xiaokang.SparkTest;
import org.xiaokang.config.ReaderLimits;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.TableRow;
import org.xiaokang.reader.Why;
import org.xiaokang.tables.Lake;

/**
 * The exit of counties as a night assesses it, against seven cases worked by hand, seven published
 * statements and what reports give; and each correction that is named, fed through another night.
 */
class ExitCriteriaTest {
  private static final Map<String, String> METRICS = new LinkedHashMap<>();

  static {
    METRICS.put("registered_poor_left", "registered_poor_population");
    METRICS.put("persons_lifted", "poor_population_lifted");
    METRICS.put("persons_not_on_register", "rural_population_not_registered");
    METRICS.put("rural_population", "rural_population");
    METRICS.put("sample_lifted", "exit_sample_lifted");
    METRICS.put("sample_wrong_exits", "exit_sample_wrong_exits");
    METRICS.put("sample_not_on_register", "exit_sample_not_registered");
    METRICS.put("sample_missed", "exit_sample_missed");
    METRICS.put("households_asked", "exit_sample_households_asked");
    METRICS.put("households_recognising", "exit_sample_households_recognising");
  }

  @TempDir private static Path folder;

  private static List<Map<String, String>> cases;
  private static List<TableRow> assessed;
  private static List<TableRow> statements;
  private static List<String> why;
  private static String page;

  @BeforeAll
  static void run() throws IOException {
    Path oracle = SharedData.file("checks/exit_criteria");
    cases = rows(oracle.resolve("cases.csv"));
    StringBuilder regions =
        new StringBuilder("code,name,level,parent,valid_from,valid_to,successors,zone\n");
    for (Map<String, String> one : cases) {
      regions.append(region(cell(one, "case"), cell(one, "zone")));
    }
    Files.writeString(folder.resolve("regions.csv"), regions);
    Files.writeString(folder.resolve("night.yaml"), configuration(oracle));
    Lake lake = night("night.yaml", "lake");
    try (ReleaseReader reader =
        ReleaseReader.open(
            lake.reader(), lake.latestRelease().orElseThrow(), ReaderLimits.DEFAULT)) {
      assessed = reader.rows(List.of("assessments"), "SELECT * FROM assessments");
      statements =
          reader.rows(
              List.of("reconciliation"),
              "SELECT * FROM reconciliation WHERE source = 'national' ORDER BY claim_id");
      why = new Why(reader).lines("石柱土家族自治县", "county_exit_2016", "2019");
    }
    try (var pages = Files.list(folder.resolve("lake/_reports"))) {
      page =
          Files.readString(
              pages.filter(file -> file.endsWith("latest.html")).findFirst().orElseThrow());
    }
  }

  private static String region(String code, String zone) {
    return "X-%s,县%s,county,100000,,,,%s\n".formatted(code, code, zone);
  }

  private static String configuration(Path oracle) {
    Path conf = Path.of("conf").toAbsolutePath();
    StringBuilder names = new StringBuilder("case item");
    METRICS.forEach((item, metric) -> names.append(" when '%s' then '%s'".formatted(item, metric)));
    return """
        lake: lake
        catalogue:
          units: %1$s/units.yaml
          metrics: %1$s/metrics.yaml
          indicators: %1$s/indicators
          assessments: %1$s/assessments
          regions: [regions.csv, %1$s/regions.csv]
        sources:
          - name: cases
            format: csv
            path: %2$s/cases.csv
            unpivot: {columns: [%3$s], name: item, value: printed}
            columns:
              doc_id: "'cases'"
              obs_id: concat(`case`, ':', item)
              region_code: concat('X-', `case`)
              metric_code: %4$s end
              value: printed
              unit: if(item like 'households%%', '户', '人')
              period_end: "'2018-12-31'"
              period_kind: if(item = 'persons_lifted', 'cumulative', 'point')
              note: "''"
          - name: reported
            format: csv
            path: %2$s/reported.csv
            columns:
              doc_id: "'reported'"
              obs_id: concat(region, ':', metric)
              region_name: region
              metric_code: metric
              period_end: "'2019-04-30'"
              period_kind: "'point'"
              qualifier: bound
        claims:
          - name: national
            format: csv
            path: %2$s/national.csv
            columns:
              claim_id: concat(statement, ' ', period)
              doc_id: "'national'"
              region_code: "'100000'"
              claimed: published
        """
        .formatted(conf, oracle.toAbsolutePath(), String.join(", ", METRICS.keySet()), names);
  }

  private static String cell(Map<String, String> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  private static Lake night(String configuration, String name) {
    String root = folder.resolve(name).toString();
    Setup setup = Setup.read(folder.resolve(configuration), Optional.of(root));
    new NightlyJob(SparkTest.session(), setup, Clock.systemUTC(), Progress.silent()).nightly();
    return Lake.open(SparkTest.session(), root);
  }

  private static List<Map<String, String>> rows(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] header = lines.get(0).split(",");
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", header.length);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < header.length; i++) {
        row.put(header[i], cells[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  private static TableRow row(List<TableRow> rows, String area, String criterion) {
    return rows.stream()
        .filter(row -> row.text("ref_area").equals(area))
        .filter(row -> row.text("criterion").equals(criterion))
        .filter(row -> row.text("origin").equals("reported"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(area + " " + criterion));
  }

  @Test
  void sevenOfSevenCasesComeOutAsByHand() {
    assertThat(cases).hasSize(7);
    for (Map<String, String> one : cases) {
      String area = "X-" + cell(one, "case");
      assertThat(row(assessed, area, "whole").text("verdict"))
          .as(area)
          .isEqualTo(cell(one, "verdict"));
      for (String criterion :
          List.of(
              "comprehensive_poverty_incidence",
              "wrong_exit_rate",
              "missed_rate",
              "public_recognition_rate")) {
        TableRow its = row(assessed, area, criterion);
        assertThat(its.real("value"))
            .as(area + " " + criterion)
            .isCloseTo(
                Double.parseDouble(cell(one, criterion)),
                org.assertj.core.data.Offset.offset(5e-7));
        assertThat(its.text("verdict"))
            .as(area + " " + criterion)
            .isEqualTo(cell(one, "failed").equals(criterion) ? "not_met" : "met");
      }
    }
  }

  @Test
  void sevenOfSevenPublishedStatementsRecompute() {
    assertThat(statements).hasSize(7);
    assertThat(statements)
        .allSatisfy(row -> assertThat(row.is("consistent")).as(row.text("claim_id")).isTrue());
  }

  @Test
  void shizhuIsNotDecidableAndTheIncidenceIsWhatIsMissing() {
    TableRow whole = row(assessed, "500240", "whole");
    assertThat(whole.text("verdict")).isEqualTo("not_decidable");
    assertThat(whole.number("met")).isEqualTo(3);
    assertThat(whole.text("reason"))
        .isEqualTo("3 of 4 criteria met; not decidable: comprehensive_poverty_incidence");
    assertThat(whole.texts("would_decide").get(0)).isEqualTo("comprehensive_poverty_incidence");
    assertThat(String.join("\n", why))
        .contains("? not decidable", "✓ met")
        .contains("printed '97.91percent' (exact) in document reported");
    assertThat(page).contains("✓ met", "✗ not met", "? not decidable", "Assessments");
  }

  /** One correction in words, or one step less of it. */
  private record Trial(String code, TableRow point, String verdict, boolean turned) {}

  @Test
  void eachNamedCorrectionTurnsTheVerdictInAnotherNightAndOneStepLessDoesNot() throws IOException {
    StringBuilder regions =
        new StringBuilder("code,name,level,parent,valid_from,valid_to,successors,zone\n");
    StringBuilder figures =
        new StringBuilder(
            "doc_id,obs_id,region_code,metric_code,value,unit,period_end,period_kind\n");
    List<Trial> trials = new ArrayList<>();
    for (Map<String, String> one : cases) {
      TableRow whole = row(assessed, "X-" + cell(one, "case"), "whole");
      for (TableRow point : whole.rows("breaking_points")) {
        assertThat(point.text("method")).isEqualTo("exact");
        for (boolean turned : new boolean[] {true, false}) {
          String code = cell(one, "case") + trials.size();
          trials.add(new Trial("X-" + code, point, whole.text("verdict"), turned));
          regions.append(region(code, cell(one, "zone")));
          METRICS.forEach(
              (item, metric) ->
                  figures.append(
                      "d,%s:%s,X-%s,%s,%s,%s,2018-12-31,%s\n"
                          .formatted(
                              code,
                              item,
                              code,
                              metric,
                              metric.equals(point.text("metric"))
                                  ? corrected(point, turned)
                                  : cell(one, item),
                              item.startsWith("households") ? "户" : "人",
                              item.equals("persons_lifted") ? "cumulative" : "point")));
        }
      }
    }
    assertThat(trials).hasSize(80);
    Files.writeString(folder.resolve("regions2.csv"), regions);
    Files.writeString(folder.resolve("figures2.csv"), figures);
    Path conf = Path.of("conf").toAbsolutePath();
    Files.writeString(
        folder.resolve("night2.yaml"),
        """
        lake: lake2
        catalogue:
          units: %1$s/units.yaml
          metrics: %1$s/metrics.yaml
          indicators: %1$s/indicators
          assessments: %1$s/assessments
          regions: [regions2.csv, %1$s/regions.csv]
        sources:
          - {name: corrected, format: csv, path: figures2.csv}
        """
            .formatted(conf));
    Lake lake = night("night2.yaml", "lake2");
    try (ReleaseReader reader =
        ReleaseReader.open(
            lake.reader(), lake.latestRelease().orElseThrow(), ReaderLimits.DEFAULT)) {
      List<TableRow> now =
          reader.rows(
              List.of("assessments"), "SELECT * FROM assessments WHERE criterion = 'whole'");
      for (Trial trial : trials) {
        assertThat(row(now, trial.code(), "whole").text("verdict"))
            .as("%s: %s", trial.code(), trial.point().cells())
            .isEqualTo(trial.turned() ? trial.point().text("turns_to") : trial.verdict());
      }
    }
  }

  private static String corrected(TableRow point, boolean turned) {
    BigDecimal to = point.decimal("corrected");
    BigDecimal step = point.decimal("step");
    boolean more = to.compareTo(point.decimal("printed")) > 0;
    BigDecimal value = turned ? to : more ? to.subtract(step) : to.add(step);
    return value.stripTrailingZeros().toPlainString();
  }
}
