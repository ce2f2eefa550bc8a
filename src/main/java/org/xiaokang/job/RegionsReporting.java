package org.xiaokang.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.xiaokang.quality.LoadCounts;

/**
 * How many regions have preferred figures in a release.
 *
 * @param observations its table observations
 */
record RegionsReporting(Dataset<Row> observations) {

  LoadCounts counts() {
    Dataset<Row> preferred = observations.filter(col("preferred"));
    Map<String, Long> byMetric = new HashMap<>();
    for (Row row :
        preferred
            .groupBy("metric")
            .agg(countDistinct("panel_area").as("regions"))
            .collectAsList()) {
      byMetric.put(row.getString(0), row.getLong(1));
    }
    long all = preferred.select("panel_area").distinct().count();
    return new LoadCounts(Map.of(), byMetric, all, null, null);
  }
}
