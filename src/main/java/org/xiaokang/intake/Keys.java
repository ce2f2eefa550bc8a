package org.xiaokang.intake;

import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.trim;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;

/**
 * The one way names, symbols and codes are made comparable: full-width ASCII becomes half-width,
 * blanks of any width collapse to one space, the ends are trimmed, letters are lower case.
 */
public final class Keys {
  static final String FULL_WIDTH = range('\uFF01', '\uFF5E');
  static final String HALF_WIDTH = range('!', '~');

  private static final Pattern BLANKS = Pattern.compile("[" + Text.BLANKS + "]+");

  private Keys() {}

  /** The key of a text, the same as {@link #key(Column)} gives. */
  public static String key(String text) {
    String half =
        text.chars()
            .mapToObj(c -> String.valueOf((char) halfWidth(c)))
            .collect(Collectors.joining());
    String spaced = BLANKS.matcher(half).replaceAll(" ");
    return spaced.strip().toLowerCase(Locale.ROOT);
  }

  /** The key of a text column, the same as {@link #key(String)} gives; null stays null. */
  public static Column key(Column text) {
    Column half = translate(text, FULL_WIDTH, HALF_WIDTH);
    return lower(trim(regexp_replace(half, BLANKS.pattern(), " ")));
  }

  private static int halfWidth(int c) {
    int at = FULL_WIDTH.indexOf(c);
    return at < 0 ? c : HALF_WIDTH.charAt(at);
  }

  private static String range(char first, char last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(c -> String.valueOf((char) c))
        .collect(Collectors.joining());
  }
}
