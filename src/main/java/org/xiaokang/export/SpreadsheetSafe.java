package org.xiaokang.export;

import java.util.regex.Pattern;

/**
 * Texts that no spreadsheet takes for a formula: what would begin one gets an apostrophe in front
 * (OWASP, CSV Injection). Numbers stay as they are, negative ones too.
 */
public final class SpreadsheetSafe {
  /** Blanks of any width, apostrophes put there before, then a sign that begins a formula. */
  private static final Pattern FORMULA =
      Pattern.compile(
          "^[\\p{Z}\\s\\uFEFF']*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20\\u2212].*", Pattern.DOTALL);

  /** Some programs drop these and read on. */
  private static final Pattern CONTROL = Pattern.compile("^'*[\\t\\r\\n].*", Pattern.DOTALL);

  private static final Pattern NUMBER =
      Pattern.compile("^[+-]?[0-9]+(?:[.,][0-9]+)*(?:[eE][+-]?[0-9]+)?%?$");

  private SpreadsheetSafe() {}

  /**
   * The text, with an apostrophe in front where it needs one. Taking one apostrophe away from a
   * text that is {@linkplain #isChanged changed} gives the text back.
   */
  public static String of(String text) {
    return isChanged(text) ? "'" + text : text;
  }

  /** Whether {@link #of} changes the text. */
  public static boolean isChanged(String text) {
    return (FORMULA.matcher(text).matches() || CONTROL.matcher(text).matches())
        && !NUMBER.matcher(text).matches();
  }
}
