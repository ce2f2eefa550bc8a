package org.xiaokang.catalogue;

import java.util.List;

/** What is known of the sign of a formula's value, all inputs being positive. */
enum Sign {
  /** Never below zero. */
  POSITIVE,
  /** Never above zero. */
  NEGATIVE,
  /** Depends on the figures, as that of a difference does. */
  UNKNOWN;

  static Sign of(Formula formula) {
    return formula.match(Finder.INSTANCE);
  }

  private static Sign of(double value) {
    return value < 0 ? NEGATIVE : POSITIVE;
  }

  private Sign reversed() {
    return this == POSITIVE ? NEGATIVE : this == NEGATIVE ? POSITIVE : UNKNOWN;
  }

  /** What two have in common. */
  private Sign and(Sign other) {
    return this == other ? this : UNKNOWN;
  }

  private Sign times(Sign other) {
    return other == POSITIVE ? this : other == NEGATIVE ? reversed() : UNKNOWN;
  }

  private enum Finder implements Formula.Cases<Sign> {
    INSTANCE;

    @Override
    public Sign number(double value) {
      return of(value);
    }

    @Override
    public Sign variable(String name) {
      return POSITIVE;
    }

    @Override
    public Sign negation(Formula operand) {
      return of(operand).reversed();
    }

    @Override
    public Sign arithmetic(Formula.Operator operator, Formula left, Formula right) {
      Sign l = of(left);
      Sign r = of(right);
      return switch (operator) {
        case ADD -> l.and(r);
        case SUBTRACT -> l.and(r.reversed());
        case MULTIPLY, DIVIDE -> l.times(r);
      };
    }

    @Override
    public Sign comparison(Formula.Comparison comparison, Formula left, Formula right) {
      return UNKNOWN;
    }

    @Override
    public Sign logic(boolean conjunction, Formula left, Formula right) {
      return UNKNOWN;
    }

    @Override
    public Sign not(Formula operand) {
      return UNKNOWN;
    }

    @Override
    public Sign call(Function function, List<Formula> arguments) {
      Sign first = of(arguments.get(0));
      return switch (function) {
        case ABS, SQRT, EXP -> POSITIVE;
        case FLOOR, CEIL, ROUND, NULLIF -> first;
        case POWER -> first == POSITIVE ? POSITIVE : UNKNOWN;
        case GREATEST, LEAST, COALESCE -> common(arguments);
        case IF -> common(arguments.subList(1, arguments.size()));
        case LN, LOG10 -> UNKNOWN;
      };
    }

    private static Sign common(List<Formula> formulas) {
      return formulas.stream().map(Sign::of).reduce(Sign::and).orElseThrow();
    }
  }
}
