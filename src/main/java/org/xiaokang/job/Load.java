package org.xiaokang.job;

import static org.apache.spark.sql.functions.lit;

import java.util.List;
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
 * The sources read and judged, ready to be written.
 *
 * @param raw the rows as received
 * @param judged the same rows with what is wrong with them; kept until {@link #close}
 * @param counts the balanced account
 */
record Load(Dataset<Row> raw, Dataset<Row> judged, Counts counts) implements AutoCloseable {
  static Load of(SparkSession spark, Setup setup) {
    Dataset<Row> raw =
        setup.configuration().sources().stream()
            .map(source -> raw(spark, source))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    Dataset<Row> judged =
        Intake.judge(raw, new LookupTables(spark, setup.catalogue()).lookups())
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new Load(raw, judged, Counts.of(raw.count(), Intake.counts(judged).head()).balanced());
  }

  private static Dataset<Row> raw(SparkSession spark, Source source) {
    return Mapping.raw(SourceReader.read(spark, source), source);
  }

  List<TableWrite> writes(Run run) {
    return List.of(
        new TableWrite(IntakeTables.RAW_METRICS, raw.withColumn("run_id", lit(run.id()))),
        new TableWrite(IntakeTables.REJECTED_METRICS, Intake.rejected(judged)),
        new TableWrite(IntakeTables.OBSERVATIONS, Intake.observations(judged)));
  }

  @Override
  public void close() {
    judged.unpersist();
  }
}
