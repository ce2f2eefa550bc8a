package org.xiaokang.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.BinaryArithmetic;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.classic.ExpressionUtils;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Arithmetic on columns that are text: a text counts as the decimal number that it prints. Spark
 * itself takes it for a whole number where the other operand is one, so that {@code share * 100}
 * fails on 0.0927.
 */
final class TextArithmetic {
  /** Room for a product with a whole number, without a digit that is lost. */
  private static final String DECIMAL = "CAST(`%s` AS DECIMAL(28, 12))";

  private final Set<String> texts;
  private boolean found;

  private TextArithmetic(Set<String> texts) {
    this.texts = texts;
  }

  /**
   * An expression in which texts are numbers where it computes with them.
   *
   * @param column the expression
   * @param isFound whether it computes with any
   */
  record Computed(Column column, boolean isFound) {}

  /**
   * Finds the texts that an expression computes with.
   *
   * @param written the expression, as Spark parses it
   * @param texts the columns that are text
   */
  static Computed of(String written, Set<String> texts) throws Exception {
    TextArithmetic arithmetic = new TextArithmetic(texts);
    Expression parsed = arithmetic.rewritten(new CatalystSqlParser().parseExpression(written));
    return new Computed(ExpressionUtils.column(parsed), arithmetic.found);
  }

  private Expression rewritten(Expression expression) {
    boolean computes = expression instanceof BinaryArithmetic || expression instanceof UnaryMinus;
    List<Expression> before = CollectionConverters.asJava(expression.children());
    List<Expression> after = new ArrayList<>();
    boolean changed = false;
    for (Expression child : before) {
      Expression now = computes ? number(child) : rewritten(child);
      changed |= now != child;
      after.add(now);
    }
    return changed
        ? expression.withNewChildren(CollectionConverters.asScala(after).toIndexedSeq())
        : expression;
  }

  private Expression number(Expression child) {
    if (child instanceof UnresolvedAttribute column && column.nameParts().size() == 1) {
      String name = column.nameParts().head();
      if (texts.stream().anyMatch(name::equalsIgnoreCase)) {
        found = true;
        return new CatalystSqlParser().parseExpression(DECIMAL.formatted(name.replace("`", "``")));
      }
    }
    return rewritten(child);
  }
}
