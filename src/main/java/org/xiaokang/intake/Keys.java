package org.xiaokang.intake;

import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.trim;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;

/**
 * The one way names, symbols and codes are made comparable: full-width ASCII becomes half-width,
 * blanks of any kind collapse to one space, the ends are trimmed, letters are lower case.
 */
public final class Keys {
  private static final String FULL_WIDTH = fullWidth();
  private static final String HALF_WIDTH = halfWidth();

  private static final Pattern BLANKS =
      Pattern.compile("[\\s\\u00A0\\u2000-\\u200B\\u3000\\uFEFF]+");

  private Keys() {}

  /** The key of a text, the same as {@link #key(Column)} gives. */
  public static String key(String text) {
    StringBuilder half = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int at = FULL_WIDTH.indexOf(text.charAt(i));
      half.append(at < 0 ? text.charAt(i) : HALF_WIDTH.charAt(at));
    }
    String spaced = BLANKS.matcher(half).replaceAll(" ");
    return spaced.strip().toLowerCase(Locale.ROOT);
  }

  /** The key of a text column, the same as {@link #key(String)} gives; null stays null. */
  public static Column key(Column text) {
    return lower(
        trim(regexp_replace(translate(text, FULL_WIDTH, HALF_WIDTH), BLANKS.pattern(), " ")));
  }

  private static String fullWidth() {
    StringBuilder all = new StringBuilder();
    for (char c = '\uFF01'; c <= '\uFF5E'; c++) {
      all.append(c);
    }
    return all.toString();
  }

  private static String halfWidth() {
    StringBuilder all = new StringBuilder();
    for (char c = '!'; c <= '~'; c++) {
      all.append(c);
    }
    return all.toString();
  }
}
