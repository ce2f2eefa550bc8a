package org.xiaokang.catalogue;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Constants that an entry declares for its formula by name, with their units: the goalposts of an
 * index, a poverty line. They are put into the formula as it is read.
 */
final class Parameters implements Formula.Cases<Formula> {
  private final Map<String, Formula> constants = new LinkedHashMap<>();

  /** Reads the key {@code parameters}, which may be missing. */
  static Parameters read(Definition owner, Collection<String> units) {
    Parameters parameters = new Parameters();
    owner.optionalDefinition("parameters").ifPresent(block -> parameters.add(block, units));
    return parameters;
  }

  private void add(Definition block, Collection<String> units) {
    for (String name : block.keys()) {
      Definition entry = block.definition(name);
      Unit unit = entry.optionalText("unit").map(Unit::parse).orElse(Unit.RATIO);
      for (String code : unit.powers().keySet()) {
        if (!units.contains(code)) {
          entry.problem("unit", Definition.unknown("unit", code, units));
        }
      }
      entry.text("value");
      constants.put(name, constant(entry.number("value").orElse(0.0), unit));
      entry.done();
    }
  }

  /** A number in a unit, as a formula could write it. */
  private static Formula constant(double value, Unit unit) {
    Formula constant = null;
    for (Map.Entry<String, Integer> part : unit.powers().entrySet()) {
      for (int i = 0; i < part.getValue(); i++) {
        constant =
            constant == null
                ? new Formula.Quantity(value, part.getKey())
                : product(Formula.Operator.MULTIPLY, constant, part.getKey());
      }
    }
    Formula all = constant == null ? new Formula.Literal(value) : constant;
    for (Map.Entry<String, Integer> part : unit.powers().entrySet()) {
      for (int i = part.getValue(); i < 0; i++) {
        all = product(Formula.Operator.DIVIDE, all, part.getKey());
      }
    }
    return all;
  }

  private static Formula product(Formula.Operator operator, Formula left, String unit) {
    return new Formula.Arithmetic(operator, left, new Formula.Quantity(1, unit));
  }

  Set<String> names() {
    return constants.keySet();
  }

  /** The formula with the constants in the places of their names. */
  Formula in(Formula formula) {
    return constants.isEmpty() ? formula : formula.match(this);
  }

  @Override
  public Formula number(double value) {
    return new Formula.Literal(value);
  }

  @Override
  public Formula quantity(double value, String unit) {
    return new Formula.Quantity(value, unit);
  }

  @Override
  public Formula variable(String name) {
    Formula constant = constants.get(name);
    return constant == null ? new Formula.Variable(name) : constant;
  }

  @Override
  public Formula negation(Formula operand) {
    return new Formula.Negation(operand.match(this));
  }

  @Override
  public Formula arithmetic(Formula.Operator operator, Formula left, Formula right) {
    return new Formula.Arithmetic(operator, left.match(this), right.match(this));
  }

  @Override
  public Formula comparison(Formula.Comparison comparison, Formula left, Formula right) {
    return new Formula.Compared(comparison, left.match(this), right.match(this));
  }

  @Override
  public Formula logic(boolean conjunction, Formula left, Formula right) {
    return new Formula.Logic(conjunction, left.match(this), right.match(this));
  }

  @Override
  public Formula not(Formula operand) {
    return new Formula.Not(operand.match(this));
  }

  @Override
  public Formula call(Function function, List<Formula> arguments) {
    return new Formula.Call(function, arguments.stream().map(one -> one.match(this)).toList());
  }
}
