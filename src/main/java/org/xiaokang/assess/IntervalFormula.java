package org.xiaokang.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.Function;

/**
 * Evaluates a formula over intervals: exactly where it adds, subtracts, multiplies and divides. A
 * truth value is 1, 0 or, where it cannot be told, [0, 1]. An input that stands in a formula
 * several times may make the answer wider than need be, never narrower.
 */
record IntervalFormula(Map<String, Interval> inputs) implements Formula.Cases<Interval> {
  private static final Interval TRUE = Interval.point(Fraction.ONE);
  private static final Interval FALSE = Interval.point(Fraction.ZERO);
  private static final Interval EITHER = Interval.closed(Fraction.ZERO, Fraction.ONE);

  /** Doubles of library functions are this close, relative to their size. */
  private static final double NOISE = 1e-12;

  /** Where the formula's value lies. */
  static Interval of(Formula formula, Map<String, Interval> inputs) {
    return formula.match(new IntervalFormula(inputs));
  }

  /** Whether a formula that is true or false can be true. */
  static boolean canBeTrue(Formula formula, Map<String, Interval> inputs) {
    return of(formula, inputs).contains(Fraction.ONE);
  }

  @Override
  public Interval number(double value) {
    return Interval.point(Fraction.of(value));
  }

  @Override
  public Interval variable(String name) {
    return inputs.getOrDefault(name, Interval.ALL);
  }

  @Override
  public Interval negation(Formula operand) {
    return operand.match(this).negated();
  }

  @Override
  public Interval arithmetic(Formula.Operator operator, Formula left, Formula right) {
    Interval l = left.match(this);
    Interval r = right.match(this);
    return switch (operator) {
      case ADD -> l.plus(r);
      case SUBTRACT -> l.minus(r);
      case MULTIPLY -> l.times(r);
      case DIVIDE -> l.over(r).orElse(Interval.ALL);
    };
  }

  @Override
  public Interval comparison(Formula.Comparison comparison, Formula left, Formula right) {
    Interval l = left.match(this);
    Interval r = right.match(this);
    return switch (comparison) {
      case EQUAL -> equal(l, r);
      case UNEQUAL -> opposite(equal(l, r));
      case LESS -> less(l, r, true);
      case AT_MOST -> less(l, r, false);
      case GREATER -> less(r, l, true);
      case AT_LEAST -> less(r, l, false);
    };
  }

  private static Interval equal(Interval l, Interval r) {
    if (l.excludes(r)) {
      return FALSE;
    }
    return l.isPoint() && r.isPoint() ? TRUE : EITHER;
  }

  private static Interval less(Interval l, Interval r, boolean strictly) {
    Interval difference = l.minus(r);
    Interval below = new Interval(null, true, Fraction.ZERO, strictly);
    Interval above = new Interval(Fraction.ZERO, !strictly, null, true);
    if (difference.excludes(below)) {
      return FALSE;
    }
    return difference.excludes(above) ? TRUE : EITHER;
  }

  private static Interval opposite(Interval truth) {
    return TRUE.minus(truth);
  }

  @Override
  public Interval logic(boolean conjunction, Formula left, Formula right) {
    Interval l = left.match(this);
    Interval r = right.match(this);
    Interval decisive = conjunction ? FALSE : TRUE;
    if (l.equals(decisive) || r.equals(decisive)) {
      return decisive;
    }
    return l.isPoint() && r.isPoint() ? opposite(decisive) : EITHER;
  }

  @Override
  public Interval not(Formula operand) {
    return opposite(operand.match(this));
  }

