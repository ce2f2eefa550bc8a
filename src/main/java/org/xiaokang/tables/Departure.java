package org.xiaokang.tables;

import static org.apache.spark.sql.functions.col;
import static scala.jdk.javaapi.CollectionConverters.asJava;
import static scala.jdk.javaapi.CollectionConverters.asScala;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.commands.DMLWithDeletionVectorsHelper;
import org.apache.spark.sql.delta.commands.DeletionVectorBitmapGenerator;
import org.apache.spark.sql.delta.commands.DeletionVectorResult;
import org.apache.spark.sql.delta.stats.StatsCollectionUtils;
import org.apache.spark.storage.StorageLevel;
import scala.Option;
import scala.collection.immutable.Seq;

/**
 * Rows that leave a table. Delta's own delete would read the table once more after it was read for
 * their fingerprint; here one scan tells of each row where it stands and what it says.
 */
final class Departure implements AutoCloseable {
  private static final String PATH = "path";
  private static final String PLACE = "place";

  private final SparkSession spark;
  private final OptimisticTransaction transaction;
  private final Dataset<Row> places;

  /**
   * The rows of the transaction's table that {@code where} describes.
   *
   * @param table the table at the version the transaction started from
   */
  Departure(
      SparkSession spark, OptimisticTransaction transaction, Dataset<Row> table, Column where) {
    this.spark = spark;
    this.transaction = transaction;
    this.places =
        table
            .filter(where)
            .select(
                col("_metadata.file_path").as(PATH),
                col("_metadata.row_index").as(PLACE),
                Fingerprint.hash(table))
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** What they say. */
  Fingerprint fingerprint() {
    return Fingerprint.ofHashes(places);
  }

  /** Marks them as deleted; a file that is left without a row goes itself. */
  List<FileAction> actions() {
    List<Expression> all = List.of(Literal.TrueLiteral());
    Seq<AddFile> files = transaction.filterFiles(asScala(all).toSeq(), true);
    Seq<DeletionVectorResult> marks =
        DeletionVectorBitmapGenerator.buildRowIndexSetsForFilesMatchingCondition(
            spark,
            transaction,
            true,
            places,
            files,
            Literal.TrueLiteral(),
            Option.apply(col(PATH)),
            Option.apply(col(PLACE)));
    return asJava(
        DMLWithDeletionVectorsHelper.processUnmodifiedData(
                spark,
                DMLWithDeletionVectorsHelper.findFilesWithMatchingRows(
                    transaction,
                    DMLWithDeletionVectorsHelper.generateCandidateFileMap(
                        transaction.deltaLog().dataPath(), files),
                    marks),
                transaction.snapshot(),
                StatsCollectionUtils.getDataSkippingStringPrefixLength(
                    spark, transaction.metadata()))
            ._1());
  }

  @Override
  public void close() {
    places.unpersist();
  }
}
