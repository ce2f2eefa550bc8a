package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SharedData;
import org.xiaokang.SparkTest;
import org.xiaokang.reader.Release;
import org.xiaokang.tables.Lake;

/**
 * What a health information system computes over its organisation tree, computed here from
 * src/test/resources/hierarchy alone: the values that DHIS2's own integration test asserts. Skipped
 * where they are not at hand.
 */
class HierarchyTest {
  private static final Path DECLARED = Path.of("src/test/resources/hierarchy");

  /** Which indicator a line of the expected values means. */
  private static final Map<String, String> INDICATORS =
      Map.ofEntries(
          Map.entry("sum C", "c_month"),
          Map.entry("sum A", "a_quarter"),
          Map.entry("sum_expr B+C", "b_and_c"),
          Map.entry("indicator num=B*C den=100", "b_times_c"),
          Map.entry("indicator num=A*C den=B", "a_times_c_over_b"),
          Map.entry("reporting_rate dataSetA", "rate_of_form_a"),
          Map.entry("reporting_rate dataSetB", "rate_of_form_b"),
          Map.entry("coverage_adjusted A * rate(dataSetA)/100", "a_by_rate_of_a"),
          Map.entry("coverage_adjusted A * rate(dataSetB)/100", "a_by_rate_of_b"),
          Map.entry("period_offset E[-1]+E[-2]", "e_two_months_before"),
          Map.entry("ytd E", "e_to_date"),
          Map.entry("ytd_offset-1 E", "e_to_date_before"),
          Map.entry("max_period_sum_org A", "a_max"),
          Map.entry("min_period_sum_org A", "a_min"),
          Map.entry("sum_of_unit_ratios A/B", "sum_of_ratios"),
          Map.entry("mean_of_unit_ratios A/B", "mean_of_ratios"),
          Map.entry("avg_leaf C", "c_mean"),
          Map.entry("nested_indicator_base A", "a_month"),
          Map.entry("nested_indicator_x2 2*N{A}", "a_twice"),
          Map.entry("nested_plus_previous N{A}+N{A}[-1]", "a_and_before"));

  @TempDir private Path folder;

  @Test
  void everyPublishedValueFollowsFromConfiguration() throws IOException {
    Path check = SharedData.file("checks/dhis2_indicator_hierarchy");
    for (String file : List.of("input.csv", "completeness.csv")) {
      Files.copy(check.resolve(file), folder.resolve(file));
    }
    for (String file :
        List.of("hierarchy.yaml", "units.yaml", "metrics.yaml", "indicators.yaml", "regions.csv")) {
      Files.copy(DECLARED.resolve(file), folder.resolve(file));
    }
    Map<String, Double> computed = computed();
    List<String[]> expected = expected(check.resolve("expected.csv"));
    assertThat(expected).hasSize(34);
    for (String[] line : expected) {
      String what = String.join(" ", line);
      String indicator = INDICATORS.get(line[0] + " " + line[1]);
      assertThat(indicator).as(what).isNotNull();
      String period = period(line[0], line[3]);
      Double value = computed.get(indicator + " " + line[2] + " " + period);
      assertThat(value).as(what).isNotNull();
      assertThat(value).as(what).isCloseTo(Double.parseDouble(line[4]), within(0.0051));
    }
    // The mean of the units' ratios (0.52 above) is not the ratio of the whole.
    assertThat(computed.get("ratio_of_sums A 2017-Q1")).isCloseTo(308 / 517.0, within(1e-12));
  }

  /** Values by indicator, unit and period: of a unit and all below it, else of the unit. */
  private Map<String, Double> computed() {
    Setup setup = Setup.read(folder.resolve("hierarchy.yaml"), Optional.empty());
    SparkSession spark = SparkTest.session();
    Lake lake = Lake.open(spark, setup.configuration().lake());
    Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    Outcome outcome = new NightlyJob(spark, setup, clock, Progress.silent()).nightly();
    assertThat(outcome.counts().rejected()).isZero();
    Release release = outcome.release().orElseThrow();
    Map<String, Double> values = new HashMap<>();
    for (Row row :
        lake.tables(release)
            .table("indicators")
            .filter("obs_value is not null")
            .orderBy(org.apache.spark.sql.functions.col("origin").desc())
            .collectAsList()) {
      values.put(
          row.getAs("indicator") + " " + row.getAs("ref_area") + " " + row.getAs("time_period"),
          row.getAs("obs_value"));
    }
    return values;
  }

  private static List<String[]> expected(Path file) throws IOException {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setHeaderExtractionEnabled(true);
    settings.setLineSeparatorDetectionEnabled(true);
    return new CsvParser(settings).parseAll(file.toFile(), StandardCharsets.UTF_8);
  }

  /** 2017Q1 is 2017-Q1 here, and the year to 2017-05 is 2017-01-01/P5M. */
  private static String period(String rule, String printed) {
    return rule.startsWith("ytd")
        ? "2017-01-01/P" + Integer.parseInt(printed.substring(5)) + "M"
        : printed.replace("Q", "-Q");
  }
}
