package org.xiaokang.catalogue;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A scalar formula over named inputs: what the {@code value} of an indicator says, after parsing
 * and before anything runs. The nodes are all that a formula may contain; whoever works on formulas
 * handles every node through {@link #match}.
 */
public sealed interface Formula extends Serializable {
  /** One answer for every kind of node. */
  interface Cases<R> {
    /** A number as written. */
    R number(double value);

    /** A number with its unit of measure; to most it is a number. */
    default R quantity(double value, String unit) {
      return number(value);
    }

    /** An input. */
    R variable(String name);

    /** Minus. */
    R negation(Formula operand);

    /** Plus, minus, times, divided by. */
    R arithmetic(Operator operator, Formula left, Formula right);

    /** Equal, less and their kind. */
    R comparison(Comparison comparison, Formula left, Formula right);

    /** And, or. */
    R logic(boolean conjunction, Formula left, Formula right);

    /** Not. */
    R not(Formula operand);

    /** A call of an allowed function. */
    R call(Function function, List<Formula> arguments);
  }

  /** Answers with the case that fits. */
  <R> R match(Cases<R> cases);

  /** The four operations. */
  enum Operator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/");

    final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }
  }

  /** The six comparisons. */
  enum Comparison {
    EQUAL("="),
    UNEQUAL("<>"),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">=");

    final String symbol;

    Comparison(String symbol) {
      this.symbol = symbol;
    }
  }

  /** See {@link Cases#number}. */
  record Literal(double value) implements Formula {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.number(value);
    }
  }

  /**
   * See {@link Cases#quantity}.
   *
   * @param unit the code of a unit
   */
  record Quantity(double value, String unit) implements Formula {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.quantity(value, unit);
    }
  }

  /** See {@link Cases#variable}. */
  record Variable(String name) implements Formula {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.variable(name);
    }
  }

  /** See {@link Cases#negation}. */
  record Negation(Formula operand) implements Formula {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.negation(operand);
    }
  }

  /** See {@link Cases#arithmetic}. */
  record Arithmetic(Operator operator, Formula left, Formula right) implements Formula {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.arithmetic(operator, left, right);
    }
  }

  /** See {@link Cases#comparison}. */
  record Compared(Comparison comparison, Formula left, Formula right) implements Formula {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.comparison(comparison, left, right);
    }
  }

  /** See {@link Cases#logic}. */
  record Logic(boolean conjunction, Formula left, Formula right) implements Formula {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.logic(conjunction, left, right);
    }
  }

  /** See {@link Cases#not}. */
  record Not(Formula operand) implements Formula {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.not(operand);
    }
  }

  /** See {@link Cases#call}. */
  record Call(Function function, List<Formula> arguments) implements Formula {
    /** Keeps a copy. */
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.call(function, arguments);
    }
  }

  /** The names of all inputs the formula uses, in alphabetical order. */
  default Set<String> variables() {
    return parts().variables();
  }

  /** Whether the formula can have a value although an input is missing. */
  default boolean toleratesMissing() {
    Set<Function> tolerant =
        EnumSet.of(Function.COALESCE, Function.IF, Function.GREATEST, Function.LEAST);
    return !Collections.disjoint(parts().functions(), tolerant);
  }

  private FormulaParts parts() {
    return match(new FormulaParts(new TreeSet<>(), EnumSet.noneOf(Function.class)));
  }
}
