package org.xiaokang.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.CatalogueReader;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.compare.Clustering;
import org.xiaokang.compare.ComparedValue;
import org.xiaokang.compare.ComparisonKey;
import org.xiaokang.compare.ComparisonPlan;
import org.xiaokang.compare.ComparisonTable;
import org.xiaokang.compare.MllibClustering;
import org.xiaokang.compare.PeerFeatures;
import org.xiaokang.compare.PeerGroupRow;
import org.xiaokang.lake.ComparisonSchemas;
import org.xiaokang.lake.DataFileWriter;
import org.xiaokang.lake.TableCommitter;
import org.xiaokang.lake.TableFiles;
import org.xiaokang.lake.TableSchema;
import org.xiaokang.lake.WriteResult;

/**
 * Comparisons of a made-up world: so many regions by so many years by so many indicators, every
 * table of comparisons written in turn by one thread. Measured by {@code jobs/bench-compare}.
 */
final class RegionsCompared {
  private static final int REGIONS_IN_GROUP = 100;
  private static final int FIRST_YEAR = 2001;
  private static final double MISSING = 0.01;

  private final ComparisonPlan plan;
  private final String lake;
  private final Clustering clustering;
  private final List<String> regions;
  private final int years;
  private final int indicators;

  private RegionsCompared(
      ComparisonPlan plan,
      String lake,
      Clustering clustering,
      List<String> regions,
      int years,
      int indicators) {
    this.plan = plan;
    this.lake = lake;
    this.clustering = clustering;
    this.regions = regions;
    this.years = years;
    this.indicators = indicators;
  }

  /**
   * Arguments: the folder to work in, the folder conf of the project, regions, years, indicators.
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int regions = Integer.parseInt(args[2]);
    int years = Integer.parseInt(args[3]);
    int indicators = Integer.parseInt(args[4]);
    Catalogue catalogue = catalogue(folder, Path.of(args[1]), regions, indicators);
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      RegionsCompared compared =
          new RegionsCompared(
              ComparisonPlan.of(catalogue, Set.of()),
              folder.resolve("lake").toString(),
              new MllibClustering(spark::createDataFrame),
              IntStream.range(0, regions).mapToObj("R%07d"::formatted).toList(),
              years,
              indicators);
      System.out.printf(
          Locale.ROOT,
          "at most %,d values of %,d regions%n",
          (long) regions * years * (indicators + 1),
          regions);
      for (ComparisonTable<?> table : compared.plan.tables()) {
        compared.measure(table);
      }
    }
  }

  private void measure(ComparisonTable<?> table) {
    List<MemoryPoolMXBean> old =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getName().endsWith("Old Gen"))
            .toList();
    old.forEach(MemoryPoolMXBean::resetPeakUsage);
    long start = System.nanoTime();
    WriteResult written =
        table.equals(ComparisonTable.PEER_GROUPS) ? writePeers() : writeCompared(table);
    double seconds = (System.nanoTime() - start) / 1e9;
    long used = old.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    System.out.printf(
        Locale.ROOT,
        "%-22s %8.1f s %,12d rows   old generation at most %,5d MiB%n",
        table.name(),
        seconds,
        written.rows(),
        used >> 20);
  }

  private <R> WriteResult writeCompared(ComparisonTable<R> table) {
    return write(
        ComparisonSchemas.of(table),
        plan.keys(table),
        key -> plan.rows(table, key, read(table, key)));
  }

  /** MLlib groups them, as in a run. */
  private WriteResult writePeers() {
    ComparisonTable<PeerGroupRow> table = ComparisonTable.PEER_GROUPS;
    List<PeerFeatures> features = new ArrayList<>();
    for (ComparisonKey key : plan.keys(table)) {
      plan.features(key, read(table, key)).forEachRemaining(features::add);
    }
    return write(ComparisonSchemas.of(table), plan.peerGroups(features, clustering), plan::rows);
  }

  /** Rows are made while they are written. */
  private <K, R> WriteResult write(
      TableSchema<R> schema, List<K> keys, Function<K, Iterator<R>> rows) {
    Configuration hadoop = new Configuration();
    try (DataFileWriter<R> file = DataFileWriter.open(hadoop, lake, schema, 0)) {
      keys.forEach(key -> rows.apply(key).forEachRemaining(file::write));
      return TableCommitter.open(lake, hadoop, null)
          .overwrite(new TableFiles(schema, List.of(file.finish())), "bench");
    }
  }

  private Iterator<ComparedValue> read(ComparisonTable<?> table, ComparisonKey key) {
    return new Values(
        IntStream.rangeClosed(0, indicators)
            .filter(i -> plan.readers(table, "x" + i).contains(key))
            .toArray());
  }

  /** Values of indicators that grow at a pace of each region's own, some missing. */
  private final class Values implements Iterator<ComparedValue> {
    private final int[] read;
    private long at;

    Values(int[] read) {
      this.read = read;
      skipMissing();
    }

    private int indicator() {
      return read[Math.toIntExact(at / regions.size() / years)];
    }

    private int year() {
      return Math.toIntExact(at / regions.size() % years);
    }

    private int region() {
      return Math.toIntExact(at % regions.size());
    }

    private void skipMissing() {
      while (hasNext() && share(indicator(), region(), 1 + year()) <= MISSING) {
        at++;
      }
    }

    @Override
    public boolean hasNext() {
      return at < (long) read.length * years * regions.size();
    }

    @Override
    public ComparedValue next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      ComparedValue value = value(regions.get(region()), indicator(), region(), year());
      at++;
      skipMissing();
      return value;
    }
  }

  private static ComparedValue value(String area, int indicator, int region, int year) {
    double own = share(indicator, region, 0);
    double noise = share(indicator, region, 1 + year);
    int calendar = FIRST_YEAR + year;
    return new ComparedValue(
        area,
        area,
        "x" + indicator,
        "all",
        "year",
        String.valueOf(calendar),
        LocalDate.of(calendar, 1, 1),
        LocalDate.of(calendar, 12, 31),
        1000 * (1 + 9 * own) * Math.exp((0.02 + 0.03 * (1 - own)) * year + noise / 10),
        true);
  }

  /** A number from 0 to 1 that is always the same. */
  private static double share(int indicator, int region, int draw) {
    return new SplittableRandom(((long) indicator << 48) + ((long) region << 16) + draw)
        .nextDouble();
  }

  private static int groups(int regions) {
    return (regions + REGIONS_IN_GROUP - 1) / REGIONS_IN_GROUP;
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
            Formula.Variable::new,
            problems);
    problems.throwIfAny();
    return catalogue;
  }
}
