package org.xiaokang.intake;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_filter;
import static org.apache.spark.sql.functions.map_from_arrays;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;

/** A source's own layout to the contract's: RAW rows. */
public final class Mapping {
  /** Where a row was read; added by the reader, not part of the source's own columns. */
  static final String SOURCE_FILE = "_source_file";

  /** The text of a row that could not be split; added by the reader. */
  static final String MALFORMED = "_malformed";

  private static final Set<String> ADDED = Set.of(SOURCE_FILE, MALFORMED);

  private Mapping() {}

  /**
   * The rows of a source as received: source, source_file, the contract's columns, malformed,
   * received.
   *
   * <p>A contract column that is not mapped is taken from the source's column of the same name,
   * else it is null. Columns {@code _source_file} and {@code _malformed}, where the source has
   * them, become source_file and malformed and take no part in received.
   *
   * @throws XiaokangException when a required column is neither mapped nor present, or when an
   *     expression does not hold for this source
   */
  public static Dataset<Row> raw(Dataset<Row> source, Source spec) {
    requireKnownColumns(spec);
    Dataset<Row> rows =
        spec.unpivot().map(unpivot -> Unpivoting.rows(source, unpivot, spec.name())).orElse(source);
    List<StructField> own = ownFields(rows);
    Map<String, String> sameName = sameNames(own);
    requireContract(spec, own, sameName);

    Map<String, Column> mapped = Expressions.texts(rows, spec);
    List<Column> raw = new ArrayList<>();
    raw.add(lit(spec.name()).as("source"));
    raw.add(optional(rows, SOURCE_FILE, "").as("source_file"));
    for (String column : Contract.COLUMNS) {
      Column text = mapped.get(column);
      String same = sameName.get(column);
      if (text == null) {
        text =
            same == null
                ? lit(null).cast("string")
                : Printed.text(Contract.named(same), rows.schema().apply(same).dataType());
      }
      raw.add(text.as(column));
    }
    raw.add(optional(rows, MALFORMED, null).as("malformed"));
    Column received = received(own);
    // The other files of such a source may have other columns, and a row does not say what they do.
    boolean oneLayout = spec.format().equals("csv");
    raw.add(
        (oneLayout ? received : map_filter(received, (name, cell) -> cell.isNotNull()))
            .as("received"));
    return rows.select(raw.toArray(Column[]::new));
  }

  static List<StructField> ownFields(Dataset<Row> rows) {
    return Stream.of(rows.schema().fields())
        .filter(field -> !ADDED.contains(field.name()))
        .toList();
  }

  private static Column received(List<StructField> own) {
    Column[] names = own.stream().map(field -> lit(field.name())).toArray(Column[]::new);
    Column[] values =
        own.stream()
            .map(field -> Printed.text(Contract.named(field.name()), field.dataType()))
            .toArray(Column[]::new);
    return map_from_arrays(functions.array(names), functions.array(values));
  }

  private static Column optional(Dataset<Row> rows, String column, @Nullable String otherwise) {
    return Arrays.asList(rows.columns()).contains(column)
        ? Contract.named(column)
        : lit(otherwise).cast("string");
  }

  /** Contract column to the source's column of the same name, the exact spelling before others. */
  private static Map<String, String> sameNames(List<StructField> own) {
    Map<String, String> same = new LinkedHashMap<>();
    for (String column : Contract.COLUMNS) {
      Optional<String> exact =
          own.stream().map(StructField::name).filter(column::equals).findFirst();
      exact
          .or(
              () ->
                  own.stream().map(StructField::name).filter(column::equalsIgnoreCase).findFirst())
          .ifPresent(name -> same.put(column, name));
    }
    return same;
  }

  private static void requireKnownColumns(Source spec) {
    List<String> problems =
        spec.columns().keySet().stream()
            .filter(column -> !Contract.COLUMNS.contains(column))
            .map(column -> "'%s'%s".formatted(column, Nearest.hint(column, Contract.COLUMNS)))
            .toList();
    if (!problems.isEmpty()) {
      throw new XiaokangException(
          "source '%s' maps columns that the contract does not have: %s; the contract has %s"
              .formatted(spec.name(), String.join(", ", problems), Contract.COLUMNS));
    }
  }

  private static void requireContract(
      Source spec, List<StructField> own, Map<String, String> sameName) {
    List<String> missing =
        Contract.REQUIRED.stream()
            .filter(column -> !spec.columns().containsKey(column) && !sameName.containsKey(column))
            .collect(Collectors.toCollection(ArrayList::new));
    boolean region =
        Stream.of("region_code", "region_name")
            .anyMatch(column -> spec.columns().containsKey(column) || sameName.containsKey(column));
    if (!region) {
      missing.add("region_code or region_name");
    }
    if (missing.isEmpty()) {
      return;
    }
    List<String> found = own.stream().map(StructField::name).toList();
    List<String> lines =
        missing.stream()
            .map(
                column -> {
                  String key = column.startsWith("region_") ? "region_name" : column;
                  String example = Nearest.of(key, found).orElse("an expression over them");
                  return "  %s (for example  columns: {%s: %s})".formatted(column, key, example);
                })
            .toList();
    throw new XiaokangException(
        "source '%s' has no column for\n%s\nit has %s; map the missing ones under columns:"
            .formatted(spec.name(), String.join("\n", lines), found));
  }
}
