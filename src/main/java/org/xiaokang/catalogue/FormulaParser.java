package org.xiaokang.catalogue;

import java.util.Collection;

/** Turns the text of a formula into its tree; the indicator room has the one that uses Catalyst. */
@FunctionalInterface
public interface FormulaParser {
  /**
   * Parses one formula.
   *
   * @throws FormulaException when the text is no formula or uses what is not allowed
   */
  Formula parse(String text);

  /**
   * The same with constants that have a unit, written as its code with a number: {@code yuan(100)}.
   *
   * @param codes of the units that there are
   */
  default FormulaParser withUnits(Collection<String> codes) {
    return this;
  }
}
