package org.xiaokang.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;

/** Checks a source's mapping against its columns, before any row is read. */
final class MappingCompiler {
  /** Where a row was read; an expression may ask for it. */
  static final String SOURCE_FILE = "_source_file";

  /** The text of a row that could not be split; no expression is computed for one. */
  static final String MALFORMED = "_malformed";

  /** A text in quotes that says nothing but itself. */
  private static final Pattern LITERAL = Pattern.compile("\\s*'([^'\\\\]*)'\\s*");

  private final SparkSession spark;
  private final Source source;
  private final Contract contract;
  private final PrintedHeader header;
  private final Consumer<String> told;

  /**
   * A compiler of a source's mapping.
   *
   * @param contract the columns that rows are mapped to
   * @param header the header as it is printed
   * @param told takes what is to be told of columns that nothing reads
   */
  MappingCompiler(
      SparkSession spark,
      Source source,
      Contract contract,
      PrintedHeader header,
      Consumer<String> told) {
    this.spark = spark;
    this.source = source;
    this.contract = contract;
    this.header = header;
    this.told = told;
  }

  /** Compiles the mapping of a source that prints no header; see {@link #compile(List)}. */
  static RowMapping compile(
      SparkSession spark,
      Source source,
      Contract contract,
      List<StructField> own,
      Consumer<String> told) {
    return new MappingCompiler(spark, source, contract, PrintedHeader.NONE, told).compile(own);
  }

  /**
   * Compiles the mapping.
   *
   * @param own the source's own columns
   * @throws XiaokangException if a required column is neither mapped nor present, or if an
   *     expression does not hold for this source
   */
  RowMapping compile(List<StructField> own) {
    requireKnownColumns();
    List<String> names = own.stream().map(StructField::name).toList();
    Optional<WideColumns> wide =
        source
            .unpivot()
            .map(
                unpivot ->
                    WideColumns.of(unpivot, names, source.name(), source.printing().noteMarks()));
    List<StructField> fields =
        wide.map(columns -> columns.columns(own, added(true), added(false))).orElse(own);
    List<String> columns = fields.stream().map(StructField::name).toList();
    Map<String, Integer> sameNames = sameNames(columns);
    Mapping mapping = new Mapping(source, contract, header, columns);
    mapping.requireColumns(sameNames.keySet());
    requireContract(columns, sameNames);

    Map<String, CellRule> rules = new LinkedHashMap<>();
    Map<String, String> expressions = new LinkedHashMap<>();
    for (String column : contract.columns()) {
      String expression = source.columns().get(column);
      Integer same = sameNames.get(column);
      CellRule plain =
          expression != null
              ? plain(expression, columns)
              : same != null && !mapping.isReadOtherwise(column, columns.get(same))
                  ? new CellRule.OwnCell(same)
                  : new CellRule.Nothing();
      if (plain != null) {
        rules.put(column, plain);
      } else {
        expressions.put(column, expression);
      }
    }
    RowExpressions computed = null;
    if (!expressions.isEmpty()) {
      ExpressionCompiler compiler =
          new ExpressionCompiler(spark, source, fields, header.hint(mapping.wanted()));
      computed = compiler.compile(expressions, rules);
    }
    mapping.requireRead("value", rules.get("value"));
    if (wide.isPresent()) {
      mapping.unread(wide.get(), names, rules.values(), computed).ifPresent(told);
    }
    return new RowMapping(
        SourceErrors.of(source),
        wide.orElse(null),
        columns,
        contract.columns().stream().map(rules::get).toList(),
        contract.places(),
        computed,
        contract.isOfDistribution() ? contract.columns() : List.of(),
        // The other files of another format may have other columns.
        source.format().equals("csv"));
  }

  private StructField added(boolean isName) {
    Source.Unpivot unpivot = source.unpivot().orElseThrow();
    return DataTypes.createStructField(
        isName ? unpivot.name() : unpivot.value(), DataTypes.StringType, true);
  }

  /** What a column's whole name or a text in quotes says; null where Spark has to read it. */
  private static @Nullable CellRule plain(String expression, List<String> columns) {
    String text = expression.strip();
    int column = columns.indexOf(text);
    if (column >= 0) {
      return new CellRule.OwnCell(column);
    }
    if (text.equals(SOURCE_FILE)) {
      return new CellRule.FileName();
    }
    if (text.equals(MALFORMED)) {
      return new CellRule.Nothing();
    }
    Matcher literal = LITERAL.matcher(expression);
    return literal.matches() ? new CellRule.Text(literal.group(1)) : null;
  }

  /** Contract column to the source's column of the same name, the exact spelling before others. */
  private Map<String, Integer> sameNames(List<String> columns) {
    Map<String, Integer> same = new LinkedHashMap<>();
    for (String column : contract.columns()) {
      Optional<String> exact = columns.stream().filter(column::equals).findFirst();
      exact
          .or(() -> columns.stream().filter(column::equalsIgnoreCase).findFirst())
          .or(() -> columns.stream().filter(name -> isLabelled(name, column)).findFirst())
          .ifPresent(name -> same.put(column, columns.indexOf(name)));
    }
    return same;
  }

  /** As SDMX-CSV writes an attribute with its label: {@code UNIT_MULT: Unit multiplier}. */
  private static boolean isLabelled(String name, String column) {
    int colon = name.indexOf(':');
    return Mapping.ATTRIBUTES.contains(column)
        && colon > 0
        && name.substring(0, colon).strip().equalsIgnoreCase(column);
  }

  private void requireKnownColumns() {
    List<String> unknown =
        source.columns().keySet().stream()
            .filter(column -> !contract.columns().contains(column))
            .sorted()
            .map(column -> "'%s'%s".formatted(column, Nearest.hint(column, contract.columns())))
            .toList();
    if (!unknown.isEmpty()) {
      throw new XiaokangException(
          "source '%s' maps columns that the contract does not have: %s; the contract has %s"
              .formatted(source.name(), String.join(", ", unknown), contract.columns()));
    }
  }

  private void requireContract(List<String> columns, Map<String, Integer> sameNames) {
    List<String> missing = new ArrayList<>(contract.required());
    missing.removeIf(column -> isSaid(column, sameNames));
    List<String> oneOf = contract.oneOf();
    if (!oneOf.isEmpty() && oneOf.stream().noneMatch(column -> isSaid(column, sameNames))) {
      missing.add(String.join(" or ", oneOf));
    }
    if (missing.isEmpty()) {
      return;
    }
    Stream<String> lines =
        missing.stream()
            .map(
                column -> {
                  String key = column.contains(" or ") ? "region_name" : column;
                  String example = Nearest.of(key, columns).orElse("an expression over them");
                  return "  %s (for example  columns: {%s: %s})".formatted(column, key, example);
                });
    throw new XiaokangException(
        "source '%s' has no column for\n%s\nit has %s; map the missing ones under columns:%s"
            .formatted(
                source.name(),
                String.join("\n", lines.toList()),
                columns,
                header.hint(new Mapping(source, contract, header, columns).wanted())));
  }

  private boolean isSaid(String column, Map<String, Integer> sameNames) {
    return source.columns().containsKey(column) || sameNames.containsKey(column);
  }
}
