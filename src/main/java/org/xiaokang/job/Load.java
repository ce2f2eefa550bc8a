package org.xiaokang.job;

import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.config.Source;
import org.xiaokang.intake.Intake;
import org.xiaokang.intake.Mapping;
import org.xiaokang.tables.IntakeTables;
import org.xiaokang.tables.SourceLedger;
import org.xiaokang.tables.SourceReader;
import org.xiaokang.tables.TableWrite;

/**
 * All rows of the sources on their way into tables.
 *
 * @param received the rows as received
 * @param kept those of databases, kept from the first use until {@link #close}
 * @param judged the same rows as what becomes of them; kept from the first use until {@link #close}
 * @param ranks the ranks of the sources that have one
 */
record Load(
    Dataset<Row> received, List<Dataset<Row>> kept, Dataset<Row> judged, Map<String, Integer> ranks)
    implements AutoCloseable {
  /**
   * All rows.
   *
   * @param ledger the sources as they were found
   * @param files the table source_files of this run
   */
  static Load of(SparkSession spark, Setup setup, SourceLedger ledger, Dataset<Row> files) {
    List<Dataset<Row>> kept = new ArrayList<>();
    Dataset<Row> received =
        setup.configuration().sources().stream()
            .map(source -> ledger.ofFound(source, received(spark, ledger.asFound(source), kept)))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    return new Load(
        received,
        kept,
        judged(spark, setup, SourceLedger.dated(received, files)),
        setup.configuration().ranks());
  }

  /** A database may be written to between two readings, so that it is read once. */
  private static Dataset<Row> received(SparkSession spark, Source source, List<Dataset<Row>> kept) {
    Dataset<Row> rows = received(spark, source);
    if (source.database().isPresent()) {
      kept.add(Kept.of(rows));
    }
    return rows;
  }

  static Dataset<Row> received(SparkSession spark, Source source) {
    return Mapping.raw(SourceReader.read(spark, source), source);
  }

  static Dataset<Row> judged(SparkSession spark, Setup setup, Dataset<Row> raw) {
    return Kept.of(
        Intake.outcomes(Intake.judge(raw, new LookupTables(spark, setup.catalogue()).lookups())));
  }

  TableWrite raw(Run run) {
    return new TableWrite(IntakeTables.RAW_METRICS, received.withColumn("run_id", lit(run.id())));
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

  @Override
  public void close() {
    judged.unpersist();
    kept.forEach(Dataset::unpersist);
  }
}
