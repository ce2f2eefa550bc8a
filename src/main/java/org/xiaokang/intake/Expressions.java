package org.xiaokang.intake;

import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.trees.TreePattern;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;

/** Checks the expressions of a mapping against a source, before any row is read. */
final class Expressions {
  private Expressions() {}

  /** Each mapped column as text; every expression that does not hold is reported at once. */
  static Map<String, Column> texts(Dataset<Row> rows, Source spec) {
    Map<String, Column> texts = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (String column : Contract.COLUMNS) {
      String expression = spec.columns().get(column);
      if (expression == null) {
        continue;
      }
      try {
        Column value = value(rows, expression);
        Dataset<Row> mapped = rows.select(value.as(column));
        problem(rows, mapped).ifPresent(p -> problems.add(line(column, expression, p)));
        texts.put(column, Printed.text(value, mapped.schema().apply(0).dataType()));
      } catch (Exception e) {
        problems.add(line(column, expression, firstLine(e)));
      }
    }
    if (!problems.isEmpty()) {
      throw new XiaokangException(
          """
          source '%s': its mapping does not hold
          %s
          expected Spark SQL expressions over the source's columns %s"""
              .formatted(
                  spec.name(),
                  String.join("\n", problems),
                  Mapping.ownFields(rows).stream().map(field -> field.name()).toList()));
    }
    return texts;
  }

  /** A column's whole name needs no quoting, whatever characters are in it. */
  private static Column value(Dataset<Row> rows, String expression) {
    boolean isName = Arrays.asList(rows.columns()).contains(expression.strip());
    return isName ? Contract.named(expression.strip()) : expr(expression);
  }

  /** One row in, one row out, and the same on every run. */
  private static Optional<String> problem(Dataset<Row> rows, Dataset<Row> mapped) {
    LogicalPlan plan = mapped.queryExecution().analyzed();
    if (!(plan instanceof Project project)
        || !project.child().fastEquals(rows.queryExecution().analyzed())) {
      return Optional.of(
          "it is computed over several rows (an aggregate, a window or explode);"
              + " expected a value of the row alone");
    }
    Expression value = project.expressions().head();
    if (!value.deterministic() || value.containsPattern(TreePattern.CURRENT_LIKE())) {
      return Optional.of(
          "it gives another value on every run; expected one that follows from the row");
    }
    return Optional.empty();
  }

  private static String line(String column, String expression, String problem) {
    return "  %s: %s\n    %s".formatted(column, expression, problem);
  }

  private static String firstLine(Exception e) {
    String message = String.valueOf(e.getMessage()).strip();
    return message.lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
