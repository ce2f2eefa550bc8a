package org.xiaokang.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.Function;

/**
 * A formula as a quotient of polynomials in one of its figures, all others being numbers; empty
 * where it is no such quotient.
 *
 * @param names the names in the formula that stand for the figure
 * @param others the numbers of all other names
 */
record OneFigure(List<String> names, Map<String, Fraction> others)
    implements Formula.Cases<Optional<OneFigure.Quotient>> {
  /**
   * A quotient of polynomials.
   *
   * @param above coefficients, the constant first
   * @param below coefficients, the constant first
   */
  record Quotient(List<Fraction> above, List<Fraction> below) {
    static Quotient constant(Fraction value) {
      return new Quotient(List.of(value), List.of(Fraction.ONE));
    }
  }

  /**
   * Where a formula has a value, as it follows exactly.
   *
   * @return the figures that give it; empty where the formula is no quotient whose equation is
   *     linear in the figure
   */
  static Optional<List<Fraction>> solve(
      Formula formula, List<String> names, Map<String, Fraction> others, Fraction value) {
    Optional<Quotient> quotient = formula.match(new OneFigure(names, others));
    if (quotient.isEmpty()) {
      return Optional.empty();
    }
    List<Fraction> equation =
        plus(quotient.get().above(), times(quotient.get().below(), List.of(value.negated())));
    int degree = equation.size() - 1;
    while (degree > 0 && equation.get(degree).signum() == 0) {
      degree--;
    }
    if (degree > 1) {
      return Optional.empty();
    }
    return Optional.of(
        degree == 0 ? List.of() : List.of(equation.get(0).negated().over(equation.get(1))));
  }

  private static List<Fraction> plus(List<Fraction> a, List<Fraction> b) {
    List<Fraction> sum = new ArrayList<>();
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      Fraction x = i < a.size() ? a.get(i) : Fraction.ZERO;
      sum.add(i < b.size() ? x.plus(b.get(i)) : x);
    }
    return sum;
  }

  private static List<Fraction> times(List<Fraction> a, List<Fraction> b) {
    List<Fraction> product = new ArrayList<>();
    for (int i = 0; i < a.size() + b.size() - 1; i++) {
      Fraction sum = Fraction.ZERO;
      for (int j = Math.max(0, i - b.size() + 1); j <= Math.min(i, a.size() - 1); j++) {
        sum = sum.plus(a.get(j).times(b.get(i - j)));
      }
      product.add(sum);
    }
    return product;
  }

  @Override
  public Optional<Quotient> number(double value) {
    return Optional.of(Quotient.constant(Fraction.of(value)));
  }

  @Override
  public Optional<Quotient> variable(String name) {
    if (names.contains(name)) {
      return Optional.of(new Quotient(List.of(Fraction.ZERO, Fraction.ONE), List.of(Fraction.ONE)));
    }
    return Optional.ofNullable(others.get(name)).map(Quotient::constant);
  }

  @Override
  public Optional<Quotient> negation(Formula operand) {
    return operand
        .match(this)
        .map(q -> new Quotient(times(q.above(), List.of(Fraction.ONE.negated())), q.below()));
  }

  @Override
  public Optional<Quotient> arithmetic(Formula.Operator operator, Formula left, Formula right) {
    Optional<Quotient> l = left.match(this);
    Optional<Quotient> r = right.match(this);
    return l.isEmpty() || r.isEmpty()
        ? Optional.empty()
        : Optional.of(combined(operator, l.get(), r.get()));
  }

  private static Quotient combined(Formula.Operator operator, Quotient l, Quotient r) {
    return switch (operator) {
      case ADD -> sum(l, r.above(), r.below());
      case SUBTRACT -> sum(l, times(r.above(), List.of(Fraction.ONE.negated())), r.below());
      case MULTIPLY -> new Quotient(times(l.above(), r.above()), times(l.below(), r.below()));
      case DIVIDE -> new Quotient(times(l.above(), r.below()), times(l.below(), r.above()));
    };
  }

  private static Quotient sum(Quotient l, List<Fraction> above, List<Fraction> below) {
    return l.below().equals(below)
        ? new Quotient(plus(l.above(), above), below)
        : new Quotient(
            plus(times(l.above(), below), times(above, l.below())), times(l.below(), below));
  }

  @Override
  public Optional<Quotient> comparison(Formula.Comparison c, Formula left, Formula right) {
    return Optional.empty();
  }

  @Override
  public Optional<Quotient> logic(boolean conjunction, Formula left, Formula right) {
    return Optional.empty();
  }

  @Override
  public Optional<Quotient> not(Formula operand) {
    return Optional.empty();
  }

  @Override
  public Optional<Quotient> call(Function function, List<Formula> arguments) {
    return Optional.empty();
  }
}
