package org.xiaokang.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.catalogue.CatalogueReader;
import org.xiaokang.config.Configuration;
import org.xiaokang.job.NightlyJob;
import org.xiaokang.job.Progress;
import org.xiaokang.job.Setup;
import org.xiaokang.job.Standstill;
import org.xiaokang.reader.HadoopSettings;
import org.xiaokang.reader.LakeReader;

/**
 * A made-up country, for what five reports are too few for: 31 provinces in three zones, 186
 * counties, eight years. Incomes start apart and converge by three percent a year, poverty falls,
 * money goes where the poor are. The same figures each time; metrics and indicators are the
 * project's, and the nightly run computes them. Nothing in it is about a real place, and everything
 * shown of it says so.
 */
public final class SyntheticPanel {
  /** What every table and picture of it says. */
  public static final String NOTE = "synthetic 合成数据";

  private static final int PROVINCES = 31;
  private static final int PREFECTURES = 2;
  private static final int COUNTIES = 3;
  private static final int FIRST_YEAR = 2013;
  private static final int YEARS = 8;
  private static final double CONVERGENCE = 0.03;
  private static final long SEED = 20201231;

  private static final Pattern ENTRY = Pattern.compile("  - (?:id|code): (\\w+)");

  /** With those that these are derived from. */
  private static final Set<String> METRICS =
      Set.of(
          "rural_disposable_income_per_capita",
          "rural_population",
          "poor_population_identified",
          "poverty_incidence",
          "registered_poor_population",
          "special_fiscal_fund",
          "tap_water_population");

  private static final Set<String> INDICATORS =
      Set.of(
          "rural_income",
          "income_growth",
          "poverty_incidence_from_register",
          "rural_population_total",
          "tap_water_rate");

  private final Random random = new Random(SEED);
  private final StringBuilder regions =
      new StringBuilder(
          "code,name,name_en,level,parent,valid_from,valid_to,successors,neighbours,zone\n");
  private final StringBuilder figures =
      new StringBuilder("region_code,metric_code,year,value,unit\n");

  private SyntheticPanel() {}

  /** Its lake; the first call writes the figures and computes everything, within minutes. */
  public static Lake lake() {
    String project = System.getProperty(Lake.CONFIGURATION, "conf/xiaokang.yaml");
    Path target = Path.of(System.getProperty("xiaokang.target", "target"));
    Path configuration = write(Path.of(project), target.resolve("synthetic"));
    compute(configuration);
    return Lake.open(configuration, Optional.empty(), NOTE);
  }

  /** Starts Spark only where there is something to compute. */
  private static void compute(Path file) {
    Configuration configuration = Lake.configuration(file);
    LakeReader there = LakeReader.open(configuration.lake(), HadoopSettings.current());
    if (Standstill.at(configuration, there, Clock.systemUTC().instant()).outcome().isEmpty()) {
      SparkSession spark = Session.open();
      Setup setup = Setup.read(file, Optional.empty());
      new NightlyJob(spark, setup, Clock.systemUTC(), Progress.silent()).nightly();
    }
  }

