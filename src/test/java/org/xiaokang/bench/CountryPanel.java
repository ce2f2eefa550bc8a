package org.xiaokang.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A made-up country of about 2,900 counties with a catalogue of its own: ratios and growth rates,
 * all of which roll up from counties to the country. Sizes of regions are log-normal, one figure in
 * twenty is missing, one in fifty was revised. Measured by {@code jobs/bench}; what is to come out
 * says {@link DuckDbRival}.
 *
 * @param metrics how many each county reports
 * @param indicators how many are computed
 * @param years up to 2020
 */
record CountryPanel(int metrics, int indicators, int years) {
  private static final int PROVINCES = 31;
  private static final int PREFECTURES = 11;
  private static final int COUNTIES = 8;
  private static final int LAST_YEAR = 2020;
  private static final double MISSING = 0.05;
  private static final double REVISED = 0.02;

  /**
   * An indicator: 100 * a / b, or the growth of a on the year before, in percent.
   *
   * @param growth which of the two
   * @param a number of a metric
   * @param b number of another
   */
  record Definition(String id, boolean growth, int a, int b) {}

  /**
   * Arguments: the folder to write to, the folder conf of the project, metrics, indicators, years.
   */
  public static void main(String[] args) throws IOException {
    new CountryPanel(
            Integer.parseInt(args[2]), Integer.parseInt(args[3]), Integer.parseInt(args[4]))
        .write(Path.of(args[0]), Path.of(args[1]).toAbsolutePath());
  }

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

  static String metric(int number) {
    return String.format(Locale.ROOT, "m%03d", number);
  }

  private void write(Path folder, Path conf) throws IOException {
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
              obs_id: "concat_ws(':', region_code, metric_code, year)"
              unit: "'yuan'"
              period_start: year
              period_end: year
              period_kind: "'year'"
        """
            .formatted(conf));
    Files.writeString(folder.resolve("metrics.yaml"), metricsFile());
    Files.writeString(folder.resolve("indicators/all.yaml"), indicatorsFile());
    List<String> regions =
        new ArrayList<>(List.of("code,name,level,parent,valid_from,valid_to,successors"));
    regions.add("N,Nation,country,,,,");
    for (int p = 0; p < PROVINCES; p++) {
      province(folder, regions, p);
    }
    Files.write(folder.resolve("regions.csv"), regions);
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

  private void province(Path folder, List<String> regions, int p) throws IOException {
    String province = String.valueOf(10 + p);
    regions.add("%s,Province %d,province,N,,,".formatted(province, p));
    Random random = new Random(1_000_003L * p + metrics);
    try (BufferedWriter out =
        Files.newBufferedWriter(folder.resolve("figures").resolve(province + ".csv"))) {
      out.write("region_code,metric_code,value,year,published_on\n");
      for (int q = 0; q < PREFECTURES; q++) {
        String prefecture = province + (10 + q);
        regions.add("%s,Prefecture %d-%d,prefecture,%s,,,".formatted(prefecture, p, q, province));
        for (int c = 0; c < COUNTIES + (p + q) % 2; c++) {
          String county = prefecture + (10 + c);
          regions.add("%s,County %d-%d-%d,county,%s,,,".formatted(county, p, q, c, prefecture));
          county(out, random, county);
        }
      }
    }
  }

  private void county(BufferedWriter out, Random random, String county) throws IOException {
    double size = 1e6 * Math.exp(random.nextGaussian());
    for (int m = 0; m < metrics; m++) {
      double level = size * (1 + m % 7);
      for (int year = LAST_YEAR - years + 1; year <= LAST_YEAR; year++) {
        level *= 1.05 + 0.1 * random.nextGaussian();
        long value = 1 + Math.round(Math.abs(level));
        boolean revised = random.nextDouble() < REVISED;
        if (random.nextDouble() < MISSING) {
          continue;
        }
        if (revised) {
          line(out, county, m, value + 1 + random.nextInt(1000), year, year + 1 + "-06-30");
        }
        line(out, county, m, value, year, year + 2 + "-06-30");
      }
    }
  }

  private static void line(
      BufferedWriter out, String county, int metric, long value, int year, String published)
      throws IOException {
    out.write(county + "," + metric(metric) + "," + value + "," + year + "," + published);
    out.write('\n');
  }
}
