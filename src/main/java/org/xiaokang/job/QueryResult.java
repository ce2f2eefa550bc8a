package org.xiaokang.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.xiaokang.catalogue.XiaokangException;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The rows of a query over a release, as text.
 *
 * @param rows the query's result
 */
public record QueryResult(Dataset<Row> rows) {
  private static final List<String> READING = List.of("Describe", "Show", "Explain");

  /**
   * Runs a query.
   *
   * @throws XiaokangException when the SQL does not hold, with Spark's own words, or when it is no
   *     query: a release is for reading
   */
  public static QueryResult of(SparkSession spark, String sql) {
    try {
      refuseCommands(
          ((org.apache.spark.sql.classic.SparkSession) spark)
              .sessionState()
              .sqlParser()
              .parsePlan(sql));
      return new QueryResult(spark.sql(sql));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Exception e) { // Spark's AnalysisException: checked in Scala, undeclared in Java
      throw new XiaokangException("the query does not hold: " + e.getMessage(), e);
    }
  }

  /** A statement may stand below others, as an INSERT after a WITH. */
  private static void refuseCommands(LogicalPlan plan) {
    String name = plan.getClass().getSimpleName();
    boolean reads = READING.stream().anyMatch(name::startsWith);
    if ((plan instanceof Command || plan instanceof ParsedStatement) && !reads) {
      throw new XiaokangException(
          "a query reads a release and changes nothing (found "
              + name
              + "); expected SELECT, WITH ... SELECT, DESCRIBE, SHOW or EXPLAIN");
    }
    CollectionConverters.asJava(plan.children()).forEach(QueryResult::refuseCommands);
  }

  /** The column names, numeric ones marked by a leading {@code >}. */
  public List<String> columns() {
    return Arrays.stream(rows.schema().fields())
        .map(f -> isNumeric(f.dataType()) ? ">" + f.name() : f.name())
        .toList();
  }

  private static boolean isNumeric(DataType type) {
    return type instanceof NumericType;
  }

  /** The first rows. */
  public List<List<String>> rows(int limit) {
    return rows.limit(limit).collectAsList().stream().map(QueryResult::cells).toList();
  }

  private static List<String> cells(Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.length(); i++) {
      cells.add(text(row.get(i)));
    }
    return cells;
  }

  private static String text(@org.jspecify.annotations.Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Double number) {
      return Numbers.plain(number);
    }
    if (value instanceof java.math.BigDecimal number) {
      return number.stripTrailingZeros().toPlainString();
    }
    if (value instanceof Row row) {
      return cells(row).stream().collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof scala.collection.Seq<?> seq) {
      List<Object> items = new ArrayList<>(CollectionConverters.asJava(seq));
      return items.stream().map(QueryResult::text).collect(Collectors.joining(", ", "[", "]"));
    }
    return value.toString();
  }

  /** Gives a header and all rows, one by one, as CSV by RFC 4180. */
  public void csv(Consumer<String> lines) {
    lines.accept(line(List.of(rows.columns())));
    rows.toLocalIterator().forEachRemaining(row -> lines.accept(line(cells(row))));
  }

  private static String line(List<String> cells) {
    return cells.stream().map(QueryResult::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  /** Gives all rows, one by one, as JSON objects. */
  public void json(Consumer<String> lines) {
    rows.toJSON().toLocalIterator().forEachRemaining(lines);
  }
}
