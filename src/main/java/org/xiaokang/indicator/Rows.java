package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Observations turned into one row per region, scope and period with a struct per reported figure:
 * one scan, one shuffle by region. A region is its panel: its codes of all times are one.
 */
final class Rows {
  /** Which figures are alike: the same kind of period, the same months. */
  static final String SERIES = "series";

  /** Which figures follow each other by months: the same kind of period. */
  static final String SEQUENCE = "sequence";

  /** The year a period ends in; null where it is unknown. */
  static final String YEAR = "year";

  /** The month a period ends in, counted from year 0; null where it is unknown. */
  static final String MONTH = "month";

  /** Orders periods in time; those without a known end come last, by date of publication. */
  static final String ORDINAL = "ordinal";

  private static final int AFTER_ALL_DATES = 10_000_000;

  /** The columns that say what a wide row is about. */
  static final List<String> KEYS =
      List.of(
          "panel_area",
          "ref_area",
          "scope",
          "freq",
          "period_kind",
          "time_period",
          "period_start",
          "period_end",
          SERIES,
          SEQUENCE,
          YEAR,
          MONTH,
          ORDINAL);

  private Rows() {}

  /**
   * The wide rows of the series within reach.
   *
   * @param observations the observations table
   */
  static Dataset<Row> of(Plan plan, Dataset<Row> observations, Reach reach) {
    Plan rows = plan.rows();
    Dataset<Row> reached =
        everywhere(rows, observations.filter(reach.mayReach(rows))).filter(reach.panel());
    Dataset<Row> placed =
        rows.madeOver().isEmpty()
            ? reached.repartition(col("panel_area"))
            : new LongerPeriods(rows.madeOver()).of(reached);
    return wide(plan, inTime(placed));
  }

  /** The series whose rows some observations stand on, or are looked up from: panel_area. */
  static Dataset<Row> panels(Plan plan, Dataset<Row> observations) {
    return everywhere(plan.rows(), observations).select("panel_area").distinct();
  }

  /** Each figure on every row it goes to. */
  private static Dataset<Row> everywhere(Plan plan, Dataset<Row> observations) {
    Dataset<Row> needed = attributed(plan, observations);
    return plan.lookedUp().isEmpty() ? needed : addressed(plan, needed);
  }

  private static Dataset<Row> attributed(Plan plan, Dataset<Row> observations) {
    Dataset<Row> preferred =
        observations
            .filter(col("preferred").and(col("metric").isin(plan.metrics().toArray())))
            .withColumn("marks", Mark.ofObservation())
            .withColumn(Confidential.NAME, Confidential.of(observations));
    Dataset<Row> attributed =
        Apportioned.isNeeded(plan.catalogue().regions())
            ? Apportioned.of(plan, preferred)
            : preferred;
    return attributed.select(
        col("panel_area"),
        col("ref_area"),
        col("scope"),
        col("freq"),
        col("period_kind"),
        col("time_period"),
        col("period_start"),
        col("period_end"),
        col("doc_id"),
        col("published_on"),
        col("metric"),
        col("metric").as("key"),
        col("obs_value").as("exact"),
        col("marks"),
        col("observation_id"),
        col(Confidential.NAME));
  }

  /** Sends each figure that other regions look up to them too; one row per region. */
  private static Dataset<Row> addressed(Plan plan, Dataset<Row> needed) {
    Addresses addresses = new Addresses(plan);
    Column own = array(struct(col("panel_area"), col("ref_area"), lit("").as("prefix")));
    Column day = unix_date(coalesce(col("period_end"), col("period_start")));
    Column others = addresses.of(col("ref_area"), col("metric"), day);
    Column all =
        when(col("metric").isin(addresses.metrics().toArray()), concat(own, others)).otherwise(own);
    List<Column> kept = new ArrayList<>(List.of(col("to.panel_area"), col("to.ref_area")));
    for (String name : needed.columns()) {
      switch (name) {
        case "panel_area", "ref_area" -> {}
        case "key" -> kept.add(concat(col("to.prefix"), col("key")).as("key"));
        default -> kept.add(col(name));
      }
    }
    return needed.withColumn("to", explode(all)).select(kept.toArray(Column[]::new));
  }

