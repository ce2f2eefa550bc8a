package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SharedData;
import org.xiaokang.SparkTest;
import org.xiaokang.reader.Release;
import org.xiaokang.tables.Lake;

/**
 * Every published estimate of the shared checks, by src/test/resources/estimates alone. Skipped
 * where they are not at hand.
 */
@NullUnmarked // a figure that is not there fails the test
class EstimatesOfPublishedDataTest {
  private static final Path DECLARED = Path.of("src/test/resources/estimates");

  private static final Map<String, String> INPUTS =
      Map.of(
          "silc.csv.gz", "eusilc_microdata/input.csv.gz",
          "datt.csv", "datt_1998_and_pip_grouped/input.csv",
          "china.csv", "china_rural_grouped_lorenz/input.csv",
          "towns.csv", "alkire_foster_mpi_package/input.csv",
          "milk.csv", "small_area_fay_herriot_milk/input.csv");

  private static final Map<String, String> STATES =
      Map.of(
          "Burgenland", "AT1",
          "Carinthia", "AT2",
          "Lower Austria", "AT3",
          "Salzburg", "AT4",
          "Styria", "AT5",
          "Tyrol", "AT6",
          "Upper Austria", "AT7",
          "Vienna", "AT8",
          "Vorarlberg", "AT9");

  @TempDir private Path folder;

  private final Map<String, Row> observations = new HashMap<>();
  private final Map<String, Integer> equal = new LinkedHashMap<>();

