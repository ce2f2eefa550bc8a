package org.xiaokang.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A made-up country of about 90 counties in each province, with a catalogue of its own: ratios and
 * growth rates, all of which roll up from counties to the country. {@link CountryRegions} tells its
 * counties and what becomes of their codes, {@link CountryFigures} what they report. The same shape
 * gives the same files, to the byte. Measured by {@code jobs/bench}; what is to come out says
 * {@link DuckDbRival}.
 *
 * @param metrics how many each county reports
 * @param indicators how many are computed
 * @param years up to 2020
 * @param provinces how many there are, at most 900
 */
record CountryPanel(int metrics, int indicators, int years, int provinces) {
  static final int LAST_YEAR = 2020;
  static final int MOST_PROVINCES = 900;

  CountryPanel {
    if (metrics < 1 || indicators < 1 || years < 1 || provinces < 1 || provinces > MOST_PROVINCES) {
      throw new IllegalArgumentException(
          "%d metrics, %d indicators, %d years, %d provinces: expected at least 1 of each, and at most %d provinces"
              .formatted(metrics, indicators, years, provinces, MOST_PROVINCES));
    }
  }

  /**
   * An indicator: 100 * a / b, or the growth of a on the year before, in percent.
   *
   * @param growth which of the two
   * @param a number of a metric
   * @param b number of another
   */
  record Definition(String id, boolean growth, int a, int b) {}

  /** The indicators: every second one a growth rate. */
  List<Definition> definitions() {
    List<Definition> definitions = new ArrayList<>();
    for (int i = 0; i < indicators; i++) {
      int a = i / 2 % metrics;
      int b = (a + 1 + i / (2 * metrics)) % metrics;
      definitions.add(new Definition(String.format(Locale.ROOT, "i%03d", i), i % 2 == 1, a, b));
    }
    return definitions;
  }

  int firstYear() {
    return LAST_YEAR - years + 1;
  }

  static String metric(int number) {
    return String.format(Locale.ROOT, "m%03d", number);
  }

  /**
   * Writes panel.yaml and what it names.
   *
   * @param conf the folder conf of the project
   * @return figures written
   */
  long write(Path folder, Path conf) throws IOException {
    Files.createDirectories(folder.resolve("figures"));
    Files.createDirectories(folder.resolve("indicators"));
    Files.writeString(
        folder.resolve("panel.yaml"),
        """
        lake: lake
        catalogue: {units: %s/units.yaml, metrics: metrics.yaml, indicators: indicators, regions: regions.csv}
        sources:
          - name: panel
            format: csv
            path: figures
            columns:
              doc_id: "'yearbook'"
              obs_id: "concat_ws(':', reporter, metric_code, year)"
              unit: "'yuan'"
              period_start: year
              period_end: year
              period_kind: "'year'"
        """
            .formatted(conf.toAbsolutePath()));
    Files.writeString(folder.resolve("metrics.yaml"), metricsFile());
    Files.writeString(folder.resolve("indicators/all.yaml"), indicatorsFile());
    CountryRegions regions = CountryRegions.of(this);
    Files.write(folder.resolve("regions.csv"), regions.table());
    return new CountryFigures(this, regions).write(folder.resolve("figures"));
  }

  private String metricsFile() {
    StringBuilder file = new StringBuilder("metrics:\n");
    for (int m = 0; m < metrics; m++) {
      file.append(
          """
            - code: %1$s
              name: {en: Spending %1$s, zh: 支出%1$s}
              unit: yuan
              kind: flow
              aggregation: {rule: sum, reason: money is spent in one county}
          """
              .formatted(metric(m)));
    }
    return file.toString();
  }

  private String indicatorsFile() {
    StringBuilder file = new StringBuilder("indicators:\n");
    for (Definition one : definitions()) {
      String inputs =
          one.growth()
              ? "{now: {metric: %1$s}, then: {metric: %1$s, shift: -1y}}"
              : "{now: {metric: %1$s}, then: {metric: %2$s}}";
      file.append(
          """
            - id: %s
              name: {en: "Indicator %s", zh: 指标%s}
              unit: percent
              inputs: %s
              value: %s
              direction: neutral
              roll_up: {min_coverage: 0}
          """
              .formatted(
                  one.id(),
                  one.id(),
                  one.id(),
                  inputs.formatted(metric(one.a()), metric(one.b())),
                  one.growth() ? "100 * (now / then - 1)" : "100 * now / then"));
    }
    return file.toString();
  }
}
