package org.xiaokang.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.xiaokang.bench.CountryRegions.County;
import org.xiaokang.bench.CountryRegions.Fate;

/**
 * What the counties of a {@link CountryPanel} report: one file per province, and one with those
 * figures that were given again, corrected, a year later. Some figures, some metrics of a county
 * and some years of it are missing. For a year or two after its code changed a county still uses
 * the old one now and then; a figure of an earlier year that is given again has the new one.
 */
record CountryFigures(CountryPanel panel, CountryRegions regions) {
  static final String HEADER = "region_code,reporter,metric_code,value,year,published_on";
  private static final long SEED = 1_000_003;
  private static final double MISSING = 0.03;
  private static final double NEVER = 0.01;
  private static final double SILENT = 0.01;
  private static final double REVISED = 0.02;
  private static final double OLD_CODE = 0.3;
  private static final int NIGHTLY_SHARE = 100;

  /**
   * A figure of a county.
   *
   * @param first what was said at first, in yuan
   * @param stands what was said last
   * @param code under which it was said first
   */
  record Figure(int metric, int year, long first, long stands, String code) {}

  /** The figures of one county, those of one metric after the other. */
  List<Figure> of(int reporter) {
    County county = regions.counties().get(reporter);
    RandomGenerator random = new SplittableRandom(SEED * reporter + panel.metrics());
    boolean[] silent = new boolean[panel.years()];
    for (int i = 0; i < silent.length; i++) {
      silent[i] = random.nextDouble() < SILENT;
    }
    List<Figure> figures = new ArrayList<>();
    for (int m = 0; m < panel.metrics(); m++) {
      boolean never = random.nextDouble() < NEVER;
      double level = county.size() * (1 + m % 7);
      for (int i = 0; i < panel.years(); i++) {
        int year = panel.firstYear() + i;
        level *= 1.05 + 0.1 * random.nextGaussian();
        double joined = year < county.joined() ? 0 : county.joins();
        long value = 1 + Math.round(Math.abs(level * (1 + joined)));
        boolean missing = random.nextDouble() < MISSING;
        boolean revised = random.nextDouble() < REVISED;
        boolean late = random.nextDouble() < OLD_CODE;
        long first = revised ? value + 1 + random.nextInt(1000) : value;
        if (!never && !silent[i] && !missing && county.reports(year)) {
          boolean old = late && year - county.changed() < 2 && county.fate() != Fate.MERGED;
          figures.add(new Figure(m, year, first, value, old ? county.code() : county.code(year)));
        }
      }
    }
    return figures;
  }

  /** Writes all files; returns how many figures are in them, those given again counted twice. */
  long write(Path folder) throws IOException {
    Map<String, List<Integer>> provinces = new LinkedHashMap<>();
    for (int i = 0; i < regions.counties().size(); i++) {
      String province = regions.counties().get(i).code().substring(0, 3);
      provinces.computeIfAbsent(province, p -> new ArrayList<>()).add(i);
    }
    long rows = 0;
    for (Map.Entry<String, List<Integer>> province : provinces.entrySet()) {
      String name = province.getKey();
      try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(name + ".csv"));
          BufferedWriter again = Files.newBufferedWriter(folder.resolve(name + "-corrected.csv"))) {
        line(out, HEADER);
        line(again, HEADER);
        for (int reporter : province.getValue()) {
          for (Figure one : of(reporter)) {
            line(out, text(reporter, one, one.code(), one.first(), (one.year() + 1) + "-06-30"));
            rows++;
            if (one.first() != one.stands()) {
              String code = regions.counties().get(reporter).code(one.year() + 2);
              line(again, text(reporter, one, code, one.stands(), (one.year() + 2) + "-06-30"));
              rows++;
            }
          }
        }
      }
    }
    return rows;
  }

  /**
   * Writes a file more: in this night one county in a hundred, those after the ones of the night
   * before, states all its figures anew, each some percent off, under its latest code.
   *
   * @param number from 1
   * @return figures written
   */
  long writeNight(Path folder, int number) throws IOException {
    int all = regions.counties().size();
    int some = Math.max(1, Math.round((float) all / NIGHTLY_SHARE));
    long rows = 0;
    String file = String.format(Locale.ROOT, "night-%04d.csv", number);
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(file))) {
      line(out, HEADER);
      for (int i = 0; i < some; i++) {
        int reporter = (int) (((number - 1L) * some + i) % all);
        RandomGenerator random = new SplittableRandom(SEED * number + reporter);
        String code = regions.counties().get(reporter).code(CountryPanel.LAST_YEAR + 1);
        for (Figure one : of(reporter)) {
          double off = 1 + 0.02 * random.nextGaussian();
          long value = 1 + Math.round(Math.abs(one.stands() * off));
          line(out, text(reporter, one, code, value, published(number)));
          rows++;
        }
      }
    }
    return rows;
  }

  private static String published(int night) {
    return LocalDate.of(CountryPanel.LAST_YEAR + 3, 1, 1).plusDays(night).toString();
  }

  private static String text(int reporter, Figure one, String code, long value, String published) {
    return code
        + ","
        + reporter
        + ","
        + CountryPanel.metric(one.metric())
        + ","
        + value
        + ","
        + one.year()
        + ","
        + published;
  }

  private static void line(BufferedWriter out, String text) throws IOException {
    out.write(text);
    out.write('\n');
  }
}