  /**
   * Writes figures, regions and declarations.
   *
   * @param project xiaokang.yaml of the project whose metrics and indicators are used
   * @param folder where to; created where it is missing, files of the same content are left alone
   * @return its xiaokang.yaml
   */
  static Path write(Path project, Path folder) {
    CatalogueReader.Locations catalogue =
        Setup.read(project, Optional.empty()).configuration().catalogue();
    SyntheticPanel panel = new SyntheticPanel();
    panel.makeUp();
    try {
      Path indicators = Files.createDirectories(folder.resolve("indicators"));
      put(folder.resolve("metrics.yaml"), "metrics:\n" + picked(catalogue.metrics(), METRICS));
      try (Stream<Path> files = Files.list(catalogue.indicators())) {
        StringBuilder picked = new StringBuilder("indicators:\n");
        for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
          picked.append(picked(file, INDICATORS));
        }
        put(indicators.resolve("panel.yaml"), picked + COMPARISONS);
      }
      put(folder.resolve("regions.csv"), panel.regions.toString());
      put(folder.resolve("figures.csv"), panel.figures.toString());
      Path configuration = folder.resolve("xiaokang.yaml");
      put(configuration, CONFIGURATION.formatted(NOTE, catalogue.units().get(0).toAbsolutePath()));
      return configuration;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the synthetic panel to " + folder, e);
    }
  }

  /** The entries of a list in a file of declarations that have one of these codes or ids. */
  private static String picked(Path file, Set<String> wanted) throws IOException {
    StringBuilder picked = new StringBuilder();
    for (String entry : Files.readString(file).split("\\n(?=  - )", -1)) {
      Matcher id = ENTRY.matcher(entry);
      if (id.lookingAt() && wanted.contains(id.group(1))) {
        picked.append(entry.stripTrailing()).append('\n');
      }
    }
    return picked.toString();
  }

  /** A file that stays as it is keeps its time, and the nightly run has nothing to do. */
  private static void put(Path file, String content) throws IOException {
    if (!Files.exists(file) || !Files.readString(file).equals(content)) {
      Files.writeString(file, content);
    }
  }

  private static final String CONFIGURATION =
      """
      # %s: written by the notebooks
      lake: lake
      catalogue: {units: "%s", metrics: metrics.yaml, indicators: indicators, regions: regions.csv}
      sources:
        - name: panel
          format: csv
          path: figures.csv
          columns:
            doc_id: "'synthetic'"
            obs_id: concat_ws(':', region_code, metric_code, year)
            period_start: concat(year, '-01-01')
            period_end: concat(year, '-12-31')
            period_kind: "'year'"
      """;

  private static final String COMPARISONS =
      """
        - id: special_fund_per_resident
          name: {en: Special fund per rural resident, zh: 农村人均财政专项扶贫资金}
          unit: yuan/person
          inputs:
            fund: {metric: special_fiscal_fund}
            population: {metric: rural_population}
          value: fund / population
          direction: neutral
      compare:
        - {id: income_ranking, measure: ranking, indicators: [rural_income], levels: [province]}
        - {id: income_gaps, measure: inequality, indicators: [rural_income], levels: [county],
           weight: rural_population_total, within: [zone], indices: [gini, theil_t]}
        - {id: fund_concentration, measure: concentration, indicators: [special_fund_per_resident],
           rank_by: rural_income, weight: rural_population_total, levels: [county], points: 51}
        - {id: catching_up, measure: convergence, indicators: [rural_income], levels: [county]}
        - {id: income_mobility, measure: mobility, indicators: [rural_income], levels: [county],
           bounds: [0.75, 0.9, 1.1, 1.25], of: mean}
        - {id: alike, measure: peers, levels: [county], k_max: 5,
           indicators: [rural_income, poverty_incidence_from_register, tap_water_rate]}
        - {id: living_conditions, measure: composite, levels: [province], from: 2020,
           indicators: [rural_income, poverty_incidence_from_register, tap_water_rate],
           weightings: [equal, entropy, pca], aggregations: [arithmetic, geometric], draws: 500}
      """;

  private void makeUp() {
    region("S", "合成国", "Synthetic Country", "country", "", "", "");
    List<String> counties = new ArrayList<>();
    for (int p = 1; p <= PROVINCES; p++) {
      for (int q = 1; q <= PREFECTURES; q++) {
        for (int c = 1; c <= COUNTIES; c++) {
          counties.add("S%02d%02d%02d".formatted(p, q, c));
        }
      }
    }
    for (int p = 1; p <= PROVINCES; p++) {
      String province = "S%02d".formatted(p);
      numbered("省", "Province", province, "province", "S", zone(p), "");
      for (int q = 1; q <= PREFECTURES; q++) {
        numbered(
            "市", "Prefecture", province + "%02d".formatted(q), "prefecture", province, zone(p), "");
      }
    }
    for (int i = 0; i < counties.size(); i++) {
      String county = counties.get(i);
      int province = Integer.parseInt(county.substring(1, 3));
      // Each county borders on the two beside it, on a ring.
      String neighbours =
          counties.get((i + counties.size() - 1) % counties.size())
              + ";"
              + counties.get((i + 1) % counties.size());
      numbered("县", "County", county, "county", county.substring(0, 5), zone(province), neighbours);
      figures(county, zone(province));
    }
  }

  private static String zone(int province) {
    return province <= 11 ? "east" : province <= 19 ? "central" : "west";
  }

  private void numbered(
      String zh,
      String en,
      String code,
      String level,
      String parent,
      String zone,
      String neighbours) {
    String number = code.substring(1);
    region(
        code,
        "合成" + zh + " " + number,
        "Synthetic " + en + " " + number,
        level,
        parent,
        neighbours,
        zone);
  }

  private void region(
      String code,
      String zh,
      String en,
      String level,
      String parent,
      String neighbours,
      String zone) {
    regions.append(
        String.join(",", code, zh, en, level, parent, "", "", "", neighbours, zone) + "\n");
  }

  /** Eight years of one county. */
  private void figures(String county, String zone) {
    double start = zone.equals("east") ? 9000 : zone.equals("central") ? 7000 : 5200;
    double logIncome = Math.log(start) + 0.22 * random.nextGaussian();
    double population = 150_000 + random.nextInt(600_000);
    double incidence =
        Math.max(0.02, 0.14 - 0.22 * (logIncome - Math.log(7000)) + 0.02 * random.nextGaussian());
    double tap = 0.45 + 0.3 * random.nextDouble();
    for (int t = 0; t < YEARS; t++) {
      int year = FIRST_YEAR + t;
      double poor = population * incidence * Math.pow(1 - t / (double) YEARS, 1.3);
      put(county, "rural_disposable_income_per_capita", year, Math.exp(logIncome), "元");
      put(county, "rural_population", year, population, "人");
      put(county, "registered_poor_population", year, poor, "人");
      put(
          county,
          "special_fiscal_fund",
          year,
          poor * (600 + 300 * t) * (0.8 + 0.4 * random.nextDouble()),
          "元");
      put(county, "tap_water_population", year, population * tap, "人");
      double average = Math.log(7000) + 0.09 * t;
      logIncome += 0.09 - CONVERGENCE * (logIncome - average) + 0.03 * random.nextGaussian();
      population *= 0.985;
      tap += (0.99 - tap) * 0.2;
    }
  }

  private void put(String county, String metric, int year, double value, String unit) {
    figures.append(
        String.format(
            Locale.ROOT, "%s,%s,%d,%d,%s\n", county, metric, year, Math.round(value), unit));
  }
}
