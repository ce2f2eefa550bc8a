package org.xiaokang.catalogue;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/** Collects the inputs and the functions of a formula. */
record FormulaParts(Set<String> variables, Set<Function> functions)
    implements Formula.Cases<FormulaParts>, Serializable {
  @Override
  public FormulaParts number(double value) {
    return this;
  }

  @Override
  public FormulaParts variable(String name) {
    variables.add(name);
    return this;
  }

  @Override
  public FormulaParts negation(Formula operand) {
    return operand.match(this);
  }

  @Override
  public FormulaParts arithmetic(Formula.Operator operator, Formula left, Formula right) {
    return right.match(left.match(this));
  }

  @Override
  public FormulaParts comparison(Formula.Comparison comparison, Formula left, Formula right) {
    return right.match(left.match(this));
  }

  @Override
  public FormulaParts logic(boolean conjunction, Formula left, Formula right) {
    return right.match(left.match(this));
  }

  @Override
  public FormulaParts not(Formula operand) {
    return operand.match(this);
  }

  @Override
  public FormulaParts call(Function function, List<Formula> arguments) {
    functions.add(function);
    arguments.forEach(argument -> argument.match(this));
    return this;
  }
}
