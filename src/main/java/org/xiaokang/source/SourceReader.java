package org.xiaokang.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;
import org.xiaokang.reader.LakeReader;

/** Reads a source as it is: its own columns, as text where the format is text. */
public final class SourceReader {
  private static final String SOURCE_FILE = "_source_file";
  private static final String MALFORMED = "_malformed";

  private SourceReader() {}

  /**
   * The source's own columns, then _source_file (where the row was read) and _malformed (the text
   * of a row that could not be split into columns, else null). Of csv and json every column is
   * text, numbers as they were written (in json that is not UTF-8, without trailing zeros). Of a
   * delta table _source_file is its path: its files are rewritten without their rows being changed.
   * Of a database it is url and table, and every column is text, numbers as the database prints
   * them.
   *
   * @throws XiaokangException when there is nothing at the path, or what is there is empty, not
   *     readable, not of the format, or files of different layout
   */
  public static Dataset<Row> read(SparkSession session, Source source) {
    try {
      return switch (source.format()) {
        case "json" -> json(session, source);
        case "parquet" -> parquet(session, source);
        case "delta" -> delta(session, source);
        case "jdbc" -> marked(DatabaseTable.of(session, source).rows(), source);
        default ->
            throw new XiaokangException(
                "source '%s' has format '%s'; expected csv, json, parquet, delta or jdbc"
                    .formatted(source.name(), source.format()));
      };
    } catch (XiaokangException e) {
      throw e;
    } catch (Exception e) {
      throw source
          .database()
          .map(database -> DatabaseFailure.of(source, database, e))
          .orElseGet(() -> unreadable(source, e));
    }
  }

  private static Dataset<Row> json(SparkSession session, Source source) throws IOException {
    InputFiles files = InputFiles.of(session.sparkContext().hadoopConfiguration(), source);
    if (files.bytes() == 0) {
      throw new XiaokangException(
          "source '%s': %s is empty; expected JSON records"
              .formatted(source.name(), source.path()));
    }
    DataFrameReader reader =
        session
            .read()
            .options(withoutUtf8(source.options()))
            .option("primitivesAsString", "true")
            .option("columnNameOfCorruptRecord", MALFORMED);
    StructField[] own =
        Stream.of(reader.json(files.paths()).schema().fields())
            .filter(field -> !field.name().equals(MALFORMED))
            .toArray(StructField[]::new);
    if (own.length == 0) {
      throw new XiaokangException(
          "source '%s': no JSON record can be read from %s; expected one object per line, or set options: {multiLine: true}"
              .formatted(source.name(), source.path()));
    }
    StructType schema = new StructType(own).add(MALFORMED, DataTypes.StringType);
    return marked(reader.schema(schema).json(files.paths()), col(MALFORMED));
  }

  private static Dataset<Row> parquet(SparkSession session, Source source) throws IOException {
    InputFiles files = InputFiles.of(session.sparkContext().hadoopConfiguration(), source);
    new ParquetEnds(files).require();
    DataFrameReader reader = session.read();
    if (files.files().size() > 1) {
      // One file's columns would otherwise stand for all, and the others' would vanish.
      reader = reader.option("mergeSchema", "true");
    }
    return marked(reader.options(source.options()).parquet(files.paths()), nothing());
  }

  private static Dataset<Row> delta(SparkSession session, Source source) {
    if (LakeReader.table(source.path(), session.sparkContext().hadoopConfiguration()).isEmpty()) {
      throw new XiaokangException(
          "source '%s': %s is not a Delta table; expected a folder with a _delta_log"
              .formatted(source.name(), source.path()));
    }
    return marked(
        session.read().format("delta").options(source.options()).load(source.path()),
        lit(source.path()),
        nothing());
  }

  private static Dataset<Row> marked(Dataset<Row> rows, Source database) {
    return marked(rows, lit(DatabaseTable.path(database)), nothing());
  }

  /** Told the encoding, even its own, Spark reads characters instead of bytes and 1.50 as 1.5. */
  private static Map<String, String> withoutUtf8(Map<String, String> options) {
    Map<String, String> others = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    others.putAll(options);
    for (String name : List.of("encoding", "charset")) {
      if ("UTF-8".equalsIgnoreCase(others.get(name))) {
        others.remove(name);
      }
    }
    return others;
  }

  private static Dataset<Row> marked(Dataset<Row> rows, Column malformed) {
    return marked(rows, col("_metadata.file_path"), malformed);
  }

  private static Dataset<Row> marked(Dataset<Row> rows, Column file, Column malformed) {
    List<Column> columns = new ArrayList<>();
    Arrays.stream(rows.columns())
        .filter(name -> !name.equals(MALFORMED))
        .forEach(name -> columns.add(col("`" + name.replace("`", "``") + "`")));
    columns.add(file.as(SOURCE_FILE));
    columns.add(malformed.as(MALFORMED));
    return rows.select(columns.toArray(Column[]::new));
  }

  private static Column nothing() {
    return lit(null).cast(DataTypes.StringType);
  }

  private static XiaokangException unreadable(Source source, Exception e) {
    String message = String.valueOf(e.getMessage()).strip();
    return new XiaokangException(
        "source '%s': cannot read %s as %s: %s"
            .formatted(
                source.name(),
                source.path(),
                source.format(),
                message.lines().findFirst().orElse(e.getClass().getSimpleName())),
        e);
  }
}
