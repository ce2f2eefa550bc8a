package org.xiaokang.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.count_if;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.config.Database;
import org.xiaokang.config.Source;
import org.xiaokang.intake.Intake;
import org.xiaokang.intake.Mapping;
import org.xiaokang.tables.SourceFile;
import org.xiaokang.tables.SourceLedger;
import org.xiaokang.tables.SourceReader;

/**
 * What was written to a database table since it was read last.
 *
 * @param now every row, as received, of the figures that were written or are no more
 * @param figures {@link Intake#figure} of these
 */
record SinceWatermark(Dataset<Row> now, Set<Long> figures) {
  private static final String KEY = "_key";

  /**
   * What was written; empty where the watermark does not tell, where rows are gone, or where more
   * than {@code most} figures are touched.
   *
   * @param received the rows as they were received last
   * @param file the table now
   */
  static Optional<SinceWatermark> of(
      SparkSession spark,
      Source source,
      SourceLedger ledger,
      SourceFile file,
      Dataset<Row> received,
      int most) {
    Optional<Database.Changes> changes = source.database().flatMap(Database::changes);
    Optional<Dataset<Row>> written =
        ledger
            .before(file)
            .filter(before -> changes.isPresent())
            .flatMap(before -> SourceReader.written(spark, source, before, file));
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Column key = col("received").getItem(changes.orElseThrow().key());
    // Read once: the table may be written to meanwhile.
    Dataset<Row> rows = written.get().localCheckpoint();
    Dataset<Row> come = Mapping.raw(rows, source).withColumn(KEY, key);
    Dataset<Row> were =
        received
            .filter(
                col("source").equalTo(source.name()).and(col("source_file").equalTo(file.path())))
            .withColumn(KEY, key);
    Dataset<Row> keys = come.select(KEY).distinct();
    Dataset<Row> replaced = were.join(keys, were.col(KEY).equalTo(keys.col(KEY)), "left_semi");
    long comeKeys = keysOf(come);
    boolean addsUp =
        comeKeys == rows.count()
            && keysOf(were) - keysOf(replaced) + comeKeys == file.rows().orElse(-1);
    return addsUp ? touched(come, were, replaced, keys, most) : Optional.empty();
  }

  /** How many rows of the database; -1 where one has no key. */
  private static long keysOf(Dataset<Row> rows) {
    Row counted = rows.agg(countDistinct(KEY), count_if(col(KEY).isNull())).head();
    return counted.getLong(1) > 0 ? -1 : counted.getLong(0);
  }

  private static Optional<SinceWatermark> touched(
      Dataset<Row> come, Dataset<Row> were, Dataset<Row> replaced, Dataset<Row> keys, int most) {
    List<Row> told =
        come.select(Intake.figure())
            .union(replaced.select(Intake.figure()))
            .distinct()
            .limit(most + 1)
            .collectAsList();
    Set<Long> figures = new HashSet<>();
    told.stream().filter(row -> !row.isNullAt(0)).forEach(row -> figures.add(row.getLong(0)));
    if (figures.size() < told.size() || told.size() > most) {
      return Optional.empty();
    }
    // Of a touched figure there may be rows that were not written.
    Dataset<Row> stay =
        were.filter(OneOf.of(Intake.figure(), figures))
            .join(keys, were.col(KEY).equalTo(keys.col(KEY)), "left_anti");
    return Optional.of(new SinceWatermark(come.unionByName(stay).drop(KEY), figures));
  }
}
