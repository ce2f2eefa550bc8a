package org.xiaokang.catalogue;

/** Turns the text of a formula into its tree; the indicator room has the one that uses Catalyst. */
@FunctionalInterface
public interface FormulaParser {
  /**
   * Parses one formula.
   *
   * @throws FormulaException when the text is no formula or uses what is not allowed
   */
  Formula parse(String text);
}
