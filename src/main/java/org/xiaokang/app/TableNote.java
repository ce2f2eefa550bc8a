package org.xiaokang.app;

/**
 * How a person gets what the last line of a table says is left out.
 *
 * @param moreRows where there are more rows than the limit
 * @param allDigits where numbers are rounded
 */
record TableNote(String moreRows, String allDigits) {
  /** After a command of the shell. */
  static final TableNote SHELL =
      new TableNote("more with --limit", "all of them with --format csv");

  /** At the prompt. */
  static final TableNote PROMPT =
      new TableNote("more with \\limit", "all of them with \\format csv");
}
