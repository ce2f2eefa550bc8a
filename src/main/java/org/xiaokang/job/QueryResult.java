package org.xiaokang.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.tables.SparkFailure;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The rows of a query over a release, as text.
 *
 * @param rows the query's result
 */
public record QueryResult(Dataset<Row> rows) {
  private static final List<String> READING = List.of("Describe", "Show", "Explain");

  private static final String WHAT_TO_DO =
      "\nA row does not fit: leave it out with WHERE, or use try_cast, try_divide and their like,"
          + " which give NULL; compare text with text, as in time_period >= '2015'";

  /** Spark's own words, and the place in the query. */
  private static final int SAID_LINES = 6;

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
    } catch (Exception e) { // Spark's AnalysisException: checked in Scala, undeclared in Java
      throw told(e);
    }
  }

  /** What Spark finds wrong with a query, for its author; whatever else went wrong as it is. */
  private static RuntimeException told(Exception e) {
    return SparkFailure.in(e)
        .<RuntimeException>map(failure -> new XiaokangException(said(failure), e))
        .orElseGet(
            () ->
                e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e));
  }

  private static String said(SparkFailure failure) {
    String said = String.valueOf(failure.cause().getMessage());
    return failure.cause() instanceof AnalysisException
        ? "the query does not hold: " + said
        : "the query failed: "
            + said.lines().limit(SAID_LINES).collect(Collectors.joining("\n"))
            + (failure.isOfData() ? WHAT_TO_DO : "");
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

  /**
   * The first rows.
   *
   * @throws XiaokangException when a row does not fit the query, with Spark's own words
   */
  public List<List<String>> rows(int limit) {
    try {
      return rows.limit(limit).collectAsList().stream().map(QueryResult::cells).toList();
    } catch (Exception e) { // Spark evaluates only now
      throw told(e);
    }
  }

  private static <T> void each(Dataset<T> all, Consumer<T> one) {
    try {
      all.toLocalIterator().forEachRemaining(one);
    } catch (Exception e) { // Spark evaluates only now
      throw told(e);
    }
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
    if (value instanceof java.sql.Timestamp time) {
      return time.toInstant().toString();
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
    each(rows, row -> lines.accept(line(cells(row))));
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
    each(rows.toJSON(), lines);
  }
}
