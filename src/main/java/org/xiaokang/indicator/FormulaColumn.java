package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.Function;

/**
 * A formula as a Spark column of doubles. A division by zero, like a missing input, gives null in
 * ANSI mode and out of it.
 */
record FormulaColumn(java.util.function.Function<String, Column> input)
    implements Formula.Cases<Column> {

  /** The formula over the given inputs; null where it has no finite value. */
  static Column of(Formula formula, java.util.function.Function<String, Column> input) {
    Column value = formula.match(new FormulaColumn(input)).cast("double");
    return when(
        value.isNotNull().and(functions.abs(value).leq(Double.MAX_VALUE)), value); // not NaN, not ∞
  }

  @Override
  public Column number(double value) {
    return lit(value);
  }

  @Override
  public Column variable(String name) {
    return input.apply(name);
  }

  @Override
  public Column negation(Formula operand) {
    return functions.negate(operand.match(this));
  }

  @Override
  public Column arithmetic(Formula.Operator operator, Formula left, Formula right) {
    Column l = left.match(this);
    Column r = right.match(this);
    return switch (operator) {
      case ADD -> l.plus(r);
      case SUBTRACT -> l.minus(r);
      case MULTIPLY -> l.multiply(r);
      case DIVIDE -> try_divide(l, r);
    };
  }

  @Override
  public Column comparison(Formula.Comparison comparison, Formula left, Formula right) {
    Column l = left.match(this);
    Column r = right.match(this);
    return switch (comparison) {
      case EQUAL -> l.equalTo(r);
      case UNEQUAL -> l.notEqual(r);
      case LESS -> l.lt(r);
      case AT_MOST -> l.leq(r);
      case GREATER -> l.gt(r);
      case AT_LEAST -> l.geq(r);
    };
  }

  @Override
  public Column logic(boolean conjunction, Formula left, Formula right) {
    return conjunction
        ? left.match(this).and(right.match(this))
        : left.match(this).or(right.match(this));
  }

  @Override
  public Column not(Formula operand) {
    return functions.not(operand.match(this));
  }

  @Override
  public Column call(Function function, List<Formula> arguments) {
    Column[] all = arguments.stream().map(a -> a.match(this)).toArray(Column[]::new);
    return switch (function) {
      case ABS -> functions.abs(all[0]);
      case ROUND -> functions.round(all[0], all.length > 1 ? all[1].cast("int") : lit(0));
      case FLOOR -> functions.floor(all[0]).cast("double");
      case CEIL -> functions.ceil(all[0]).cast("double");
      case GREATEST -> functions.greatest(all);
      case LEAST -> functions.least(all);
      case COALESCE -> functions.coalesce(all);
      case NULLIF -> functions.nullif(all[0], all[1]);
      case IF -> when(all[0], all[1]).otherwise(all[2]);
      case POWER -> functions.pow(all[0], all[1]);
      case SQRT -> functions.sqrt(all[0]);
      case EXP -> functions.exp(all[0]);
      case LN -> functions.log(all[0]);
      case LOG10 -> functions.log10(all[0]);
    };
  }
}
