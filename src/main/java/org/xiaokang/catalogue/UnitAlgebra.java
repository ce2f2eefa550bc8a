package org.xiaokang.catalogue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * Infers the unit a formula gives from the units of its inputs.
 *
 * <p>The number 100 has two readings: a plain hundred, or "hundred percent", which turns a ratio
 * into a percentage ({@code 100 * a / b}) and back ({@code growth / 100}). Both are followed, and
 * the plain hundreds are counted, so that a result in percent must have been multiplied by 100 and
 * a ratio must not. The difference of two percentages is in percentage points.
 */
final class UnitAlgebra implements Formula.Cases<Set<UnitAlgebra.Typed>> {
  private static final Unit TRUTH = Unit.of("truth value");

  /**
   * One reading of a formula.
   *
   * @param unit its unit
   * @param hundreds how many plain factors of 100 it has
   * @param constant whether it has no input in it
   */
  record Typed(Unit unit, int hundreds, boolean constant) {}

  private final Map<String, Unit> inputs;

  private UnitAlgebra(Map<String, Unit> inputs) {
    this.inputs = inputs;
  }

  /**
   * Checks that the declared unit follows from the inputs.
   *
   * @return what is wrong, or nothing
   */
  static Optional<String> mismatch(Formula formula, Map<String, Unit> inputs, Unit declared) {
    try {
      Set<Typed> readings = formula.match(new UnitAlgebra(inputs));
      boolean follows =
          readings.stream()
              .anyMatch(
                  typed ->
                      isIndex(typed, declared)
                          || (typed.unit.equals(declared.withIndexAsNumber())
                              && (typed.hundreds == 0 || !declared.isDimensionless())));
      if (follows) {
        return Optional.empty();
      }
      return Optional.of(
          "unit '"
              + declared
              + "' does not follow from the inputs: '"
              + FormulaText.of(formula)
              + "' gives "
              + describe(readings)
              + hint(readings, declared));
    } catch (FormulaException e) {
      return Optional.of(e.text());
    }
  }

  /** An index is a pure number on a scale that its definition chooses. */
  private static boolean isIndex(Typed typed, Unit declared) {
    return declared.equals(Unit.INDEX)
        && (typed.unit.equals(Unit.INDEX) || typed.unit.equals(Unit.RATIO));
  }

  /**
   * Checks that a formula is a comparison, of what is in one unit.
   *
   * @return what is wrong, or nothing
   */
  static Optional<String> condition(Formula formula, Map<String, Unit> inputs) {
    try {
      Set<Typed> readings = formula.match(new UnitAlgebra(inputs));
      return readings.stream().anyMatch(typed -> typed.unit.equals(TRUTH))
          ? Optional.empty()
          : Optional.of(
              "'%s' is no condition but a number in %s; compare it (=, <=, >=)"
                  .formatted(FormulaText.of(formula), describe(readings)));
    } catch (FormulaException e) {
      return Optional.of(e.text());
    }
  }

  private static String describe(Set<Typed> readings) {
    Typed first = readings.iterator().next();
    return readings.stream()
        .filter(typed -> typed.hundreds == 0)
        .findFirst()
        .map(typed -> typed.unit.toString())
        .orElse(first.unit + (first.hundreds == 0 ? "" : " times " + 100));
  }

  private static String hint(Set<Typed> readings, Unit declared) {
    boolean ratio = readings.stream().anyMatch(t -> t.unit.equals(Unit.RATIO) && t.hundreds == 0);
    boolean points = readings.stream().anyMatch(t -> t.unit.equals(Unit.PERCENTAGE_POINT));
    if (ratio && declared.equals(Unit.PERCENT)) {
      return "; multiply by 100";
    }
    return points && declared.equals(Unit.PERCENT)
        ? "; a difference of percentages is in percentage_point"
        : "";
  }

  @Override
  public Set<Typed> number(double value) {
    return value == 100
        ? Set.of(new Typed(Unit.RATIO, 1, true), new Typed(Unit.PERCENT, 0, true))
        : Set.of(new Typed(Unit.RATIO, 0, true));
  }

  @Override
  public Set<Typed> quantity(double value, String unit) {
    return Set.of(new Typed(Unit.of(unit), 0, true));
  }

  @Override
  public Set<Typed> variable(String name) {
    return Set.of(new Typed(inputs.getOrDefault(name, Unit.RATIO), 0, false));
  }

  @Override
  public Set<Typed> negation(Formula operand) {
    return operand.match(this);
  }

  @Override
  public Set<Typed> arithmetic(Formula.Operator operator, Formula left, Formula right) {
    return switch (operator) {
      case MULTIPLY ->
          pairs(left, right, (l, r) -> typed(l, r, l.unit.times(r.unit), l.hundreds + r.hundreds));
      case DIVIDE ->
          pairs(left, right, (l, r) -> typed(l, r, l.unit.over(r.unit), l.hundreds - r.hundreds));
      case ADD -> alike("add", left, right, false);
      case SUBTRACT -> alike("subtract", left, right, true);
    };
  }

  private static Typed typed(Typed l, Typed r, Unit unit, int hundreds) {
    return new Typed(unit.withIndexAsNumber(), hundreds, l.constant && r.constant);
  }

  private Set<Typed> pairs(Formula left, Formula right, BinaryOperator<Typed> combine) {
    Set<Typed> result = new LinkedHashSet<>();
    for (Typed l : left.match(this)) {
      for (Typed r : right.match(this)) {
        result.add(combine.apply(l, r));
      }
    }
    return result;
  }

