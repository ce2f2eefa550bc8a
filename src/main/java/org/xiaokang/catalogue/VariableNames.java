package org.xiaokang.catalogue;

import java.util.List;
import java.util.Set;

/** Collects the inputs of a formula. */
record VariableNames(Set<String> names) implements Formula.Cases<VariableNames> {
  @Override
  public VariableNames number(double value) {
    return this;
  }

  @Override
  public VariableNames variable(String name) {
    names.add(name);
    return this;
  }

  @Override
  public VariableNames negation(Formula operand) {
    return operand.match(this);
  }

  @Override
  public VariableNames arithmetic(Formula.Operator operator, Formula left, Formula right) {
    return right.match(left.match(this));
  }

  @Override
  public VariableNames comparison(Formula.Comparison comparison, Formula left, Formula right) {
    return right.match(left.match(this));
  }

  @Override
  public VariableNames logic(boolean conjunction, Formula left, Formula right) {
    return right.match(left.match(this));
  }

  @Override
  public VariableNames not(Formula operand) {
    return operand.match(this);
  }

  @Override
  public VariableNames call(Function function, List<Formula> arguments) {
    arguments.forEach(argument -> argument.match(this));
    return this;
  }
}
