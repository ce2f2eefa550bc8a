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
 * What {@link CountryPanel} comes to, by DuckDB doing work of the same kind: rows are read as text,
 * each figure's rows are settled, codes are looked up as of their year, numbers and units are read
 * exactly, one of several figures is preferred, and observations and rejects are written with where
 * they came from. Then one wide row per county and year, sums of the counties that have all
 * figures, and the formula over the sums. Ranks, profiles, claims, comparisons, gates and what
 * figures said in earlier runs are not done here.
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
      settled(sql);
      observations(sql);
      rejects(sql);
      wide(sql);
      sums(sql);
      sql.execute(
          "copy (unpivot (select area, year, "
              + panel.definitions().stream().map(DuckDbRival::value).collect(joining(", "))
              + " from sums) on * exclude (area, year) into name indicator value obs_value) to '"
              + answer()
              + "' (format parquet, compression zstd)");
    }
  }

  private Path observations() {
    return folder.resolve("observations.parquet");
  }

  /** All rows as text, with what a row is to be told by; of the rows of one figure one stands. */
  private void settled(Statement sql) throws SQLException {
    sql.execute(
        """
        create table units as
        select * from (values ('yuan', 0), ('元', 0), ('万元', 4), ('亿元', 8)) t(symbol, exponent)
        """);
    sql.execute(
        """
        create table known_metrics as select unnest([%s]) as metric
        """
            .formatted(
                IntStream.range(0, panel.metrics())
                    .mapToObj(m -> "'" + CountryPanel.metric(m) + "'")
                    .collect(joining(", "))));
    sql.execute(
        """
        create table rows as
        select 'panel' as source, 'yearbook' as doc_id,
               concat_ws(':', reporter, metric_code, year) as obs_id,
               trim(region_code) as region_code, lower(trim(metric_code)) as metric_code,
               trim(value) as value, 'yuan' as unit, trim(year) as year,
               try_cast(published_on as date) as published_on, filename as source_file,
               hash(region_code, reporter, metric_code, value, year, published_on) as content
        from read_csv('%s/figures/*.csv', all_varchar = true, header = true, filename = true)
        """
            .formatted(folder));
    sql.execute(
        """
        create table settled as
        select *, row_number() over (partition by source, doc_id, obs_id
                                     order by published_on desc nulls last, source_file desc) as age,
               count(*) over (partition by source, doc_id, obs_id, content) as alike
        from rows
        """);
    sql.execute(
        """
        create table judged as
        select s.*, hash(source, doc_id, obs_id) as observation_id, m.area, m.series, k.metric,
               u.exponent,
               regexp_full_match(value, '-?[0-9]+([.][0-9]+)?') as is_number,
               case when strpos(value, '.') = 0 then 0 else length(value) - strpos(value, '.') end
                 as decimals
        from settled s
        left join meanings m on m.code = s.region_code
          and try_cast(s.year as int) between m.first and m.last
        left join known_metrics k on k.metric = s.metric_code
        left join units u on u.symbol = s.unit
        """);
  }

  private static final String IS_GOOD =
      "is_number and area is not null and metric is not null and exponent is not null";

  private void observations(Statement sql) throws SQLException {
    sql.execute(
        """
        copy (
          select *, row_number() over same_figure = 1 as preferred,
                 count(*) over (partition by panel_area, metric, time_period) as stated_by
          from (
            select source, doc_id, obs_id, observation_id, area as ref_area, series as panel_area,
                   case when region_code = area then 'same' else 'successor' end as region_match,
                   metric, 'all' as scope, 'A' as freq, 'year' as period_kind, year as time_period,
                   make_date(year::int, 1, 1) as period_start, make_date(year::int, 12, 31) as period_end,
                   value::decimal(38, 18) * (10 ** exponent)::decimal(9, 0) as obs_value,
                   'yuan' as unit_measure, value as value_printed, unit as unit_printed, decimals,
                   (5 * 10.0 ** (exponent - 1 - decimals))::decimal(38, 18) as half_unit,
                   'exact' as qualifier, 'A' as obs_status, published_on, source_file, 1 as revision,
                   'first report' as began_by
            from judged where age = 1 and %s)
          window same_figure as (partition by panel_area, metric, time_period
                                 order by published_on desc, doc_id, obs_id))
        to '%s' (format parquet, compression zstd)
        """
            .formatted(IS_GOOD, observations()));
  }

  private void rejects(Statement sql) throws SQLException {
    sql.execute(
        """
        copy (select *, case when age > 1 and alike > 1 then 'duplicate'
                             when age > 1 then 'superseded' else 'rejected' end as verdict
              from judged where age > 1 or not coalesce(%s, false))
        to '%s' (format parquet, compression zstd)
        """
            .formatted(IS_GOOD, folder.resolve("rejected.parquet")));
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
        select panel_area as series, ref_area as area, time_period::int as year, %s
        from read_parquet('%s') where preferred group by all
        """
            .formatted(
                each("max(obs_value::double) filter (where metric = '%1$s') as %1$s"),
                observations()));
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