  private Set<Typed> alike(String verb, Formula left, Formula right, boolean difference) {
    Set<Typed> result = new LinkedHashSet<>();
    for (Typed l : left.match(this)) {
      for (Typed r : right.match(this)) {
        combined(l, r, difference).ifPresent(result::add);
      }
    }
    if (result.isEmpty()) {
      throw new FormulaException(
          "cannot "
              + verb
              + " "
              + describe(left.match(this))
              + " and "
              + describe(right.match(this))
              + " in '"
              + FormulaText.of(left)
              + "' and '"
              + FormulaText.of(right)
              + "'; bring them to one unit first");
    }
    return result;
  }

  private static Optional<Typed> combined(Typed l, Typed r, boolean difference) {
    if (l.unit.equals(r.unit) && l.hundreds == r.hundreds) {
      boolean points = difference && l.unit.equals(Unit.PERCENT) && !l.constant && !r.constant;
      return Optional.of(typed(l, r, points ? Unit.PERCENTAGE_POINT : l.unit, l.hundreds));
    }
    if (isIndexAndNumber(l, r) || isIndexAndNumber(r, l)) {
      return Optional.of(typed(l, r, Unit.INDEX, 0));
    }
    boolean shifted = l.unit.equals(Unit.PERCENT) && r.unit.equals(Unit.PERCENTAGE_POINT);
    return shifted ? Optional.of(typed(l, r, Unit.PERCENT, l.hundreds)) : Optional.empty();
  }

  private static boolean isIndexAndNumber(Typed l, Typed r) {
    return l.unit.equals(Unit.INDEX)
        && r.unit.equals(Unit.RATIO)
        && (r.constant || l.hundreds == r.hundreds);
  }

  @Override
  public Set<Typed> comparison(Formula.Comparison comparison, Formula left, Formula right) {
    alike("compare", left, right, false);
    return Set.of(new Typed(TRUTH, 0, false));
  }

  @Override
  public Set<Typed> logic(boolean conjunction, Formula left, Formula right) {
    checkTruth(conjunction ? "and" : "or", left);
    checkTruth(conjunction ? "and" : "or", right);
    return Set.of(new Typed(TRUTH, 0, false));
  }

  @Override
  public Set<Typed> not(Formula operand) {
    checkTruth("not", operand);
    return Set.of(new Typed(TRUTH, 0, false));
  }

  @Override
  public Set<Typed> call(Function function, List<Formula> arguments) {
    Formula first = arguments.get(0);
    return switch (function) {
      case ABS, ROUND, FLOOR, CEIL -> first.match(this);
      case NULLIF -> {
        alike("compare", first, arguments.get(1), false);
        yield first.match(this);
      }
      case GREATEST, LEAST, COALESCE -> unified(function, arguments);
      case IF -> {
        checkTruth("if", first);
        yield unified(function, arguments.subList(1, 3));
      }
      case EXP, LN, LOG10 -> pureNumber(function, first);
      case SQRT -> root(first);
      case POWER -> raised(first, arguments.get(1));
    };
  }

  private void checkTruth(String what, Formula operand) {
    Set<Typed> readings = operand.match(this);
    if (readings.stream().noneMatch(typed -> typed.unit.equals(TRUTH))) {
      throw new FormulaException(
          what
              + " needs a comparison, but '"
              + FormulaText.of(operand)
              + "' is in "
              + describe(readings));
    }
  }

  private Set<Typed> unified(Function function, List<Formula> arguments) {
    for (Formula other : arguments.subList(1, arguments.size())) {
      alike("choose between (" + function.lowerName() + ")", arguments.get(0), other, false);
    }
    return arguments.get(0).match(this);
  }

  private Set<Typed> pureNumber(Function function, Formula argument) {
    Set<Typed> readings = argument.match(this);
    if (readings.stream().noneMatch(typed -> isIndex(typed, Unit.INDEX))) {
      throw new FormulaException(
          function.lowerName()
              + " needs a pure number, but '"
              + FormulaText.of(argument)
              + "' is in "
              + describe(readings));
    }
    return Set.of(new Typed(Unit.RATIO, 0, false));
  }

  private Set<Typed> root(Formula argument) {
    Set<Typed> result = new LinkedHashSet<>();
    for (Typed typed : argument.match(this)) {
      if (typed.unit.equals(Unit.INDEX)) {
        result.add(typed);
      } else if (typed.unit.powers().values().stream().allMatch(power -> power % 2 == 0)) {
        Map<String, Integer> halves = new java.util.TreeMap<>(typed.unit.powers());
        halves.replaceAll((code, power) -> power / 2);
        result.add(new Typed(new Unit(new java.util.TreeMap<>(halves)), 0, typed.constant));
      }
    }
    if (result.isEmpty()) {
      throw new FormulaException(
          "sqrt of '"
              + FormulaText.of(argument)
              + "' has no unit: "
              + describe(argument.match(this)));
    }
    return result;
  }

  private Set<Typed> raised(Formula base, Formula exponent) {
    if (exponent instanceof Formula.Literal literal
        && literal.value() == Math.rint(literal.value())) {
      Set<Typed> result = new LinkedHashSet<>();
      int power = (int) literal.value();
      for (Typed typed : base.match(this)) {
        result.add(
            new Typed(
                typed.unit.power(power).withIndexAsNumber(),
                typed.hundreds * power,
                typed.constant));
      }
      return result;
    }
    Set<Typed> readings = pureNumber(Function.POWER, base);
    boolean isIndex = base.match(this).stream().anyMatch(one -> one.unit.equals(Unit.INDEX));
    return isIndex ? Set.of(new Typed(Unit.INDEX, 0, false)) : readings;
  }
}