  @Override
  public Interval call(Function function, List<Formula> arguments) {
    List<Interval> all = new ArrayList<>();
    arguments.forEach(argument -> all.add(argument.match(this)));
    Interval x = all.get(0);
    return switch (function) {
      case IF ->
          x.equals(TRUE) ? all.get(1) : x.equals(FALSE) ? all.get(2) : hull(all.subList(1, 3));
      case COALESCE, NULLIF -> function == Function.NULLIF ? x : hull(all);
      case GREATEST, LEAST -> extreme(all, function == Function.GREATEST);
      case ABS -> absolute(x);
      case ROUND -> monotone(x, value -> value, 0.5 * Math.pow(10, -digits(all)));
      case FLOOR -> monotone(x, Math::floor, 0);
      case CEIL -> monotone(x, Math::ceil, 0);
      case SQRT -> monotone(x.meet(Interval.NOT_NEGATIVE), Math::sqrt, 0);
      case EXP -> monotone(x, Math::exp, 0);
      case LN -> monotone(x.meet(Interval.NOT_NEGATIVE), Math::log, 0);
      case LOG10 -> monotone(x.meet(Interval.NOT_NEGATIVE), Math::log10, 0);
      case POWER -> power(x, all.get(1));
    };
  }

  private static double digits(List<Interval> arguments) {
    Fraction digits = arguments.size() > 1 ? arguments.get(1).low() : null;
    return digits == null ? 0 : digits.toDouble();
  }

  private static Interval hull(List<Interval> all) {
    return all.stream().reduce(Interval::hull).orElseThrow();
  }

  /** The greatest: not below the lower end of any, not above the upper end of all. */
  private static Interval extreme(List<Interval> all, boolean greatest) {
    Interval found = all.get(0);
    for (Interval other : all.subList(1, all.size())) {
      Interval mine = found;
      Interval hull = mine.hull(other);
      Interval reach =
          greatest
              ? new Interval(null, true, hull.high(), hull.highOpen())
              : new Interval(hull.low(), hull.lowOpen(), null, true);
      Interval floor = greatest ? above(mine).meet(above(other)) : below(mine).meet(below(other));
      found = reach.meet(floor);
    }
    return found;
  }

  private static Interval above(Interval one) {
    return new Interval(one.low(), one.lowOpen(), null, true);
  }

  private static Interval below(Interval one) {
    return new Interval(null, true, one.high(), one.highOpen());
  }

  private static Interval absolute(Interval x) {
    Interval positive = x.meet(Interval.NOT_NEGATIVE);
    Interval negative = x.negated().meet(Interval.NOT_NEGATIVE);
    if (positive.isEmpty()) {
      return negative;
    }
    return negative.isEmpty() ? positive : positive.hull(negative);
  }

  /** A function that never falls, in doubles, and so much wider as they are inexact. */
  private static Interval monotone(Interval x, DoubleUnaryOperator function, double slack) {
    Interval low = end(x.low(), function, -1, slack);
    Interval high = end(x.high(), function, 1, slack);
    return new Interval(low.low(), false, high.high(), false);
  }

  private static Interval end(
      @Nullable Fraction at, DoubleUnaryOperator function, int side, double slack) {
    double value = at == null ? side * Double.POSITIVE_INFINITY : at.toDouble();
    double result = function.applyAsDouble(value);
    double wider = result + side * (slack + NOISE * Math.abs(result));
    return Double.isFinite(wider) ? Interval.point(Fraction.of(wider)) : Interval.ALL;
  }

  private static Interval power(Interval base, Interval exponent) {
    Fraction low = exponent.low();
    if (low == null || !exponent.isPoint() || base.low() == null || base.low().signum() < 0) {
      return Interval.ALL;
    }
    double by = low.toDouble();
    boolean isWhole = by == Math.rint(by) && by >= 0 && by <= 64;
    if (isWhole) {
      Interval product = TRUE;
      for (int i = 0; i < (int) by; i++) {
        product = product.times(base);
      }
      return product;
    }
    Interval raised = monotone(base, value -> Math.pow(value, Math.abs(by)), 0);
    return by >= 0 ? raised : TRUE.over(raised).orElse(Interval.ALL);
  }
}
