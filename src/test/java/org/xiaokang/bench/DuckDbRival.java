package org.xiaokang.bench;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.stream.IntStream;
import org.xiaokang.bench.CountryPanel.Definition;

/**
 * What {@link CountryPanel} comes to, by DuckDB: the latest of each figure, the region its code
 * meant in its year, one wide row per county and year, sums of the counties that have all figures,
 * and the formula over the sums. Nothing else that the job does (checks, provenance, revisions,
 * ranks, claims, gates) is done here.
 */
final class DuckDbRival {
  private static final double TOLERANCE = 1e-9;

  private final CountryPanel panel;
  private final Path folder;

  /** A rival for the files in a folder. */
  DuckDbRival(CountryPanel panel, Path folder) {
    this.panel = panel;
    this.folder = folder;
  }

  /**
   * Values held against each other.
   *
   * @param values how many there are on either side
   * @param alone how many are on one side only
   * @param apart the largest relative difference of the others
   */
  record Comparison(long values, long alone, double apart) {
    boolean isSame() {
      return values > 0 && alone == 0 && apart <= TOLERANCE;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,d values compared; %,d on one side only; largest relative difference %.1e",
          values,
          alone,
          apart);
    }
  }

  /**
   * Computes, in a process of its own. Arguments: the panel's folder, metrics, indicators, threads.
   */
  public static void main(String[] args) throws SQLException {
    new DuckDbRival(
            new CountryPanel(Integer.parseInt(args[1]), Integer.parseInt(args[2]), 1, 1),
            Path.of(args[0]))
        .compute(Integer.parseInt(args[3]));
  }

  Path answer() {
    return folder.resolve("answer.parquet");
  }

  /** Writes the answer. */
  void compute(int threads) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = connection.createStatement()) {
      sql.execute("set threads = " + threads);
      sql.execute("set preserve_insertion_order = false");
      regions(sql);
      wide(sql);
      sums(sql);
      sql.execute(
          "copy (unpivot (select area, year, "
              + panel.definitions().stream().map(DuckDbRival::value).collect(joining(", "))
              + " from sums) on * exclude (area, year) into name indicator value obs_value) to '"
              + answer()
              + "' (format parquet)");
    }
  }

  /**
   * Which region and which series a code means in which years: itself while it is valid; after that
   * the one it went on as; before that the one it was. A code that became a part of another is not
   * used later.
   */
  private void regions(Statement sql) throws SQLException {
    sql.execute(
        """
        create table regions as
        select code, parent, level, successors,
               coalesce(year(valid_from::date), 0) as first, coalesce(year(valid_to::date), 9999) as last
        from read_csv('%s/regions.csv', all_varchar = true)
        """
            .formatted(folder));
    sql.execute(
        """
        create table changes as
        select a.code as old, b.code as new, a.first, a.last
        from regions a join regions b on b.code = a.successors and b.first = a.last + 1
        where a.code <> b.code
        """);
    sql.execute(
        """
        create table meanings as
        select r.code, r.code as area, coalesce(c.new, r.code) as series, r.first, r.last
        from regions r left join changes c on c.old = r.code where r.level = 'county'
        union all select old, new, new, last + 1, 9999 from changes
        union all select new, old, new, first, last from changes
        """);
    sql.execute(
        """
        create table places as
        select c.code as county, c.first, c.last, p.code as prefecture, p.parent as province
        from regions c join regions p on p.code = c.parent where c.level = 'county'
        """);
  }

  private void wide(Statement sql) throws SQLException {
    sql.execute(
        """
        create table wide as
        select m.series, m.area, f.year, %s
        from read_csv('%s/figures/*.csv', types = {'region_code': 'varchar', 'value': 'double'}) f
        join meanings m on m.code = f.region_code and f.year between m.first and m.last
        group by all
        """
            .formatted(
                each("arg_max(value, published_on) filter (where metric_code = '%1$s') as %1$s"),
                folder));
  }

  /** A sum of null is null: only counties with both figures are in both sums. */
  private void sums(Statement sql) throws SQLException {
    sql.execute(
        """
        create table sums as
        select coalesce(county, prefecture, province, 'N') as area, year, %s
        from (select w.*, p.county, p.prefecture, p.province, %s
              from wide w
              join places p on p.county = w.area and w.year between p.first and p.last
              left join wide t on t.series = w.series and t.year = w.year - 1)
        group by grouping sets ((year), (province, year), (prefecture, year), (county, year))
        """
            .formatted(
                panel.definitions().stream().map(DuckDbRival::sums).collect(joining(", ")),
                each("t.%1$s as t_%1$s")));
  }

  private String each(String text) {
    return IntStream.range(0, panel.metrics())
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

  /**
   * Holds each value against the other's.
   *
   * @param exported the table indicators, as a folder of Parquet files
   */
  Comparison compare(Path exported) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = connection.createStatement();
        ResultSet found =
            sql.executeQuery(
                """
                select count(*),
                       count(*) filter (where a.obs_value is null or b.obs_value is null),
                       max(abs(a.obs_value - b.obs_value) / greatest(abs(b.obs_value), 1))
                from (select indicator, ref_area as area, cast(time_period as int) as year, obs_value
                      from read_parquet('%s/*.parquet') where obs_value is not null) a
                full join (select * from read_parquet('%s')) b using (indicator, area, year)
                """
                    .formatted(exported, answer()))) {
      found.next();
      return new Comparison(found.getLong(1), found.getLong(2), found.getDouble(3));
    }
  }
}
