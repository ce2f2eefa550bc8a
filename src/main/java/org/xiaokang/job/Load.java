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
 * @param counts the balanced account
 * @param observations the observations table
 * @param writes the tables of intake
 */
record Load(Counts counts, Dataset<Row> observations, List<TableWrite> writes) {
  static Load of(SparkSession spark, Setup setup, Run run, Progress progress) {
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
            new TableWrite(IntakeTables.RAW_METRICS, raw.withColumn("run_id", lit(run.id()))),
            new TableWrite(IntakeTables.REJECTED_METRICS, Intake.rejected(judged)),
            new TableWrite(IntakeTables.OBSERVATIONS, observations)));
  }

  private static Dataset<Row> raw(SparkSession spark, Source source) {
    var spec =
        new org.xiaokang.intake.SourceSpec(
            source.name(),
            source.columns(),
            source
                .unpivot()
                .map(
                    u ->
                        new org.xiaokang.intake.SourceSpec.Unpivot(
                            u.columns(), u.pattern(), u.name(), u.value())));
    return Mapping.raw(SourceReader.read(spark, data(source)), spec);
  }

  static org.xiaokang.tables.SourceData data(Source source) {
    return new org.xiaokang.tables.SourceData(
        source.name(), source.format(), source.path(), source.options());
  }
}
