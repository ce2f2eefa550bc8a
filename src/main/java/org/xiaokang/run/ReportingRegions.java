package org.xiaokang.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.xiaokang.quality.LoadCounts;
import org.xiaokang.reader.TablePart;
import org.xiaokang.reader.TableRow;
import scala.Tuple2;

/** How many regions have preferred figures in a release. */
final class ReportingRegions {
  /** The columns of observations that tell it. */
  static final List<String> COLUMNS = List.of("panel_area", "metric", "preferred");

  private ReportingRegions() {}

  /**
   * Counts them.
   *
   * @param observations the files of the table observations, {@link #COLUMNS} of them
   */
  static LoadCounts of(JavaRDD<TablePart> observations) {
    JavaPairRDD<String, String> areaByMetric =
        observations
            .mapPartitions(files -> areaByMetric(new TableRows(files)))
            .distinct()
            .mapToPair(pair -> pair);
    Map<String, Long> byMetric = new HashMap<>(areaByMetric.countByKey());
    long all = areaByMetric.values().distinct().count();
    return new LoadCounts(Map.of(), byMetric, all, null, null);
  }

  private static Iterator<Tuple2<String, String>> areaByMetric(Iterator<TableRow> rows) {
    Set<Tuple2<String, String>> pairs = new HashSet<>();
    while (rows.hasNext()) {
      TableRow row = rows.next();
      if (row.is("preferred")) {
        pairs.add(new Tuple2<>(row.text("metric"), row.text("panel_area")));
      }
    }
    return pairs.iterator();
  }
}
