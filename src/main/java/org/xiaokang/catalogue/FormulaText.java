package org.xiaokang.catalogue;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Writes a formula as text, with each input as the given function shows it: its name, or its number
 * put in.
 */
public record FormulaText(UnaryOperator<String> input) implements Formula.Cases<String> {
  /** The formula with the names of its inputs. */
  public static String of(Formula formula) {
    return formula.match(new FormulaText(name -> name));
  }

  @Override
  public String number(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  @Override
  public String quantity(double value, String unit) {
    return unit + "(" + number(value) + ")";
  }

  @Override
  public String variable(String name) {
    return input.apply(name);
  }

  @Override
  public String negation(Formula operand) {
    return "-" + grouped(operand);
  }

  @Override
  public String arithmetic(Formula.Operator operator, Formula left, Formula right) {
    boolean product = operator == Formula.Operator.MULTIPLY || operator == Formula.Operator.DIVIDE;
    String before = product && isSum(left) ? grouped(left) : left.match(this);
    boolean unlike = operator == Formula.Operator.SUBTRACT || operator == Formula.Operator.DIVIDE;
    boolean nested = right instanceof Formula.Arithmetic && (product || unlike);
    String after =
        nested && (isSum(right) || unlike || product) ? grouped(right) : right.match(this);
    return before + " " + operator.symbol + " " + after;
  }

  private static boolean isSum(Formula formula) {
    return formula instanceof Formula.Arithmetic a
        && (a.operator() == Formula.Operator.ADD || a.operator() == Formula.Operator.SUBTRACT);
  }

  private String grouped(Formula formula) {
    boolean simple =
        formula instanceof Formula.Literal
            || formula instanceof Formula.Quantity
            || formula instanceof Formula.Variable
            || formula instanceof Formula.Call;
    return simple ? formula.match(this) : "(" + formula.match(this) + ")";
  }

  @Override
  public String comparison(Formula.Comparison comparison, Formula left, Formula right) {
    return left.match(this) + " " + comparison.symbol + " " + right.match(this);
  }

  @Override
  public String logic(boolean conjunction, Formula left, Formula right) {
    return operand(conjunction, left)
        + (conjunction ? " and " : " or ")
        + operand(conjunction, right);
  }

  private String operand(boolean conjunction, Formula formula) {
    boolean other = formula instanceof Formula.Logic l && l.conjunction() != conjunction;
    return other ? grouped(formula) : formula.match(this);
  }

  @Override
  public String not(Formula operand) {
    return "not (" + operand.match(this) + ")";
  }

  @Override
  public String call(Function function, List<Formula> arguments) {
    return arguments.stream()
        .map(argument -> argument.match(this))
        .collect(Collectors.joining(", ", function.lowerName() + "(", ")"));
  }
}
