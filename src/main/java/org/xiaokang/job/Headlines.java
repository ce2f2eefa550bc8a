package org.xiaokang.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.page.Sparkline;

/** The handful of indicators that the catalogue calls headlines, each region's latest value. */
final class Headlines {
  private static final int MOST_REGIONS = 8;

  private Headlines() {}

  /**
   * One value to be shown.
   *
   * @param cells indicator, region, period, value, unit and what must be said with it
   * @param course the values of like periods up to it, if there are several
   */
  record Headline(List<String> cells, Optional<Sparkline> course) {}

  /** By indicator, in the catalogue's order, and region. */
  static List<Headline> of(Dataset<Row> indicators, Catalogue catalogue) {
    List<Indicator> headlines =
        catalogue.indicators().values().stream().filter(Indicator::headline).toList();
    List<String> ids = headlines.stream().map(Indicator::id).toList();
    List<Row> rows =
        indicators
            .filter(col("indicator").isin(ids.toArray()).and(col("obs_value").isNotNull()))
            .withColumn("recency", row_number().over(latestFirst()))
            .withColumn("course", collect_list(point()).over(like()))
            .filter(col("recency").equalTo(1))
            .withColumn(
                "place", row_number().over(Window.partitionBy("indicator").orderBy("ref_area")))
            .filter(col("place").leq(MOST_REGIONS))
            .collectAsList();
    List<Headline> lines = new ArrayList<>();
    for (Indicator indicator : headlines) {
      rows.stream()
          .filter(row -> row.getAs("indicator").equals(indicator.id()))
          .sorted(Comparator.comparing(row -> row.<String>getAs("ref_area")))
          .forEach(
              row ->
                  lines.add(
                      new Headline(
                          line(indicator, row, catalogue.regions()), course(indicator, row))));
    }
    return lines;
  }

  private static WindowSpec latestFirst() {
    return Window.partitionBy("indicator", "ref_area")
        .orderBy(
            col("period_end").desc_nulls_first(),
            col("scope").equalTo("all").desc(),
            col("scope"),
            col("origin").desc(),
            col("inputs.observation_id"));
  }

  /** Values that may be joined by a line: of one origin and breakdown, over periods of one kind. */
  private static WindowSpec like() {
    return Window.partitionBy("indicator", "ref_area", "scope", "origin", "period_kind")
        .orderBy("period_end", "period_start")
        .rowsBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
  }

  /** Null without an end, which collecting leaves out. */
  private static Column point() {
    return when(
        col("period_end").isNotNull(),
        struct(unix_date(col("period_end")).as("day"), col("time_period"), col("obs_value")));
  }

  private static Optional<Sparkline> course(Indicator indicator, Row row) {
    List<Sparkline.Point> points = new ArrayList<>();
    for (Row point : row.<Row>getList(row.fieldIndex("course"))) {
      double value = point.getAs("obs_value");
      points.add(
          new Sparkline.Point(
              point.<Integer>getAs("day"),
              value,
              point.<String>getAs("time_period") + ": " + shown(indicator, value)));
    }
    return points.size() < 2 ? Optional.empty() : Optional.of(new Sparkline(points));
  }

  private static String shown(Indicator indicator, double value) {
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(indicator.decimals(), RoundingMode.HALF_UP);
    return String.format(Locale.ROOT, "%,." + indicator.decimals() + "f", rounded);
  }

  private static List<String> line(Indicator indicator, Row row, Regions regions) {
    List<String> said = new ArrayList<>(row.getList(row.fieldIndex("flags")));
    if (!row.getAs("scope").equals("all")) {
      said.add(0, row.getAs("scope"));
    }
    String base = row.getAs("base_period");
    return List.of(
        indicator.name().en(),
        Names.of(regions, row),
        (base == null ? "" : base + " → ") + period(row.getAs("time_period")),
        shown(indicator, row.<Double>getAs("obs_value")),
        row.getAs("unit_measure"),
        String.join(", ", said));
  }

  private static String period(String timePeriod) {
    return timePeriod.equals("_U") ? "not stated" : timePeriod;
  }
}
