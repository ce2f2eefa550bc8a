package org.xiaokang.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Regions;

/** The handful of indicators that the catalogue calls headlines, each region's latest value. */
final class Headlines {
  private static final int MOST_REGIONS = 8;

  private Headlines() {}

  /** Rows of indicator, region, period, value, unit and what must be said with it. */
  static List<List<String>> of(Dataset<Row> indicators, Catalogue catalogue) {
    List<Indicator> headlines =
        catalogue.indicators().values().stream().filter(Indicator::headline).toList();
    List<String> ids = headlines.stream().map(Indicator::id).toList();
    List<Row> rows =
        indicators
            .filter(col("indicator").isin(ids.toArray()).and(col("obs_value").isNotNull()))
            .withColumn("recency", row_number().over(latestFirst()))
            .filter(col("recency").equalTo(1))
            .withColumn(
                "place", row_number().over(Window.partitionBy("indicator").orderBy("ref_area")))
            .filter(col("place").leq(MOST_REGIONS))
            .collectAsList();
    List<List<String>> lines = new ArrayList<>();
    for (Indicator indicator : headlines) {
      rows.stream()
          .filter(row -> row.getAs("indicator").equals(indicator.id()))
          .sorted(Comparator.comparing(row -> row.<String>getAs("ref_area")))
          .forEach(row -> lines.add(line(indicator, row, catalogue.regions())));
    }
    return lines;
  }

  private static WindowSpec latestFirst() {
    return Window.partitionBy("indicator", "ref_area")
        .orderBy(
            col("period_end").desc_nulls_first(),
            col("scope"),
            col("origin").desc(),
            col("inputs.observation_id"));
  }

  private static List<String> line(Indicator indicator, Row row, Regions regions) {
    BigDecimal value =
        BigDecimal.valueOf(row.<Double>getAs("obs_value"))
            .setScale(indicator.decimals(), RoundingMode.HALF_UP);
    List<String> said = new ArrayList<>(row.getList(row.fieldIndex("flags")));
    if (!row.getAs("scope").equals("all")) {
      said.add(0, row.getAs("scope"));
    }
    String base = row.getAs("base_period");
    return List.of(
        indicator.name().en(),
        Names.of(regions, row),
        (base == null ? "" : base + " → ") + period(row.getAs("time_period")),
        String.format(Locale.ROOT, "%,." + indicator.decimals() + "f", value),
        row.getAs("unit_measure"),
        String.join(", ", said));
  }

  private static String period(String timePeriod) {
    return timePeriod.equals("_U") ? "not stated" : timePeriod;
  }
}
