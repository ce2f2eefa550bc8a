package org.xiaokang.source;

import static org.apache.spark.sql.functions.col;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Distribution;
import org.xiaokang.config.Source;
import org.xiaokang.ingest.ReceivedRow;

/**
 * The rows of a source as they were received.
 *
 * <p>Csv files are read without Spark SQL: cells as they stand, and a mapping of columns and texts,
 * are plain Java; only what an expression says is computed by Spark's classes, in the same task.
 * Json files, one object a line, are cut into lines likewise and parsed by Spark's parser. Every
 * other format is read by Spark, and its rows have no lines.
 *
 * <p>Nothing is read before the rows are asked for, but headers, json records (for their columns)
 * and large files (for where their records begin). The rows come in the order of the files' names
 * and of their lines.
 */
public final class SourceRows {
  /** Options that would lose rows or hide them. */
  private static final Set<String> OURS = Set.of("mode", "columnNameOfCorruptRecord");

  private final SparkSession spark;
  private final Source source;
  private final Contract contract;
  private final Consumer<String> told;

  private SourceRows(SparkSession spark, Source source, Contract contract, Consumer<String> told) {
    this.spark = spark;
    this.source = source;
    this.contract = contract;
    this.told = told;
  }

  /**
   * Reads all rows of a source.
   *
   * @throws XiaokangException if there is nothing at its path, if what is there is not readable or
   *     not of its format, if its files differ in layout, or if its mapping does not hold for it
   */
  public static JavaRDD<ReceivedRow> read(SparkSession spark, Source source) {
    return read(spark, source, nothing -> {});
  }

  /**
   * Reads all rows of a source.
   *
   * @param told takes what is to be told of it, a sentence at a time
   * @throws XiaokangException as {@link #read(SparkSession, Source)} does
   */
  public static JavaRDD<ReceivedRow> read(
      SparkSession spark, Source source, Consumer<String> told) {
    return new SourceRows(spark, source, Contract.FIGURES, told).read(Optional.empty());
  }

  /**
   * Reads the rows of some files of a source; that all its files fit together is required
   * nevertheless.
   *
   * @param files as {@link ReceivedRow#file} says them
   * @param told takes what is to be told of it, a sentence at a time
   * @throws XiaokangException as {@link #read(SparkSession, Source)} does
   */
  public static JavaRDD<ReceivedRow> read(
      SparkSession spark, Source source, Set<String> files, Consumer<String> told) {
    return new SourceRows(spark, source, Contract.FIGURES, told).read(Optional.of(files));
  }

  /**
   * Reads all rows of a table of claims.
   *
   * @throws XiaokangException as {@link #read(SparkSession, Source)} does
   */
  public static JavaRDD<ClaimRow> claims(SparkSession spark, Source source) {
    return new SourceRows(spark, source, Contract.CLAIMS, nothing -> {})
        .read(Optional.empty())
        .map(ClaimRow::of);
  }

  /**
   * Reads all rows of a distribution; {@link ReceivedRow#received} has its cells by the names of
   * {@link Distribution#columns}.
   *
   * @throws XiaokangException as {@link #read(SparkSession, Source)} does
   */
  public static JavaRDD<ReceivedRow> distribution(
      SparkSession spark, Source found, Distribution distribution) {
    return new SourceRows(spark, found, Contract.of(distribution), nothing -> {})
        .read(Optional.empty());
  }

  /**
   * Maps rows of a source that were read already.
   *
   * @param rows the source's own columns, _source_file and _malformed
   * @throws XiaokangException if its mapping does not hold for them
   */
  public static JavaRDD<ReceivedRow> map(SparkSession spark, Source source, Dataset<Row> rows) {
    return new DatasetRows(spark, source, Contract.FIGURES, nothing -> {}).rows(rows);
  }

  private JavaRDD<ReceivedRow> read(Optional<Set<String>> files) {
    refuseOurs();
    try {
      return switch (source.format()) {
        case "csv" -> new CsvRows(spark, source, contract, told).rows(files);
        case "json" ->
            isMultiLine()
                ? dataset(files)
                : new JsonRows(spark, source, contract, told).rows(files);
        default -> dataset(files);
      };
    } catch (XiaokangException e) {
      throw e;
    } catch (Exception e) { // what Spark throws is not declared
      throw SourceErrors.of(source).unreadable(e);
    }
  }

  private JavaRDD<ReceivedRow> dataset(Optional<Set<String>> files) {
    Dataset<Row> all = SourceReader.read(spark, source);
    return new DatasetRows(spark, source, contract, told)
        .rows(
            files
                .map(some -> all.filter(col(MappingCompiler.SOURCE_FILE).isin(some.toArray())))
                .orElse(all));
  }

  private boolean isMultiLine() {
    Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(source.options());
    return Boolean.parseBoolean(options.get("multiLine"));
  }

  private void refuseOurs() {
    source
        .options()
        .forEach(
            (option, value) -> {
              if (OURS.stream().anyMatch(option::equalsIgnoreCase)) {
                throw new XiaokangException(
                    "source '%s' sets option %s: %s; rows that cannot be read are kept and rejected with a reason, so leave it out"
                        .formatted(source.name(), option, value));
              }
            });
  }
}
