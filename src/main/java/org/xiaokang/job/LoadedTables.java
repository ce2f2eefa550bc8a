package org.xiaokang.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.unix_date;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.RejectedRow;
import org.xiaokang.quality.LoadCounts;

/**
 * What an earlier run loaded, counted as a load counts it.
 *
 * @param observations the table observations
 * @param rejected the table rejected_metrics
 */
record LoadedTables(Dataset<Row> observations, Dataset<Row> rejected) {

  /** What became of all rows. */
  Counts counts() {
    long observed = observations.count();
    Map<String, Long> verdicts = new HashMap<>();
    rejected
        .groupBy("verdict")
        .count()
        .collectAsList()
        .forEach(row -> verdicts.put(row.getString(0), row.getLong(1)));
    long others = verdicts.values().stream().mapToLong(Long::longValue).sum();
    return new Counts(
        observed + others,
        observed,
        of(verdicts, RejectedRow.Verdict.REJECTED),
        of(verdicts, RejectedRow.Verdict.DUPLICATE),
        of(verdicts, RejectedRow.Verdict.SUPERSEDED)
            + of(verdicts, RejectedRow.Verdict.WITHDRAWN));
  }

  private static long of(Map<String, Long> verdicts, RejectedRow.Verdict verdict) {
    return verdicts.getOrDefault(verdict.code(), 0L);
  }

  /** How many figures are for the same as another. */
  long inConflict() {
    return observations.filter("stated_by > 1").count();
  }

  /**
   * What gates need to know of them.
   *
   * @param today the day the run began, UTC; later days are no news
   */
  LoadCounts forGates(LocalDate today) {
    LoadCounts regions = new RegionsReporting(observations).counts();
    Map<String, LoadCounts.SourceRows> sources = new HashMap<>();
    for (Row row : observations.groupBy("source").count().collectAsList()) {
      sources.put(row.getString(0), new LoadCounts.SourceRows(row.getLong(1), 0));
    }
    for (Row row :
        rejected
            .groupBy("source")
            .agg(
                count(lit(1)),
                count_if(col("verdict").equalTo(RejectedRow.Verdict.REJECTED.code())))
            .collectAsList()) {
      LoadCounts.SourceRows others = new LoadCounts.SourceRows(row.getLong(1), row.getLong(2));
      sources.merge(row.getString(0), others, LoadCounts.SourceRows::plus);
    }
    return new LoadCounts(
        sources,
        regions.regionsByMetric(),
        regions.regions(),
        newest("period_end", today),
        newest("published_on", today));
  }

  private @Nullable LocalDate newest(String column, LocalDate today) {
    Row newest =
        observations
            .select(unix_date(col(column)).as("day"))
            .filter(col("day").leq((int) today.toEpochDay()))
            .agg(max("day"))
            .head();
    return newest.isNullAt(0) ? null : LocalDate.ofEpochDay(newest.getInt(0));
  }
}