  private static Dataset<Row> inTime(Dataset<Row> rows) {
    Column end = coalesce(col("period_end"), col("period_start"));
    return rows.withColumn(SERIES, series())
        .withColumn(SEQUENCE, sequence())
        .withColumn(YEAR, year(end))
        .withColumn(MONTH, year(end).multiply(12).plus(month(end)))
        .withColumn(ORDINAL, ordinal());
  }

  /**
   * Figures that meet over the years, as LikePeriods has it: a year its year, nine months the same
   * nine months, and February that of a leap year, for the day after the last is looked at.
   */
  private static Column series() {
    Column after = date_add(col("period_end"), 1);
    Column span =
        concat(
            col("period_kind"),
            lit(":"),
            when(col("period_start").equalTo(col("period_end")), "")
                .otherwise(coalesce(date_format(col("period_start"), "MM-dd"), lit(".."))),
            lit("/"),
            coalesce(date_format(after, "MM-dd"), lit("..")),
            lit("/"),
            when(col("period_start").equalTo(col("period_end")), "")
                .otherwise(
                    coalesce(
                        year(after).minus(year(col("period_start"))).cast("string"), lit(""))));
    return when(
            col("period_start").isNull().and(col("period_end").isNull()),
            concat(col("period_kind"), lit(":"), col("doc_id")))
        .otherwise(span);
  }

  /** Figures that meet over the months: a month any month, a year to date any of the same year. */
  private static Column sequence() {
    return when(
            col("period_kind").isin("month", "quarter", "half_year", "year"), col("period_kind"))
        .when(
            col("period_kind").equalTo("year_to_date"),
            concat(lit("year_to_date:"), year(col("period_start")).cast("string")));
  }

  private static Column ordinal() {
    return coalesce(
        unix_date(col("period_end")),
        lit(AFTER_ALL_DATES).plus(coalesce(unix_date(col("published_on")), lit(0))));
  }

  /**
   * The figures of a row are collected into one map first: what a further metric costs is an entry
   * of the map, not an aggregate that every observation is tested for.
   */
  private static Dataset<Row> wide(Plan plan, Dataset<Row> addressed) {
    Column entry =
        struct(
            col("key"),
            struct(
                    col("exact").cast("double").as("value"),
                    col("marks"),
                    col("observation_id"),
                    col(Confidential.NAME))
                .as("value"));
    Column figures = map_from_entries(collect_list(entry)).as("figures");
    Dataset<Row> grouped =
        addressed
            .groupBy("panel_area", "scope", "period_kind", "time_period", SERIES)
            .agg(
                max("ref_area").as("ref_area"),
                max("freq").as("freq"),
                max("period_start").as("period_start"),
                max("period_end").as("period_end"),
                max(SEQUENCE).as(SEQUENCE),
                max(YEAR).as(YEAR),
                max(MONTH).as(MONTH),
                max(ORDINAL).as(ORDINAL),
                figures);
    List<Column> columns = new ArrayList<>();
    for (String key : KEYS) {
      columns.add(col(key));
    }
    for (Figure.Reported figure : plan.reported()) {
      Column[] found =
          keys(figure).stream()
              .map(key -> try_element_at(col("figures"), lit(key)))
              .toArray(Column[]::new);
      columns.add(coalesce(found).as(plan.column(figure)));
    }
    return grouped.select(columns.toArray(Column[]::new));
  }

  /** Under which keys of a row a figure may stand; the first that is there is the figure. */
  static List<String> keys(Figure.Reported figure) {
    String metric = figure.over().map(over -> LongerPeriods.key(figure)).orElse(figure.metric());
    return switch (figure.of().kind()) {
      case SELF, REGION -> List.of(Addresses.of(figure.of()) + metric);
      case PARENT -> List.of(Addresses.above(1) + metric);
      case NEAREST ->
          IntStream.rangeClosed(0, Addresses.HIGHEST)
              .mapToObj(level -> (level == 0 ? "" : Addresses.above(level)) + metric)
              .toList();
    };
  }
}
