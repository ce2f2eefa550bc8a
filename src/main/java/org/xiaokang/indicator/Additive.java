package org.xiaokang.indicator;

import java.util.List;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.Function;

/**
 * Whether a formula of sums is the sum of the formulas: figures added, subtracted, and multiplied
 * or divided by numbers.
 */
enum Additive implements Formula.Cases<Boolean> {
  INSTANCE;

  @Override
  public Boolean number(double value) {
    return false;
  }

  @Override
  public Boolean variable(String name) {
    return true;
  }

  @Override
  public Boolean negation(Formula operand) {
    return operand.match(this);
  }

  @Override
  public Boolean arithmetic(Formula.Operator operator, Formula left, Formula right) {
    boolean scaled = left.match(this) && isConstant(right);
    return switch (operator) {
      case ADD, SUBTRACT -> left.match(this) && right.match(this);
      case MULTIPLY -> scaled || (isConstant(left) && right.match(this));
      case DIVIDE -> scaled;
    };
  }

  private static boolean isConstant(Formula formula) {
    return formula instanceof Formula.Literal || formula instanceof Formula.Quantity;
  }

  @Override
  public Boolean comparison(Formula.Comparison comparison, Formula left, Formula right) {
    return false;
  }

  @Override
  public Boolean logic(boolean conjunction, Formula left, Formula right) {
    return false;
  }

  @Override
  public Boolean not(Formula operand) {
    return false;
  }

  @Override
  public Boolean call(Function function, List<Formula> arguments) {
    return false;
  }
}
