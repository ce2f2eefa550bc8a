package org.xiaokang.catalogue;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The one way names, symbols and codes are made comparable: full-width ASCII becomes half-width,
 * blanks of any width collapse to one space, the ends are trimmed, the letters A to Z are lower
 * case (other scripts stay as they are).
 */
public final class NameKey {
  /** What people leave around a figure: blanks of every width, and marks of no width. */
  public static final String BLANKS =
      " \t\n\u000B\f\r\u0085\u00A0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
          + "\u200A\u200B\u202F\u3000\uFEFF";

  /** Full-width ASCII. */
  public static final String FULL_WIDTH = range('\uFF01', '\uFF5E');

  /** The same characters, half-width. */
  public static final String HALF_WIDTH = range('!', '~');

  /** Every character that a key has another for. */
  public static final String FROM = FULL_WIDTH + range('A', 'Z');

  /** What a key has for them, one for one. */
  public static final String TO = (HALF_WIDTH + range('A', 'Z')).toLowerCase(Locale.ROOT);

  private static final Pattern BLANK = Pattern.compile("[" + BLANKS + "]+");

  private NameKey() {}

  /** The key of a text: texts with one key are one name. */
  public static String of(String text) {
    if (isKey(text)) {
      return text;
    }
    StringBuilder half = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      half.append((char) plain(text.charAt(i)));
    }
    return BLANK.matcher(half).replaceAll(" ").strip();
  }

  /** Most keys are written as such; one look is cheaper than three copies. */
  private static boolean isKey(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isAscii = c > ' ' && c <= '~';
      boolean stays = isAscii ? c < 'A' || c > 'Z' : c > '\u3000' && c < '\uFEFF';
      if (!stays) {
        return false;
      }
    }
    return true;
  }

  /** A text without the blanks around it. */
  public static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    boolean usual = c > ' ' && c < '\u0085';
    return !usual && BLANKS.indexOf(c) >= 0;
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
