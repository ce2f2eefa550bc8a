package org.xiaokang.job;

import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.xiaokang.config.Source;
import org.xiaokang.intake.Intake;
import org.xiaokang.intake.Mapping;
import org.xiaokang.tables.IntakeTables;
import org.xiaokang.tables.SourceReader;
import org.xiaokang.tables.TableWrite;

/**
 * The sources on their way into tables.
 *
 * @param raw the rows as received
 * @param judged the same rows with what is wrong with them; kept from the first use until {@link
 *     #close}
 * @param ranks the ranks of the sources that have one
 */
record Load(Dataset<Row> raw, Dataset<Row> judged, Map<String, Integer> ranks)
    implements AutoCloseable {
  static Load of(SparkSession spark, Setup setup) {
    Dataset<Row> raw =
        setup.configuration().sources().stream()
            .map(source -> raw(spark, source))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    Dataset<Row> judged = Intake.judge(raw, new LookupTables(spark, setup.catalogue()).lookups());
    return new Load(
        raw, judged.persist(StorageLevel.MEMORY_AND_DISK()), setup.configuration().ranks());
  }

  private static Dataset<Row> raw(SparkSession spark, Source source) {
    return Mapping.raw(SourceReader.read(spark, source), source);
  }

  TableWrite received(Run run) {
    return new TableWrite(IntakeTables.RAW_METRICS, raw.withColumn("run_id", lit(run.id())));
  }

  List<TableWrite> results() {
    return List.of(
        new TableWrite(IntakeTables.REJECTED_METRICS, Intake.rejected(judged)),
        new TableWrite(IntakeTables.OBSERVATIONS, Intake.observations(judged, ranks)));
  }

  /** What became of the rows; {@code read} is counted where they were read, not where they went. */
  Counts counts(long read) {
    return Counts.of(read, Intake.counts(judged).head());
  }

  /** How many of the rows in raw_metrics are superseded; none in a table from before any was. */
  static long superseded(Dataset<Row> received) {
    return List.of(received.columns()).contains("action") ? Intake.superseded(received) : 0;
  }

  @Override
  public void close() {
    judged.unpersist();
  }
}
