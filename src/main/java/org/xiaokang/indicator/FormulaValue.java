package org.xiaokang.indicator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.Function;

/**
 * Evaluates a formula. Within it NaN stands for what is missing or undefined; truth values are 1
 * and 0.
 */
record FormulaValue(Map<String, Double> inputs) implements Formula.Cases<Double> {
  /** The value over the given inputs; null where it has none. */
  static @Nullable Double of(Formula formula, Map<String, Double> inputs) {
    double value = formula.match(new FormulaValue(inputs));
    return Double.isFinite(value) ? value : null;
  }

  @Override
  public Double number(double value) {
    return value;
  }

  @Override
  public Double variable(String name) {
    return inputs.getOrDefault(name, Double.NaN);
  }

  @Override
  public Double negation(Formula operand) {
    return -operand.match(this);
  }

  @Override
  public Double arithmetic(Formula.Operator operator, Formula left, Formula right) {
    double l = left.match(this);
    double r = right.match(this);
    return switch (operator) {
      case ADD -> l + r;
      case SUBTRACT -> l - r;
      case MULTIPLY -> l * r;
      case DIVIDE -> r == 0 ? Double.NaN : l / r;
    };
  }

  @Override
  public Double comparison(Formula.Comparison comparison, Formula left, Formula right) {
    double l = left.match(this);
    double r = right.match(this);
    if (Double.isNaN(l) || Double.isNaN(r)) {
      return Double.NaN;
    }
    return truth(
        switch (comparison) {
          case EQUAL -> l == r;
          case UNEQUAL -> l != r;
          case LESS -> l < r;
          case AT_MOST -> l <= r;
          case GREATER -> l > r;
          case AT_LEAST -> l >= r;
        });
  }

  private static double truth(boolean value) {
    return value ? 1 : 0;
  }

  @Override
  public Double logic(boolean conjunction, Formula left, Formula right) {
    double decisive = truth(!conjunction);
    double l = left.match(this);
    double r = right.match(this);
    if (l == decisive || r == decisive) {
      return decisive;
    }
    return Double.isNaN(l) || Double.isNaN(r) ? Double.NaN : 1 - decisive;
  }

  @Override
  public Double not(Formula operand) {
    return 1 - operand.match(this);
  }

  @Override
  public Double call(Function function, List<Formula> arguments) {
    List<Double> all = arguments.stream().map(argument -> argument.match(this)).toList();
    List<Double> known = all.stream().filter(value -> !Double.isNaN(value)).toList();
    double x = all.get(0);
    double y = all.size() > 1 ? all.get(1) : 0;
    return switch (function) {
      case COALESCE -> known.isEmpty() ? Double.NaN : known.get(0);
      case GREATEST -> known.stream().max(Double::compare).orElse(Double.NaN);
      case LEAST -> known.stream().min(Double::compare).orElse(Double.NaN);
      case IF -> all.get(x == 1 ? 1 : 2);
      case NULLIF -> x == y ? Double.NaN : x;
      case ABS -> Math.abs(x);
      case ROUND -> Double.isFinite(x) ? rounded(x, (int) y) : Double.NaN;
      case FLOOR -> Math.floor(x);
      case CEIL -> Math.ceil(x);
      case POWER -> Math.pow(x, y);
      case SQRT -> Math.sqrt(x);
      case EXP -> Math.exp(x);
      case LN -> Math.log(x);
      case LOG10 -> Math.log10(x);
    };
  }

  private static double rounded(double x, int digits) {
    return BigDecimal.valueOf(x).setScale(digits, RoundingMode.HALF_UP).doubleValue();
  }
}
