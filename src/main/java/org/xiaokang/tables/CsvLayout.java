package org.xiaokang.tables;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What the files of a csv source have in common.
 *
 * @param columns the names in the header, made unique as Spark does (a blank one is _c0, the second
 *     of two equal ones gets its position); without a header _c0, _c1, ...
 * @param options the reader's options, ours where the source sets none
 * @param separator what stands between two cells
 */
record CsvLayout(List<String> columns, Map<String, String> options, String separator) {

  private static final Map<String, String> DEFAULTS =
      Map.of("header", "true", "multiLine", "true", "escape", "\"", "encoding", "UTF-8");

  CsvLayout {
    columns = List.copyOf(columns);
    options = Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /**
   * Reads the first record of every file.
   *
   * @throws XiaokangException when a file is empty or cannot be read, or two headers differ
   */
  static CsvLayout of(SourceFiles files, Source source) {
    Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(DEFAULTS);
    if (source.options().keySet().stream().anyMatch("charset"::equalsIgnoreCase)) {
      options.remove("encoding");
    }
    options.putAll(source.options());
    CSVOptions parsed = sparkOptions(options);
    boolean header = parsed.headerFlag();

    FileStatus first = files.files().get(0);
    List<List<String>> records =
        files.files().parallelStream().map(file -> firstRecord(files, file, parsed)).toList();
    List<String> names = records.get(0);
    for (int i = 1; i < records.size(); i++) {
      if (header ? !records.get(i).equals(names) : records.get(i).size() != names.size()) {
        throw different(source, first, names, files.files().get(i), records.get(i));
      }
    }
    List<String> columns =
        header ? unique(names) : IntStream.range(0, names.size()).mapToObj(i -> "_c" + i).toList();
    return new CsvLayout(columns, options, parsed.delimiter());
  }

  /**
   * The text of a row that is not what it seems: too many or too few cells, or a cell that holds
   * whole rows because a quote before them was never closed.
   */
  Column malformed(String corrupt) {
    int separators = columns.size() - 1;
    if (separators < 3 || !Boolean.parseBoolean(options.get("multiLine"))) {
      return col(corrupt);
    }
    String cell = "[^\\n" + Pattern.quote(separator).replace("\\Q", "").replace("\\E", "") + "]*";
    String row = "\\n(" + cell + Pattern.quote(separator) + "){" + separators + "}";
    Column[] cells =
        columns.stream()
            .map(name -> col("`" + name.replace("`", "``") + "`"))
            .toArray(Column[]::new);
    Column broken =
        Arrays.stream(cells)
            .map(c -> c.contains("\n"))
            .reduce(lit(false), (a, b) -> a.or(coalesce(b, lit(false))));
    Column swallowed =
        Arrays.stream(cells)
            .map(c -> c.rlike(row))
            .reduce(lit(false), (a, b) -> a.or(coalesce(b, lit(false))));
    return coalesce(col(corrupt), when(broken, when(swallowed, concat_ws(separator, cells))));
  }

  private static CSVOptions sparkOptions(Map<String, String> options) {
    scala.collection.immutable.Map<String, String> map =
        scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(options));
    return new CSVOptions(map, false, "UTC");
  }

  private static List<String> firstRecord(SourceFiles files, FileStatus file, CSVOptions options) {
    CsvParserSettings settings = options.asParserSettings();
    settings.setReadInputOnSeparateThread(false);
    settings.setInputBufferSize(1 << 14);
    CsvParser parser = new CsvParser(settings);
    String @Nullable [] record;
    try (InputStream in = files.open(file)) {
      parser.beginParsing(in, options.charset());
      record = parser.parseNext();
      parser.stopParsing();
    } catch (IOException | RuntimeException e) {
      throw files.unreadable(file, e);
    }
    if (record == null) {
      throw new XiaokangException(
          "source '%s': %s is empty; expected a header line with the column names"
              .formatted(files.source().name(), file.getPath()));
    }
    return Arrays.stream(record).map(cell -> cell == null ? "" : cell.strip()).toList();
  }

  private static List<String> unique(List<String> names) {
    Set<String> seen = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        twice.add(name.toLowerCase(Locale.ROOT));
      }
    }
    List<String> unique = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      boolean again = twice.contains(name.toLowerCase(Locale.ROOT));
      unique.add(name.isEmpty() ? "_c" + i : again ? name + i : name);
    }
    return unique;
  }

  private static XiaokangException different(
      Source source,
      FileStatus first,
      List<String> names,
      FileStatus other,
      List<String> otherNames) {
    return new XiaokangException(
        """
        source '%s': its files have different headers
          %s: %s
          %s: %s
        expected the same columns in the same order; give files of another layout a source of their own"""
            .formatted(source.name(), first.getPath(), names, other.getPath(), otherNames));
  }
}
