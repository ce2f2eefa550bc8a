package org.xiaokang.indicator;

import java.util.List;
import java.util.Set;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.Function;

/**
 * The degree of a formula in some of its inputs: how often a common factor of them stands in the
 * value. Of a ratio of two of them it is 0; NaN where the formula is not homogeneous in them
 * (Euler).
 */
record Homogeneity(Set<String> names) implements Formula.Cases<Double> {
  Homogeneity {
    names = Set.copyOf(names);
  }

  @Override
  public Double number(double value) {
    return 0.0;
  }

  @Override
  public Double variable(String name) {
    return names.contains(name) ? 1.0 : 0.0;
  }

  @Override
  public Double negation(Formula operand) {
    return operand.match(this);
  }

  @Override
  public Double arithmetic(Formula.Operator operator, Formula left, Formula right) {
    double l = left.match(this);
    double r = right.match(this);
    return switch (operator) {
      case ADD, SUBTRACT -> same(l, r);
      case MULTIPLY -> l + r;
      case DIVIDE -> l - r;
    };
  }

  private static double same(double one, double other) {
    return one == other ? one : Double.NaN;
  }

  private static double flat(double degree) {
    return degree == 0 ? 0 : Double.NaN;
  }

  @Override
  public Double comparison(Formula.Comparison comparison, Formula left, Formula right) {
    return 0 * same(left.match(this), right.match(this));
  }

  @Override
  public Double logic(boolean conjunction, Formula left, Formula right) {
    return flat(same(left.match(this), right.match(this)));
  }

  @Override
  public Double not(Formula operand) {
    return flat(operand.match(this));
  }

  @Override
  public Double call(Function function, List<Formula> arguments) {
    double first = arguments.get(0).match(this);
    return switch (function) {
      case ABS, ROUND, FLOOR, CEIL -> first;
      case GREATEST, LEAST, COALESCE, NULLIF -> common(arguments);
      case IF -> flat(first) + common(arguments.subList(1, arguments.size()));
      case SQRT -> first / 2;
      case POWER -> raised(first, arguments.get(1));
      case EXP, LN, LOG10 -> flat(first);
    };
  }

  private double common(List<Formula> formulas) {
    double degree = formulas.get(0).match(this);
    for (Formula formula : formulas) {
      degree = same(degree, formula.match(this));
    }
    return degree;
  }

  private double raised(double degree, Formula exponent) {
    return exponent instanceof Formula.Literal literal
        ? degree * literal.value()
        : flat(degree) + flat(exponent.match(this));
  }
}
