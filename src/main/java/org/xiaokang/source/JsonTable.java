package org.xiaokang.source;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;

/**
 * What the files of a json source have in common, one object a line, and how each is read.
 *
 * @param own the columns of all objects, each value as text, objects and lists within them apart
 * @param options the options of Spark's parser
 */
record JsonTable(StructType own, Map<String, String> options) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What is done before the parser gets a line, and what would leave columns out. */
  private static final Set<String> NOT_FOR_THE_PARSER =
      Set.of(
          "encoding",
          "charset",
          "linesep",
          "multiline",
          "compression",
          "samplingratio",
          "dropfieldifallnull");

  JsonTable {
    options = Map.copyOf(options);
  }

  /**
   * The files of a source, whole.
   *
   * @throws XiaokangException if all are empty, or one cannot be read
   */
  static List<FileRange> files(InputFiles input, FileOpener opener, FolderCells folderCells) {
    Source source = input.source();
    if (input.bytes() == 0) {
      throw new XiaokangException(
          "source '%s': %s is empty; expected JSON records"
              .formatted(source.name(), source.path()));
    }
    Map<String, String> options = options(source);
    Charset encoding = TextStart.encoding(source);
    String lineSep = options.get("lineSep");
    LineEnd lineEnd = lineSep == null ? LineEnd.CR : LineEnd.of(lineSep);
    return input.files().parallelStream()
        .map(
            file ->
                new FileRange(
                    file.getPath().toString(),
                    InputFiles.name(file),
                    0,
                    file.getLen(),
                    true,
                    1,
                    charset(source, file, encoding, opener),
                    lineEnd,
                    folderCells.of(file)))
        .toList();
  }

  private static String charset(Source source, FileStatus file, Charset said, FileOpener opener) {
    String path = file.getPath().toString();
    try {
      TextStart.Opened opened = TextStart.open(opener.whole(path), said);
      opened.window().close();
      return opened.start().charset().name();
    } catch (IOException | RuntimeException e) {
      throw SourceErrors.of(source).unreadable(path, e);
    }
  }

  private static Map<String, String> options(Source source) {
    Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(source.options());
    return options;
  }

  /**
   * Finds the columns, in a pass over all records.
   *
   * @param ofFolders columns that folders stand for, before which those of the records give way
   * @throws XiaokangException if no object can be read
   */
  static JsonTable of(
      SparkSession spark, Source source, JavaRDD<String> lines, List<String> ofFolders) {
    Map<String, String> options = options(source);
    options.keySet().removeIf(name -> NOT_FOR_THE_PARSER.contains(name.toLowerCase(Locale.ROOT)));
    options.put("primitivesAsString", "true");
    options.put("columnNameOfCorruptRecord", MappingCompiler.MALFORMED);
    StructField[] own =
        Stream.of(spark.read().options(options).json(dataset(spark, lines)).schema().fields())
            .filter(field -> !field.name().equals(MappingCompiler.MALFORMED))
            .filter(field -> ofFolders.stream().noneMatch(field.name()::equalsIgnoreCase))
            .toArray(StructField[]::new);
    if (own.length == 0) {
      throw new XiaokangException(
          "source '%s': no JSON record can be read from %s; expected one object per line, or set options: {multiLine: true}"
              .formatted(source.name(), source.path()));
    }
    requireDistinct(source, own);
    return new JsonTable(new StructType(own), options);
  }

  private static Dataset<String> dataset(SparkSession spark, JavaRDD<String> lines) {
    return spark.createDataset(lines.rdd(), Encoders.STRING());
  }

  /** Spark takes names for the same that differ in case. */
  private static void requireDistinct(Source source, StructField[] own) {
    Set<String> seen = new HashSet<>();
    List<String> again = new ArrayList<>();
    for (StructField field : own) {
      if (!seen.add(field.name().toLowerCase(Locale.ROOT))) {
        again.add(field.name());
      }
    }
    if (!again.isEmpty()) {
      throw new XiaokangException(
          "source '%s': its records have names that differ only in case: %s; expected one spelling of each"
              .formatted(source.name(), again));
    }
  }
}
