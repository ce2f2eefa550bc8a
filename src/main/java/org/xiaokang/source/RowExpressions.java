package org.xiaokang.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BindReferences;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.package$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.internal.SQLConf;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.XiaokangException;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Spark's expressions, compiled, as tasks compute them row by row: outside of a query, so that a
 * row that one cannot be computed for is known by file and line.
 *
 * @param errors how it is told what goes wrong
 * @param names the column that each is for
 * @param written the text of each
 * @param steps what is computed of a row, then of what that gave, and so on
 * @param settings Spark's settings as of now
 */
record RowExpressions(
    SourceErrors errors,
    List<String> names,
    List<String> written,
    List<List<Expression>> steps,
    Map<String, String> settings)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  RowExpressions {
    names = List.copyOf(names);
    written = List.copyOf(written);
    steps = List.copyOf(steps);
    settings = Map.copyOf(settings);
  }

  /**
   * Takes the expressions of a plan that projects rows.
   *
   * @param expressions the text of each, by the column that it is for
   * @throws XiaokangException if the plan does more
   */
  static RowExpressions of(
      SparkSession spark, SourceErrors errors, Map<String, String> expressions, LogicalPlan plan) {
    List<List<Expression>> steps = new ArrayList<>();
    LogicalPlan below = plan;
    while (below instanceof Project project) {
      steps.add(bound(CollectionConverters.asJava(project.projectList()), project.child()));
      below = project.child();
    }
    if (!below.children().isEmpty()) {
      throw new XiaokangException(
          "source '%s': its mapping %s is more than expressions over a row: Spark plans %s"
              .formatted(errors.source(), expressions, below.nodeName()));
    }
    if (steps.isEmpty()) {
      steps.add(bound(CollectionConverters.asJava(below.output()), below));
    }
    Collections.reverse(steps);
    return new RowExpressions(
        errors,
        List.copyOf(expressions.keySet()),
        List.copyOf(expressions.values()),
        steps,
        settings(spark));
  }

  /** A task has no session, and Spark's own way of telling it takes a query. */
  static Map<String, String> settings(SparkSession spark) {
    Map<String, String> settings =
        new TreeMap<>(CollectionConverters.asJava(spark.conf().getAll()));
    settings.keySet().removeIf(name -> !name.startsWith("spark.sql."));
    return settings;
  }

  private static List<Expression> bound(
      List<? extends NamedExpression> expressions, LogicalPlan input) {
    var columns = package$.MODULE$.AttributeSeq(input.output());
    List<Expression> bound = new ArrayList<>();
    for (NamedExpression expression : expressions) {
      bound.add(BindReferences.bindReference((Expression) expression, columns, false));
    }
    return bound;
  }

  /** What is computed last, in the order of the names. */
  List<Expression> results() {
    return steps.get(steps.size() - 1);
  }

  /** Whether the results are computed of the row itself. */
  boolean isOneStep() {
    return steps.size() == 1;
  }

  /** The positions of the columns that are asked for. */
  List<Integer> columns() {
    TreeSet<Integer> columns = new TreeSet<>();
    steps.get(0).forEach(expression -> columns.addAll(leaves(expression)));
    return List.copyOf(columns);
  }

  private static List<Integer> leaves(Expression expression) {
    TreeSet<Integer> columns = new TreeSet<>();
    CollectionConverters.asJava(expression.collectLeaves())
        .forEach(
            leaf -> {
              if (leaf instanceof BoundReference column) {
                columns.add(column.ordinal());
              }
            });
    return List.copyOf(columns);
  }

  /** Gets ready to compute, in a task. */
  Computer computer() {
    return new Computer(this);
  }

  /** Computes the expressions, for one thread. */
  static final class Computer {
    private final RowExpressions expressions;
    private final SQLConf settings = new SQLConf();
    private final List<UnsafeProjection> steps;

    private Computer(RowExpressions expressions) {
      this.expressions = expressions;
      new TreeMap<>(expressions.settings()).forEach(settings::setConfString);
      this.steps =
          SQLConf.withExistingConf(
              settings,
              () ->
                  expressions.steps().stream()
                      .map(CollectionConverters::asScala)
                      .map(step -> UnsafeProjection.create(step.toSeq()))
                      .toList());
    }

    /** Computes the expressions for a row; of one that cannot be computed it is told why. */
    Results compute(InternalRow row) {
      try {
        return SQLConf.withExistingConf(settings, () -> new Results(texts(row), List.of()));
      } catch (Exception e) { // what Spark throws is not declared
        return SQLConf.withExistingConf(settings, () -> oneByOne(row));
      }
    }

    private @Nullable String[] texts(InternalRow row) {
      InternalRow computed = row;
      for (UnsafeProjection step : steps) {
        computed = step.apply(computed);
      }
      @Nullable String[] texts = new @Nullable String[expressions.names().size()];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = computed.isNullAt(i) ? null : computed.getUTF8String(i).toString();
      }
      return texts;
    }

    private Results oneByOne(InternalRow row) {
      List<Expression> results = expressions.results();
      @Nullable String[] texts = new @Nullable String[results.size()];
      List<Fault> faults = new ArrayList<>();
      InternalRow computed = row;
      try {
        for (UnsafeProjection step : steps.subList(0, steps.size() - 1)) {
          computed = step.apply(computed).copy();
        }
      } catch (Exception e) { // what all results are computed of
        for (int i = 0; i < texts.length; i++) {
          faults.add(fault(i, e));
        }
        return new Results(texts, faults);
      }
      for (int i = 0; i < texts.length; i++) {
        try {
          Object text = results.get(i).eval(computed);
          texts[i] = text == null ? null : text.toString();
        } catch (Exception e) {
          faults.add(fault(i, e));
        }
      }
      return new Results(texts, faults);
    }

    private Fault fault(int result, Exception e) {
      return new Fault(
          expressions.names().get(result),
          expressions.written().get(result),
          expressions.isOneStep() ? leaves(expressions.results().get(result)) : List.of(),
          SourceErrors.said(e));
    }
  }

  /**
   * What expressions give for a row.
   *
   * @param texts of each; null where it is null, or cannot be computed
   * @param faults why those cannot be computed that cannot
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Results(@Nullable String[] texts, List<Fault> faults) {
    static final Results NONE = new Results(new @Nullable String[0], List.of());
  }

  /**
   * An expression that cannot be computed for a row.
   *
   * @param name the column that it is for
   * @param written its text
   * @param columns the positions of the columns that it reads
   * @param said what is wrong
   */
  record Fault(String name, String written, List<Integer> columns, String said) {}
}
