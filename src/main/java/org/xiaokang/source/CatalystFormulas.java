package org.xiaokang.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.BinaryOperator;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Divide;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThan;
import org.apache.spark.sql.catalyst.expressions.GreaterThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.LessThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Multiply;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.Subtract;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import org.apache.spark.sql.catalyst.expressions.UnaryPositive;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.types.NumericType;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.FormulaException;
import org.xiaokang.catalogue.FormulaParser;
import org.xiaokang.catalogue.Function;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Parses formulas with Spark's own SQL parser and admits only what is on the list of {@link
 * Function}: no reflection, no user functions, no subqueries, nothing that depends on the machine
 * or the clock. Needs no session.
 */
public final class CatalystFormulas implements FormulaParser {
  private static final Map<Class<?>, Formula.Operator> OPERATORS =
      Map.of(
          Add.class, Formula.Operator.ADD,
          Subtract.class, Formula.Operator.SUBTRACT,
          Multiply.class, Formula.Operator.MULTIPLY,
          Divide.class, Formula.Operator.DIVIDE);

  private static final Map<Class<?>, Formula.Comparison> COMPARISONS =
      Map.of(
          EqualTo.class, Formula.Comparison.EQUAL,
          LessThan.class, Formula.Comparison.LESS,
          LessThanOrEqual.class, Formula.Comparison.AT_MOST,
          GreaterThan.class, Formula.Comparison.GREATER,
          GreaterThanOrEqual.class, Formula.Comparison.AT_LEAST);

  private final Set<String> units;

  /** Knows no units of measure. */
  public CatalystFormulas() {
    this(Set.of());
  }

  private CatalystFormulas(Set<String> units) {
    this.units = units;
  }

  @Override
  public FormulaParser withUnits(Collection<String> codes) {
    return new CatalystFormulas(Set.copyOf(codes));
  }

  @Override
  public Formula parse(String text) {
    try {
      return formula(new CatalystSqlParser().parseExpression(text));
    } catch (Exception e) {
      if (e instanceof FormulaException known) {
        throw known;
      }
      if (e instanceof ParseException syntax) { // thrown unchecked by Scala
        throw new FormulaException(
            "'" + text + "' is not a formula: " + firstLine(String.valueOf(syntax.getMessage())));
      }
      throw e;
    }
  }

  private static String firstLine(String message) {
    String line = message.strip().lines().findFirst().orElse("");
    return line.replaceFirst("^\\[[A-Z_.]+\\]\\s*", "").replaceFirst("\\s*SQLSTATE:.*$", "");
  }

  private Formula formula(Expression e) {
    if (e instanceof Literal literal) {
      return literal(literal);
    }
    if (e instanceof UnresolvedAttribute attribute) {
      return new Formula.Variable(String.join(".", java(attribute.nameParts())));
    }
    if (e instanceof UnaryMinus minus) {
      return new Formula.Negation(formula(minus.child()));
    }
    if (e instanceof UnaryPositive plus) {
      return formula(plus.child());
    }
    if (e instanceof Not not) {
      return not.child() instanceof EqualTo equal
          ? new Formula.Compared(
              Formula.Comparison.UNEQUAL, formula(equal.left()), formula(equal.right()))
          : new Formula.Not(formula(not.child()));
    }
    if (e instanceof BinaryOperator binary) {
      return binary(binary);
    }
    if (e instanceof CaseWhen cases) {
      return cases(cases);
    }
    if (e instanceof UnresolvedFunction call) {
      return call(call);
    }
    if (e instanceof SubqueryExpression) {
      throw notAllowed("a subquery");
    }
    throw notAllowed("'" + e.prettyName() + "'");
  }

  private FormulaException notAllowed(String what) {
    return new FormulaException(
        what
            + " is not allowed in a formula; allowed are + - * /, comparisons, case, and "
            + String.join(", ", Function.names())
            + (units.isEmpty() ? "" : ", and a unit of measure with a number, such as yuan(100)"));
  }

  private Formula literal(Literal literal) {
    if (literal.dataType() instanceof NumericType) {
      return new Formula.Literal(Double.parseDouble(literal.value().toString()));
    }
    throw notAllowed("the literal " + literal.sql() + ", which is no number,");
  }

  private Formula binary(BinaryOperator e) {
    Formula left = formula(e.left());
    Formula right = formula(e.right());
    Formula.Operator operator = OPERATORS.get(e.getClass());
    if (operator != null) {
      return new Formula.Arithmetic(operator, left, right);
    }
    Formula.Comparison comparison = COMPARISONS.get(e.getClass());
    if (comparison != null) {
      return new Formula.Compared(comparison, left, right);
    }
    if (e instanceof And || e instanceof Or) {
      return new Formula.Logic(e instanceof And, left, right);
    }
    throw notAllowed("the operator " + e.symbol());
  }

  private Formula cases(CaseWhen cases) {
    if (cases.elseValue().isEmpty()) {
      throw new FormulaException("'case' needs an 'else', so that every row has an answer");
    }
    Formula answer = formula(cases.elseValue().get());
    List<scala.Tuple2<Expression, Expression>> branches =
        new ArrayList<>(CollectionConverters.asJava(cases.branches()));
    for (int i = branches.size() - 1; i >= 0; i--) {
      answer =
          new Formula.Call(
              Function.IF,
              List.of(formula(branches.get(i)._1()), formula(branches.get(i)._2()), answer));
    }
    return answer;
  }

  private Formula call(UnresolvedFunction call) {
    String name = String.join(".", java(call.nameParts()));
    List<Formula> arguments = java(call.arguments()).stream().map(this::formula).toList();
    if (Function.named(name).isEmpty() && units.contains(name)) {
      return quantity(name, arguments);
    }
    Function function =
        Function.named(name).orElseThrow(() -> notAllowed("the function '" + name + "'"));
    if (call.isDistinct() || call.filter().isDefined()) {
      throw notAllowed("an aggregate");
    }
    if (!function.takes(arguments.size())) {
      throw new FormulaException(
          "'" + name + "' does not take " + arguments.size() + " argument(s)");
    }
    return new Formula.Call(function, arguments);
  }

  private static Formula quantity(String unit, List<Formula> arguments) {
    Formula only = arguments.size() == 1 ? arguments.get(0) : null;
    if (only instanceof Formula.Literal number) {
      return new Formula.Quantity(number.value(), unit);
    }
    if (only instanceof Formula.Negation minus
        && minus.operand() instanceof Formula.Literal number) {
      return new Formula.Quantity(-number.value(), unit);
    }
    throw new FormulaException(
        "'%s' is a unit of measure and takes one number, such as %s(100)".formatted(unit, unit));
  }

  private static <T> List<T> java(scala.collection.immutable.Seq<T> seq) {
    return CollectionConverters.asJava(seq);
  }
}
