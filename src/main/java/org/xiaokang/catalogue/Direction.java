package org.xiaokang.catalogue;

import java.util.List;

/**
 * How a formula's value moves when one input grows, all inputs being positive, as figures of
 * people, money and area are. A share whose denominator is "more than" its printed figure is "at
 * most" the computed one.
 */
public enum Direction {
  /** Does not depend on the input. */
  NONE,
  /** Grows with it. */
  UP,
  /** Falls with it. */
  DOWN,
  /** Cannot be told from the formula alone. */
  UNKNOWN;

  /** The direction of a formula in one of its inputs. */
  public static Direction of(Formula formula, String input) {
    return formula.match(new Finder(input));
  }

  private Direction reversed() {
    return this == UP ? DOWN : this == DOWN ? UP : this;
  }

  private Direction and(Direction other) {
    if (this == NONE || this == other) {
      return other;
    }
    return other == NONE ? this : UNKNOWN;
  }

  /** Of a product: the direction of one factor by the sign of the other. */
  private Direction by(Sign sign) {
    return switch (sign) {
      case POSITIVE -> this;
      case NEGATIVE -> reversed();
      case UNKNOWN -> this == NONE ? NONE : UNKNOWN;
    };
  }

  private record Finder(String input) implements Formula.Cases<Direction> {
    @Override
    public Direction number(double value) {
      return NONE;
    }

    @Override
    public Direction variable(String name) {
      return name.equals(input) ? UP : NONE;
    }

    @Override
    public Direction negation(Formula operand) {
      return operand.match(this).reversed();
    }

    @Override
    public Direction arithmetic(Formula.Operator operator, Formula left, Formula right) {
      Direction l = left.match(this);
      Direction r = right.match(this);
      return switch (operator) {
        case ADD -> l.and(r);
        case SUBTRACT -> l.and(r.reversed());
        case MULTIPLY -> l.by(Sign.of(right)).and(r.by(Sign.of(left)));
        case DIVIDE -> l.by(Sign.of(right)).and(r.reversed().by(Sign.of(left)));
      };
    }

    @Override
    public Direction comparison(Formula.Comparison comparison, Formula left, Formula right) {
      return involved(left.match(this).and(right.match(this)));
    }

    @Override
    public Direction logic(boolean conjunction, Formula left, Formula right) {
      return involved(left.match(this).and(right.match(this)));
    }

    @Override
    public Direction not(Formula operand) {
      return involved(operand.match(this));
    }

    private static Direction involved(Direction direction) {
      return direction == NONE ? NONE : UNKNOWN;
    }

    @Override
    public Direction call(Function function, List<Formula> arguments) {
      Direction rest = NONE;
      for (Formula argument : arguments.subList(1, arguments.size())) {
        rest = rest.and(argument.match(this));
      }
      Direction first = arguments.get(0).match(this);
      return switch (function) {
        case IF -> involved(first).and(rest);
        case NULLIF, ROUND -> first.and(involved(rest));
        case POWER ->
            first.by(Sign.of(arguments.get(0))).by(Sign.of(arguments.get(1))).and(involved(rest));
        case ABS -> first.by(Sign.of(arguments.get(0)));
        case FLOOR, CEIL, GREATEST, LEAST, COALESCE, SQRT, EXP, LN, LOG10 -> first.and(rest);
      };
    }
  }
}
