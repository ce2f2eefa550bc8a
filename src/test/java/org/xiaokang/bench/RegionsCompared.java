package org.xiaokang.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.CatalogueReader;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.compare.Comparisons;
import org.xiaokang.indicator.CatalystFormulas;
import org.xiaokang.tables.ComparisonTables;

/**
 * Comparisons of a made-up world: so many regions by so many years by so many indicators, every
 * table of comparisons written in turn. Measured by {@code jobs/bench-compare}.
 */
final class RegionsCompared {
  private static final int REGIONS_IN_GROUP = 100;
  private static final Pattern UNBOUNDED =
      Pattern.compile(
          "CartesianProduct|BroadcastNestedLoopJoin|Window(?!GroupLimit).*SinglePartition");

  private RegionsCompared() {}

  /**
   * Arguments: the folder to work in, the folder conf of the project, regions, years, indicators.
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int regions = Integer.parseInt(args[2]);
    int years = Integer.parseInt(args[3]);
    int indicators = Integer.parseInt(args[4]);
    Catalogue catalogue = catalogue(folder, Path.of(args[1]), regions, indicators);
    try (SparkSession spark = SparkSession.builder().getOrCreate();
        Comparisons comparisons = new Comparisons(catalogue, Set.of())) {
      String table = folder.resolve("indicators").toString();
      values(spark, regions, years, indicators)
          .write()
          .mode(SaveMode.Overwrite)
          .format("delta")
          .save(table);
      Dataset<Row> read = spark.read().format("delta").load(table);
      System.out.printf(
          Locale.ROOT,
          "%,d values of %,d regions%n",
          read.count(),
          (long) regions + groups(regions));
      for (Comparisons.Table one : comparisons.declared()) {
        measure(spark, comparisons, one, read, folder);
      }
    }
  }

  private static void measure(
      SparkSession spark,
      Comparisons comparisons,
      Comparisons.Table table,
      Dataset<Row> indicators,
      Path folder) {
    List<MemoryPoolMXBean> old =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getName().endsWith("Old Gen"))
            .toList();
    old.forEach(MemoryPoolMXBean::resetPeakUsage);
    String name = table.name().toLowerCase(Locale.ROOT);
    long start = System.nanoTime();
    Dataset<Row> rows = comparisons.of(table, indicators, ComparisonTables.of(name).schema());
    String plan = rows.queryExecution().executedPlan().toString();
    String path = folder.resolve(name).toString();
    rows.write().mode(SaveMode.Overwrite).format("delta").save(path);
    double seconds = (System.nanoTime() - start) / 1e9;
    long used = old.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    System.out.printf(
        Locale.ROOT,
        "%-22s %8.1f s %,12d rows   old generation at most %,5d MiB   %s%n",
        name,
        seconds,
        spark.read().format("delta").load(path).count(),
        used >> 20,
        UNBOUNDED.matcher(plan).find() ? "A JOIN OR WINDOW OVER EVERYTHING" : "plan bounded");
  }

  private static int groups(int regions) {
    return (regions + REGIONS_IN_GROUP - 1) / REGIONS_IN_GROUP;
  }

  /** Values that grow at a pace of each region's own, some missing. */
  private static Dataset<Row> values(SparkSession spark, int regions, int years, int indicators) {
    String region = "mod(id, %d)".formatted(regions);
    return spark
        .range((long) regions * years)
        .withColumn("ref_area", expr("concat('R', lpad(%s, 7, '0'))".formatted(region)))
        .withColumn("year", expr("cast(2001 + id div %d as int)".formatted(regions)))
        .withColumn("i", expr("explode(sequence(0, %d))".formatted(indicators)))
        .withColumn("noise", expr("pmod(xxhash64(id, i), 10000) / 10000"))
        .withColumn("own", expr("pmod(xxhash64(%s, i), 10000) / 10000".formatted(region)))
        .filter("noise > 0.01")
        .select(
            col("ref_area").as("panel_area"),
            col("ref_area"),
            expr("concat('x', i)").as("indicator"),
            expr("'all'").as("scope"),
            expr("'year'").as("period_kind"),
            expr("cast(year as string)").as("time_period"),
            expr("make_date(year, 1, 1)").as("period_start"),
            expr("make_date(year, 12, 31)").as("period_end"),
            expr("1000 * (1 + 9 * own) * exp((0.02 + 0.03 * (1 - own)) * (year - 2001) + noise / 10)")
                .as("obs_value"),
            expr("'reported'").as("origin"));
  }

  private static Catalogue catalogue(Path folder, Path conf, int regions, int indicators)
      throws IOException {
    List<String> table =
        new ArrayList<>(List.of("code,name,level,parent,valid_from,valid_to,successors,zone"));
    for (int g = 0; g < groups(regions); g++) {
      table.add("G%07d,Group %d,group,,,,,".formatted(g, g));
    }
    for (int r = 0; r < regions; r++) {
      table.add(
          "R%07d,Region %d,region,G%07d,,,,zone %d".formatted(r, r, r / REGIONS_IN_GROUP, r % 7));
    }
    Files.write(folder.resolve("regions.csv"), table);
    StringBuilder declared = new StringBuilder("indicators:\n");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i <= indicators; i++) {
      declared.append(
          """
            - {id: x%1$d, name: {en: x%1$d, zh: x%1$d}, unit: yuan, inputs: {m: {metric: m}}, value: m,
               direction: higher_is_better}
          """
              .formatted(i));
      if (i < indicators) {
        ids.add("x" + i);
      }
    }
    String all = String.join(", ", ids);
    declared.append(
        """
        compare:
          - {id: ranking, measure: ranking, indicators: [ALL], within: [parent]}
          - {id: inequality, measure: inequality, indicators: [ALL], weight: xN, within: [parent, zone]}
          - {id: concentration, measure: concentration, indicators: [x1], rank_by: x0, weight: xN}
          - {id: convergence, measure: convergence, indicators: [ALL], models: [sigma, beta, panel, clubs]}
          - {id: mobility, measure: mobility, indicators: [ALL]}
          - {id: peers, measure: peers, indicators: [ALL], k_max: 4}
          - {id: index, measure: composite, indicators: [ALL], weightings: [equal, entropy, pca], draws: 100, from: 2020}
          - {id: shift, measure: decomposition, of: regions, indicators: [x0], weight: xN}
          - {id: pace, measure: trend, indicators: [ALL], target: 100000}
        """
            .replace("ALL", all)
            .replace("xN", "x" + indicators));
    Files.writeString(folder.resolve("indicators.yaml"), declared);
    Files.writeString(
        folder.resolve("metrics.yaml"),
        """
        metrics:
          - {code: m, name: {en: m, zh: m}, unit: yuan, kind: flow, aggregation: {rule: sum, reason: it adds up}}
        """);
    Problems problems = new Problems();
    Catalogue catalogue =
        CatalogueReader.read(
            new CatalogueReader.Locations(
                conf.resolve("units.yaml"),
                folder.resolve("metrics.yaml"),
                folder.resolve("indicators.yaml"),
                List.of(folder.resolve("regions.csv"))),
            new CatalystFormulas(),
            problems);
    problems.throwIfAny();
    return catalogue;
  }
}
