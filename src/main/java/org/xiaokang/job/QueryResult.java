package org.xiaokang.job;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.types.NumericType;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.reader.QueryRows;
import org.xiaokang.reader.StructCell;
import org.xiaokang.source.SparkFailure;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The rows of a query that Spark runs.
 *
 * @param rows the query's result
 */
public record QueryResult(Dataset<Row> rows) implements QueryRows {
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

  @Override
  public List<ResultColumn> columns() {
    return Arrays.stream(rows.schema().fields())
        .map(f -> new ResultColumn(f.name(), f.dataType() instanceof NumericType))
        .toList();
  }

  @Override
  public List<List<@Nullable Object>> first(int most) {
    try {
      return rows.limit(most).collectAsList().stream().map(QueryResult::cells).toList();
    } catch (Exception e) { // Spark evaluates only now
      throw told(e);
    }
  }

  @Override
  public void each(Consumer<List<@Nullable Object>> row) {
    try {
      rows.toLocalIterator().forEachRemaining(one -> row.accept(cells(one)));
    } catch (Exception e) { // Spark evaluates only now
      throw told(e);
    }
  }

  private static List<@Nullable Object> cells(Row row) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (int i = 0; i < row.length(); i++) {
      cells.add(plain(row.get(i)));
    }
    return cells;
  }

  /** A cell in plain Java, as {@link org.xiaokang.reader.TableRow} has it. */
  private static @Nullable Object plain(@Nullable Object cell) {
    if (cell instanceof Timestamp time) {
      return time.toInstant();
    }
    if (cell instanceof Date day) {
      return day.toLocalDate();
    }
    if (cell instanceof Row row) {
      StructCell parts = new StructCell();
      for (int i = 0; i < row.length(); i++) {
        parts.put(row.schema().fieldNames()[i], plain(row.get(i)));
      }
      return parts;
    }
    if (cell instanceof scala.collection.Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
      CollectionConverters.asJava(map)
          .forEach((key, value) -> entries.put(plain(key), plain(value)));
      return entries;
    }
    if (cell instanceof scala.collection.Seq<?> seq) {
      List<@Nullable Object> items = new ArrayList<>();
      CollectionConverters.asJava(seq).forEach(item -> items.add(plain(item)));
      return items;
    }
    return cell;
  }
}
