package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SharedData;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.ReaderLimits;
import org.xiaokang.reader.CellText;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.StructCell;
import org.xiaokang.reader.TableRow;
import org.xiaokang.tables.Lake;

/**
 * Tables as they are really printed and sent, each with the result that was worked out by hand: the
 * README of checks/crooked_inputs among the shared data. These are the ones about reading.
 */
class CrookedInputsTest {
  private static final String ROWS =
      "SELECT source_line, value, verdict, reasons FROM rejected_metrics ORDER BY source_line, value";

  @TempDir private Path folder;
  private @Nullable Outcome ended;

  private Outcome outcome() {
    return Objects.requireNonNull(ended, "run goes before");
  }

  /** Runs a case whose configuration may be changed: what is replaced, and by what. */
  private void run(String name, String... changes) throws IOException {
    Path all = SharedData.file("checks/crooked_inputs");
    copy(all.resolve("_shared"), folder.resolve("_shared"));
    copy(all.resolve(name), folder.resolve(name));
    Path file = folder.resolve(name).resolve("conf.yaml");
    String text = Files.readString(file);
    for (int i = 0; i < changes.length; i += 2) {
      assertThat(text).contains(changes[i]);
      text = text.replace(changes[i], changes[i + 1]);
    }
    Files.writeString(file, text);
    Setup setup = Setup.read(file, Optional.of(folder.resolve(name + "-lake").toString()));
    Clock clock = Clock.fixed(Instant.parse("2026-03-01T21:00:00Z"), ZoneOffset.UTC);
    ended = new NightlyJob(SparkTest.session(), setup, clock, Progress.silent()).nightly();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  private List<String> rows(String sql) {
    Path root = outcome().release().isPresent() ? lakeFolder() : folder;
    Lake lake = Lake.open(SparkTest.session(), root.toString());
    Release release = lake.latestRelease().orElseThrow();
    try (ReleaseReader reader = ReleaseReader.open(lake.reader(), release, ReaderLimits.DEFAULT)) {
      return reader.rows(List.of("observations", "rejected_metrics", "indicators"), sql).stream()
          .map(CrookedInputsTest::text)
          .toList();
    }
  }

  private Path lakeFolder() {
    try (Stream<Path> lakes = Files.list(folder)) {
      return lakes
          .filter(path -> String.valueOf(path.getFileName()).endsWith("-lake"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(TableRow row) {
    return String.join(
        " ", row.cells().values().stream().map(cell -> cell == null ? "-" : plain(cell)).toList());
  }

  private static String plain(Object cell) {
    return cell instanceof java.math.BigDecimal decimal
        ? decimal.stripTrailingZeros().toPlainString()
        : cell instanceof StructCell struct ? CellText.json(struct).toString() : cell.toString();
  }

  private List<String> figures(String columns) {
    return rows("SELECT " + columns + " FROM observations ORDER BY " + columns);
  }

  private List<String> verdicts() {
    return rows(
        "SELECT verdict, coalesce(list_extract(reasons, 1).code, '') AS code, value"
            + " FROM rejected_metrics ORDER BY 1, 2, 3");
  }

  @Test
  void anSdmxMultiplierIsApplied() throws IOException {
    run("c02_sdmx_unit_mult");
    assertThat(figures("ref_area, metric, obs_value"))
        .containsExactly(
            "c02KEN poor 15400000",
            "c02KEN population 47500000",
            "c02NGA poor 71250000",
            "c02NGA population 190500000");
    assertThat(
            rows(
                "SELECT ref_area, round(obs_value, 2) AS v FROM indicators"
                    + " WHERE indicator = 'inc_calc' ORDER BY 1"))
        .containsExactly("c02KEN 32.42", "c02NGA 37.4");
  }

  @Test
  void aTimeOfDayIsNeverCutOff() throws IOException {
    run("c03_javascript_dates");
    assertThat(figures("ref_area, time_period")).containsExactly("c03-b 2018", "c03-b 2019");
    assertThat(verdicts())
        .containsExactly("rejected time_without_zone 10000", "rejected time_without_zone 11000");
  }

  @Test
  void aTimeOfDayIsReadInItsZone() throws IOException {
    run("c03_javascript_dates", "path: c03.csv", "path: c03.csv\n    time_zone: Asia/Shanghai");
    assertThat(figures("ref_area, time_period"))
        .containsExactly("c03-a 2018", "c03-a 2019", "c03-b 2018", "c03-b 2019");
  }

  @Test
  void anIdOfTwoRegionsIsNoCorrection() throws IOException {
    run("c04_same_name_two_files");
    assertThat(figures("ref_area")).containsExactly("c04bj-2", "c04jl-2");
    assertThat(verdicts())
        .containsExactly("rejected obs_id_reused 12.5", "rejected obs_id_reused 30.2");
  }

  @Test
  void namesAreReadAsYearbooksSetThem() throws IOException {
    run("c14_names_as_yearbooks_set_them");
    assertThat(figures("ref_area, obs_value")).containsExactly("c14 60000", "c14lb 30000");
    assertThat(String.join("\n", rows(ROWS)))
        .contains("did you mean 北京市 (c14)?", "石柱土家族自治县 (c14sz)?")
        .contains("荔波县 (c14lb)?");
    assertThat(outcome().counts().rejected()).isEqualTo(7);
  }

  @Test
  void aMarkBehindAYearIsToldOrDeclared() throws IOException {
    run("c19_year_headers_with_marks");
    assertThat(figures("time_period, obs_value")).containsExactly("2017 100000");
    assertThat(outcome().notes())
        .anySatisfy(
            note ->
                assertThat(note)
                    .contains("'2019*'", "'2020（初步）'", "'2018' (column 4", "'2018' (column 7"));
  }

  @Test
  void aDeclaredMarkGoesToTheNote() throws IOException {
    run(
        "c19_year_headers_with_marks",
        "path: c19.csv",
        "path: c19.csv\n    note_marks: [\"*\", （初步）]");
    assertThat(figures("time_period, obs_value, note"))
        .containsExactly("2017 100000 -", "2019 120000 *", "2020 130000 （初步）");
  }

  @Test
  void periodsOfSdmxAreRead() throws IOException {
    run("c22_sdmx_periods");
    assertThat(figures("value_printed, time_period"))
        .contains(
            "100 2019",
            "101 2019-Q1",
            "102 2019-Q2",
            "103 2019-S1",
            "104 2019-01-28/P7D",
            "105 2019-01",
            "106 2019-03",
            "107 2019-Q3",
            "108 2019",
            "109 2019-01-31",
            "110 2019-01-31",
            "111 2019-12-31",
            "113 2019",
            "114 2019-03");
    assertThat(verdicts()).containsExactly("rejected date_invalid 112");
  }

  @Test
  void aMarkForNoFigureIsNoReject() throws IOException {
    run("c24_no_figure_marks");
    assertThat(outcome().counts().rejected()).isZero();
    assertThat(outcome().counts().observed()).isEqualTo(4 + 7);
    assertThat(outcome().verdict().found()).isZero();
  }

  @Test
  void theCodeOfTheDayIsPreferred() throws IOException {
    run("c34_county_to_city");
    assertThat(
            rows(
                "SELECT value_printed FROM observations WHERE preferred AND metric = 'population'"
                    + " AND time_period = '2020'"))
        .containsExactly("51");
  }

  @Test
  void unitsAreReadAsPrinted() throws IOException {
    run("c42_units_as_printed");
    assertThat(figures("unit_printed"))
        .contains("元／人", "元/人", "万元/人", "万 人", "(万人)", "千人", "％", "单位：万元", "亿", "元");
    assertThat(String.join("\n", rows(ROWS)))
        .containsPattern("unit_incompatible[^}]*万美元")
        .containsPattern("unit_incompatible[^}]*fraction");
  }

  @Test
  void fiscalYearsAreRefusedOrDeclared() throws IOException {
    run("f1_fiscal_year_labels");
    assertThat(outcome().counts().observed()).isZero();
    assertThat(String.join("\n", rows(ROWS))).contains("fiscal_year_starts: 04-01");
  }

  @Test
  void declaredFiscalYearsAreRead() throws IOException {
    run("f1_fiscal_year_labels", "path: f1.csv", "path: f1.csv\n    fiscal_year_starts: 04-01");
    assertThat(figures("metric, time_period"))
        .containsExactly(
            "fund 2004-04-01/P1Y",
            "fund 2009-04-01/P1Y",
            "fund 2011-04-01/P1Y",
            "fund 2012-04-01/P1Y",
            "fund 2013-04-01/P1Y",
            "incidence 2004-04-01/P1Y",
            "incidence 2009-04-01/P1Y",
            "incidence 2011-04-01/P1Y");
  }

  @Test
  void decimalCommasAreFoundFromTheColumn() throws IOException {
    run("f4_decimal_commas");
    assertThat(figures("ref_area, obs_value"))
        .containsExactly(
            "f4-0 12.5", "f4-1 3.142", "f4-2 1234", "f4-3 1234.5", "f4-4 0.75", "f4-5 12.345");
    assertThat(outcome().notes()).anySatisfy(note -> assertThat(note).contains("decimal commas"));
  }

  @Test
  void aVagueDayOfPublicationKeepsTheFigure() throws IOException {
    run("f7_published_on_forms");
    assertThat(figures("ref_area, obs_value, published_on"))
        .containsExactly(
            "f7-0 100 -",
            "f7-0 105 2021-03-01",
            "f7-1 100 -",
            "f7-2 100 2020-09-30",
            "f7-3 100 2020-09-30");
    assertThat(outcome().notes())
        .anySatisfy(note -> assertThat(note).contains("2 rows", "day is not known"));
  }

  @Test
  void equalNumbersAreEqualHoweverTheyAreSpelled() throws IOException {
    run("q8_concatenated_files");
    assertThat(figures("ref_area, time_period, obs_value"))
        .containsExactly(
            "q8-1 2018 5",
            "q8-1 2019 12",
            "q8-2 2018 6",
            "q8-2 2019 1200",
            "q8-3 2018 7",
            "q8-3 2019 8");
    assertThat(outcome().counts().rejected()).isEqualTo(2);
    assertThat(outcome().counts().duplicates()).isEqualTo(4);
  }

  @Test
  void anEmptyFileIsSkippedAndTold() throws IOException {
    run("r1_empty_file_in_folder");
    assertThat(outcome().counts().observed()).isEqualTo(1);
    assertThat(outcome().notes()).anySatisfy(note -> assertThat(note).contains("b.csv", "skipped"));
  }

  @Test
  void anotherSeparatorIsTold() {
    assertThatThrownBy(() -> run("r2_semicolon_not_told"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("options: {sep: \";\"}");
  }

  @Test
  void aTitleAboveTheHeaderIsTold() {
    assertThatThrownBy(() -> run("r3_title_above_header"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContainingAll("表3-1 各县人口", "line 3 the header", "delete the lines above it");
  }

  @Test
  void aDoubledColumnIsNoNumber() {
    assertThatThrownBy(() -> run("r6_duplicate_numeric_header"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("the header has '2018' twice (columns 3, 4)");
  }

  @Test
  void oneRowsFailureIsThatRowsReason() throws IOException {
    run("r9_expression_meets_mark");
    assertThat(figures("ref_area, obs_value")).containsExactly("r1 9.27", "r3 11");
    assertThat(String.join("\n", rows(ROWS))).contains("not_computed", "headcount = '..'");
  }

  @Test
  void anUnclosedQuoteCostsItsLine() throws IOException {
    run("ra_unclosed_quote_three_columns");
    assertThat(figures("ref_area")).containsExactly("r1", "r3", "r4", "r5", "r6");
    assertThat(outcome().counts())
        .hasToString("6 read = 5 observed + 1 rejected + 0 duplicates + 0 superseded");
  }
}
