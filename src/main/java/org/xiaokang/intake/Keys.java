package org.xiaokang.intake;

import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;

/**
 * The one way names, symbols and codes are made comparable: full-width ASCII becomes half-width,
 * blanks of any width collapse to one space, the ends are trimmed, the letters A to Z are lower
 * case (other scripts stay as they are: Spark's own lower() follows the language of the machine).
 */
public final class Keys {
  static final String FULL_WIDTH = range('\uFF01', '\uFF5E');
  static final String HALF_WIDTH = range('!', '~');

  private static final String FROM = FULL_WIDTH + range('A', 'Z');
  private static final String TO = (HALF_WIDTH + range('A', 'Z')).toLowerCase(Locale.ROOT);

  private static final Pattern BLANKS = Pattern.compile("[" + Blanks.ALL + "]+");

  private static final String NOT_YET_A_KEY = "[A-Z\uFF01-\uFF5E" + Blanks.ALL + "]";

  private Keys() {}

  /** The key of a text, the same as {@link #key(Column)} gives. */
  public static String key(String text) {
    String half =
        text.chars().mapToObj(c -> String.valueOf((char) plain(c))).collect(Collectors.joining());
    String spaced = BLANKS.matcher(half).replaceAll(" ");
    return spaced.strip();
  }

  /** The key of a text column, the same as {@link #key(String)} gives; null stays null. */
  public static Column key(Column text) {
    Column half = translate(text, FROM, TO);
    // Most keys are written as such; one look is cheaper than three copies.
    return when(text.rlike(NOT_YET_A_KEY), trim(regexp_replace(half, BLANKS.pattern(), " ")))
        .otherwise(text);
  }

  private static int plain(int c) {
    int at = FROM.indexOf(c);
    return at < 0 ? c : TO.charAt(at);
  }

  private static String range(char first, char last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(c -> String.valueOf((char) c))
        .collect(Collectors.joining());
  }
}
