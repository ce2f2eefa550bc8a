package org.xiaokang.job;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.xiaokang.config.Source;
import org.xiaokang.intake.Intake;
import org.xiaokang.intake.Mapping;
import org.xiaokang.tables.Definitions;
import org.xiaokang.tables.SourceReader;
import org.xiaokang.tables.TableWrite;

/**
 * The sources read and judged, ready to be written.
 *
 * @param counts the balanced account
 * @param observations the observations table
 * @param writes the tables of intake
 */
record Load(Counts counts, Dataset<Row> observations, List<TableWrite> writes) {
  static Load of(SparkSession spark, Setup setup, Progress progress) {
    Dataset<Row> raw =
        setup.configuration().sources().stream()
            .map(source -> raw(spark, source))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    Dataset<Row> judged =
        Intake.judge(raw, new LookupTables(spark, setup.catalogue()).lookups())
            .persist(StorageLevel.MEMORY_AND_DISK());
    Counts counts = Counts.of(raw.count(), Intake.counts(judged).head()).balanced();
    progress.note(counts.toString());
    Dataset<Row> observations = Intake.observations(judged);
    return new Load(
        counts,
        observations,
        List.of(
            new TableWrite(Definitions.RAW_METRICS, raw),
            new TableWrite(Definitions.REJECTED_METRICS, Intake.rejected(judged)),
            new TableWrite(Definitions.OBSERVATIONS, observations)));
  }

  private static Dataset<Row> raw(SparkSession spark, Source source) {
    return Mapping.raw(SourceReader.read(spark, source), source);
  }
}
