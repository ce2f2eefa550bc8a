package org.xiaokang.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.CatalogueReader;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.catalogue.Units;
import org.xiaokang.indicator.CatalystFormulas;

/**
 * A made-up country with figures of every county, year and metric: one file per prefecture, gaps
 * included, the same figures for the same seed. Measured by {@code jobs/bench-increment}.
 */
final class NationalPanel {
  private static final int PROVINCES = 31;
  private static final int PREFECTURES = 11;
  private static final int FIRST_YEAR = 2005;
  private static final int LAST_YEAR = 2020;
  private static final int GAPS = 20;

  private final Path folder;
  private final List<Metric> metrics;
  private final Map<String, String> symbols = new TreeMap<>();

  private NationalPanel(Path folder, Path conf, int metrics) {
    this.folder = folder;
    Problems problems = new Problems();
    Catalogue catalogue =
        CatalogueReader.read(
            new CatalogueReader.Locations(
                conf.resolve("units.yaml"),
                conf.resolve("metrics.yaml"),
                conf.resolve("indicators"),
                List.of(conf.resolve("regions.csv"))),
            new CatalystFormulas(),
            problems);
    problems.throwIfAny();
    this.metrics = List.copyOf(catalogue.metrics().values()).subList(0, metrics);
    for (Units.Conversion one : catalogue.units().conversions(this.metrics)) {
      if (!one.symbol().contains(",")) {
        symbols.putIfAbsent(one.unit(), one.symbol());
      }
    }
  }

  /**
   * Arguments: the folder to write to, the folder conf of the project, how many metrics, how many
   * prefectures state all their figures anew instead of writing everything (0: everything).
   */
  public static void main(String[] args) throws IOException {
    NationalPanel panel =
        new NationalPanel(Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]));
    int revised = Integer.parseInt(args[3]);
    if (revised == 0) {
      panel.everything(Path.of(args[1]));
    } else {
      for (int i = 0; i < revised; i++) {
        // Of one province, as reports come.
        panel.figures(7, i, 2);
      }
    }
  }

  private void everything(Path conf) throws IOException {
    Files.createDirectories(folder.resolve("figures"));
    Files.writeString(
        folder.resolve("panel.yaml"),
        """
        lake: lake
        catalogue: {units: CONF/units.yaml, metrics: CONF/metrics.yaml, indicators: CONF/indicators, regions: regions.csv}
        sources:
          - name: panel
            format: csv
            path: figures
            columns: {doc_id: "'yearbook'", obs_id: "concat_ws(':', region_code, metric_code, year)", period_start: year, period_end: year, period_kind: "'year'"}
        """
            .replace("CONF", conf.toAbsolutePath().toString()));
    List<String> regions =
        new ArrayList<>(List.of("code,name,level,parent,valid_from,valid_to,successors"));
    regions.add("N,Nation,country,,,,");
    for (int p = 0; p < PROVINCES; p++) {
      regions.add("%s,Province %d,province,N,,,".formatted(province(p), p));
      for (int q = 0; q < PREFECTURES; q++) {
        regions.add(
            "%s,Prefecture %d-%d,prefecture,%s,,,".formatted(prefecture(p, q), p, q, province(p)));
        for (int c = 0; c < counties(p, q); c++) {
          regions.add(
              "%s,County %d-%d-%d,county,%s,,,"
                  .formatted(county(p, q, c), p, q, c, prefecture(p, q)));
        }
        figures(p, q, 1);
      }
    }
    Files.write(folder.resolve("regions.csv"), regions);
  }

  private static int counties(int p, int q) {
    return 8 + (p + q) % 2;
  }

  private static String province(int p) {
    return String.valueOf(10 + p);
  }

  private static String prefecture(int p, int q) {
    return province(p) + (10 + q);
  }

  private static String county(int p, int q, int c) {
    return prefecture(p, q) + (10 + c);
  }

  private void figures(int p, int q, int edition) throws IOException {
    Random random = new Random(1_000_003L * p + 1_009L * q + edition);
    Path file = folder.resolve("figures").resolve(prefecture(p, q) + ".csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("region_code,metric_code,value,unit,year\n");
      for (int c = 0; c < counties(p, q); c++) {
        for (Metric metric : metrics) {
          String unit = symbols.get(metric.unit().toString());
          for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            int value =
                1 + random.nextInt(metric.unit().toString().equals("percent") ? 100 : 900_000);
            if (random.nextInt(GAPS) > 0) {
              out.write(
                  county(p, q, c) + "," + metric.code() + "," + value + "," + unit + "," + year);
              out.write('\n');
            }
          }
        }
      }
    }
  }
}
