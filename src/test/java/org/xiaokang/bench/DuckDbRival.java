package org.xiaokang.bench;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.xiaokang.bench.CountryPanel.Definition;

/**
 * What {@link CountryPanel} comes to, by DuckDB: the latest of each figure, one wide row per county
 * and year, sums of the counties that have all figures, and the formula over the sums. Nothing else
 * that the job does (checks, provenance, revisions, ranks, claims, gates) is done here.
 */
final class DuckDbRival {
  private static final double TOLERANCE = 1e-9;

  private final CountryPanel panel;
  private final Path folder;

  private DuckDbRival(CountryPanel panel, Path folder) {
    this.panel = panel;
    this.folder = folder;
  }

  /**
   * Arguments: {@code compute} or {@code compare}, the panel's folder, metrics, indicators, years,
   * threads; and to compare, the folder of the exported table indicators. Ends with 1 where the
   * answers differ.
   */
  public static void main(String[] args) throws Exception {
    CountryPanel panel =
        new CountryPanel(
            Integer.parseInt(args[2]), Integer.parseInt(args[3]), Integer.parseInt(args[4]));
    DuckDbRival rival = new DuckDbRival(panel, Path.of(args[1]));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = connection.createStatement()) {
      sql.execute("set threads = " + Integer.parseInt(args[5]));
      sql.execute("set preserve_insertion_order = false");
      if (args[0].equals("compute")) {
        rival.compute(sql);
      } else if (!rival.isAsComputed(sql, args[6])) {
        System.exit(1);
      }
    }
  }

  private String answer() {
    return folder.resolve("answer.parquet").toString();
  }

  private void compute(Statement sql) throws SQLException {
    List<Definition> definitions = panel.definitions();
    sql.execute(
        "create table wide as select region_code as region, year, "
            + each(
                panel.metrics(),
                "arg_max(value, published_on) filter (where metric_code = '%1$s') as %1$s")
            + " from read_csv('%s/figures/*.csv', types = {'region_code': 'varchar', 'value': 'double'}) group by all"
                .formatted(folder));
    // A sum of null is null: only counties with both figures are in both sums.
    sql.execute(
        "create table sums as select coalesce(county, prefecture, province, 'N') as area, year, "
            + definitions.stream().map(DuckDbRival::sums).collect(joining(", "))
            + " from (select w.*, w.region as county, left(w.region, 4) as prefecture,"
            + " left(w.region, 2) as province, "
            + each(panel.metrics(), "t.%1$s as t_%1$s")
            + " from wide w left join wide t on t.region = w.region and t.year = w.year - 1)"
            + " group by grouping sets ((year), (province, year), (prefecture, year), (county, year))");
    sql.execute(
        "copy (unpivot (select area, year, "
            + definitions.stream().map(DuckDbRival::value).collect(joining(", "))
            + " from sums) on * exclude (area, year) into name indicator value obs_value) to '"
            + answer()
            + "' (format parquet)");
  }

  private static String each(int metrics, String text) {
    return IntStream.range(0, metrics)
        .mapToObj(m -> text.formatted(CountryPanel.metric(m)))
        .collect(joining(", "));
  }

  private static String then(Definition one) {
    return one.growth() ? "t_" + CountryPanel.metric(one.a()) : CountryPanel.metric(one.b());
  }

  private static String sums(Definition one) {
    String now = CountryPanel.metric(one.a());
    String then = then(one);
    return "sum(%2$s) filter (where %3$s is not null) as n_%1$s, sum(%3$s) filter (where %2$s is not null) as d_%1$s"
        .formatted(one.id(), now, then);
  }

  private static String value(Definition one) {
    return (one.growth() ? "100 * (n_%1$s / d_%1$s - 1) as %1$s" : "100 * n_%1$s / d_%1$s as %1$s")
        .formatted(one.id());
  }

  /** Holds each value against the other's; says how many there are and how far apart they lie. */
  private boolean isAsComputed(Statement sql, String exported) throws SQLException {
    try (ResultSet found =
        sql.executeQuery(
            """
            select count(*),
                   count(*) filter (where a.obs_value is null or b.obs_value is null),
                   max(abs(a.obs_value - b.obs_value) / greatest(abs(b.obs_value), 1))
            from (select indicator, ref_area as area, cast(time_period as int) as year, obs_value
                  from read_parquet('%s/*.parquet') where obs_value is not null) a
            full join read_parquet('%s') b using (indicator, area, year)
            """
                .formatted(exported, answer()))) {
      found.next();
      long values = found.getLong(1);
      long alone = found.getLong(2);
      double apart = found.getDouble(3);
      System.out.printf(
          Locale.ROOT,
          "%,d values compared; %,d on one side only; largest relative difference %.1e%n",
          values,
          alone,
          apart);
      return values > 0 && alone == 0 && apart <= TOLERANCE;
    }
  }
}