  @Test
  void everyPublishedEstimateFollowsFromConfiguration() throws IOException {
    for (Map.Entry<String, String> input : INPUTS.entrySet()) {
      Files.copy(SharedData.file("checks/" + input.getValue()), folder.resolve(input.getKey()));
    }
    try (Stream<Path> files = Files.walk(DECLARED)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(DECLARED.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Release release = run();

    silc();
    datt();
    china();
    towns();
    milk();

    assertThat(equal)
        .as("values equal")
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("silc", 67, "datt", 58, "china", 853, "towns", 60, "milk", 94));
    assertThat(release.tables()).containsKey("distribution_accounts");
  }

  private Release run() {
    Setup setup = Setup.read(folder.resolve("estimates.yaml"), Optional.empty());
    SparkSession spark = SparkTest.session();
    Lake lake = Lake.open(spark, setup.configuration().lake());
    Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    Outcome outcome = new NightlyJob(spark, setup, clock, Progress.silent()).nightly();
    Release release = outcome.release().orElseThrow();
    for (Row row : lake.tables(release).table("observations").collectAsList()) {
      observations.put(
          String.join(
              " ",
              row.<String>getAs("metric"),
              row.<String>getAs("ref_area"),
              row.<String>getAs("time_period"),
              row.<String>getAs("scope")),
          row);
    }
    List<Row> accounts = lake.tables(release).table("distribution_accounts").collectAsList();
    Map<String, Long> used = new HashMap<>();
    accounts.forEach(
        row ->
            used.merge(
                row.getAs("estimate") + " " + row.getAs("reason"),
                row.<Long>getAs("records"),
                Long::sum));
    assertThat(used)
        .containsEntry("silc used", 14827L)
        .containsEntry("china_chosen used", 227L)
        .containsEntry("towns used", 30L)
        .containsEntry("milk used", 43L);
    return release;
  }

  private Row observation(String metric, String area, String period, String scope) {
    String key = String.join(" ", metric, area, period, scope);
    Row row = observations.get(key);
    assertThat(row).as(key).isNotNull();
    return row;
  }

  private static double value(Row row) {
    return row.<BigDecimal>getAs("obs_value").doubleValue();
  }

  private void isEqual(String check, Map<String, String> figure, double value, double tolerance) {
    assertThat(value)
        .as(figure.toString())
        .isCloseTo(Double.parseDouble(figure.get("expected")), within(tolerance));
    equal.merge(check, 1, Integer::sum);
  }

  private void silc() {
    for (Map<String, String> figure : expected("eusilc_microdata")) {
      String measure = figure.get("measure");
      String group = figure.get("group");
      boolean isState = figure.get("breakdown").equals("region");
      String area = isState ? STATES.get(group) : "AT";
      String scope = "all";
      if (measure.matches(".*_\\d+")) {
        scope = "line=p" + measure.replaceAll("\\D", "");
      } else if (figure.get("breakdown").equals("age and sex")) {
        scope = "age=%s;sex=%s".formatted((Object[]) group.split(" "));
      }
      Row row = observation(measure.replaceAll("_\\d+$", ""), area, "2006", scope);
      double told = Double.parseDouble(figure.get("expected"));
      isEqual("silc", figure, value(row), 1e-6 * told);
      assertThat(row.<String>getAs("origin")).isEqualTo("estimated");
      assertThat(row.<Double>getAs("standard_error")).as(figure.toString()).isPositive();
    }
    Row rate = observation("poverty_rate", "AT", "2006", "all");
    assertThat(rate.<Long>getAs("sample_size")).isEqualTo(14827);
    assertThat(rate.<Double>getAs("standard_error")).isCloseTo(0.2757, within(5e-4));
    assertThat(rate.<String>getAs("method")).contains("0.6 of the median", "Taylor linearisation");
    Row line = observation("threshold", "AT", "2006", "all");
    assertThat(line.<Double>getAs("standard_error"))
        .as("the R package convey prints 50.636 for this design")
        .isCloseTo(50.636, within(0.0005));
  }

  private void datt() {
    for (Map<String, String> figure : expected("datt_1998_and_pip_grouped")) {
      String measure = figure.get("measure");
      boolean isPercent = measure.endsWith("_percent");
      String plain = measure.replace("_percent", "");
      String line = figure.get("dataset").startsWith("india") ? "l89" : "l57";
      double value = grouped(figure, plain, figure.get("dataset"), "1983", "line=" + line);
      boolean isShare = plain.matches("headcount|poverty_gap|squared_poverty_gap|gini|decile_\\d+");
      value = isShare && !isPercent ? value / 100 : value;
      double told = Double.parseDouble(figure.get("expected"));
      double tolerance =
          figure.get("printed_decimals") == null
              ? Double.parseDouble(figure.get("tolerance")) * Math.max(1, Math.abs(told))
              : 0.5 * Math.pow(10, -Integer.parseInt(figure.get("printed_decimals")));
      isEqual("datt", figure, value, tolerance);
    }
  }

  private double grouped(
      Map<String, String> figure, String measure, String area, String period, String line) {
    String curve = "curve=" + figure.get("family");
    String metric = measure.toLowerCase(Locale.ROOT);
    List<String> parts = new ArrayList<>(List.of(curve));
    if (metric.matches("(coef|se)_[abc]")) {
      parts.add(0, "coefficient=" + measure.charAt(measure.length() - 1));
      metric = metric.replaceAll("_.*", "");
    } else if (metric.equals("gamma") || metric.equals("delta")) {
      parts.add(0, "coefficient=" + (metric.equals("gamma") ? "B" : "C"));
      metric = "coef";
    } else if (metric.startsWith("decile")) {
      parts.add("group=" + metric.replaceAll("\\D", ""));
      metric = "decile";
    } else if (metric.startsWith("elasticity")) {
      metric = metric.replace("_wrt", "").replace("_mean_c", "_mean");
    } else if (metric.equals("gini")) {
      metric = "grouped_gini";
    }
    if (!line.isEmpty() && metric.matches("headcount|.*gap|elasticity.*")) {
      parts.add(line);
    }
    if (area.equals("rural")) {
      parts.add("welfare=" + (Integer.parseInt(period) < 1990 ? "income" : "consumption"));
    }
    return value(observation(metric, area, period, String.join(";", parts)));
  }

  private void china() {
    for (Map<String, String> figure : expected("china_rural_grouped_lorenz")) {
      String measure = figure.get("measure");
      String period = figure.get("year");
      if (figure.get("family").equals("selected")) {
        String metric = measure.equals("for_poverty") ? "headcount" : "grouped_gini";
        String scope =
            "curve=chosen;welfare=" + (Integer.parseInt(period) < 1990 ? "income" : "consumption");
        assertThat(observation(metric, "rural", period, scope).<String>getAs("method"))
            .as(figure.toString())
            .contains(figure.get("expected") + " Lorenz curve");
        equal.merge("china", 1, Integer::sum);
        continue;
      }
      double value = grouped(figure, measure, "rural", period, "");
      value = measure.equals("polarization") ? 100 * value : value;
      double told = Double.parseDouble(figure.get("expected"));
      isEqual("china", figure, value, Math.max(1e-4 * Math.abs(told), 1.5e-5));
    }
  }

  private void towns() {
    Map<String, String> metrics =
        Map.of("poor", "multi_poor", "H", "multi_h", "A", "multi_a", "M0", "multi_m0");
    for (Map<String, String> figure : expected("alkire_foster_mpi_package")) {
      String measure = figure.get("measure");
      String indicator = figure.get("indicator");
      Row row =
          observation(
              metrics.getOrDefault(measure, measure),
              "bastia",
              "2020",
              indicator == null ? "all" : "indicator=" + indicator);
      isEqual("towns", figure, value(row), 5e-8);
    }
  }

  private void milk() {
    for (Map<String, String> figure : expected("small_area_fay_herriot_milk")) {
      String measure = figure.get("measure");
      double told = Double.parseDouble(figure.get("expected"));
      double value;
      if (measure.startsWith("beta")) {
        int number = Integer.parseInt(measure.replaceAll("\\D", ""));
        String term = number == 0 ? "constant" : "major_" + (number + 1);
        Row row = observation("milk_coefficient", "US", "1989", "term=" + term);
        value = measure.contains("se") ? row.<Double>getAs("standard_error") : value(row);
      } else {
        Row row = observation("milk", "area" + figure.get("small_area"), "1989", "all");
        double error = row.<Double>getAs("standard_error");
        value = measure.equals("mse") ? error * error : value(row);
      }
      isEqual("milk", figure, value, 1e-5 * Math.abs(told));
    }
    Row direct = observation("milk_direct", "area1", "1989", "all");
    assertThat(value(direct)).isEqualTo(1.099);
    assertThat(direct.<Double>getAs("standard_error")).isCloseTo(0.163, within(1e-12));
  }

  /** The lines of an expected table; a cell that is blank is null. */
  private static List<Map<String, String>> expected(String check) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    List<String[]> lines =
        new CsvParser(settings)
            .parseAll(
                SharedData.file("checks/" + check + "/expected.csv").toFile(),
                StandardCharsets.UTF_8);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String[] line : lines.subList(1, lines.size())) {
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < line.length; i++) {
        row.put(lines.get(0)[i], line[i]);
      }
      if (check.startsWith("eusilc")) {
        row.replaceAll((column, cell) -> cell == null ? "" : cell);
      }
      rows.add(row);
    }
    return rows;
  }
}
