package org.xiaokang.catalogue;

import java.text.Normalizer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The one way names, symbols and codes are made comparable: full-width ASCII becomes half-width,
 * blanks of any width collapse to one space and vanish between Chinese characters, marks without
 * width vanish, letters and their accents become one character (Unicode's form C), radicals become
 * the characters they look like, the ends are trimmed, the letters A to Z are lower case (other
 * scripts stay as they are).
 */
public final class NameKey {
  /** Marks without width: joiners, directions, soft hyphens, variations. */
  private static final String NO_WIDTH =
      "\u00AD\u061C\u200B\u200C\u200D\u200E\u200F\u2060\u2061\u2062\u2063\u2064\uFEFF"
          + range('\u202A', '\u202E')
          + range('\u2066', '\u2069')
          + range('\uFE00', '\uFE0F');

  /** What people leave around a figure: blanks of every width, and marks of no width. */
  public static final String BLANKS =
      " \t\n\u000B\f\r\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
          + "\u200A\u202F\u205F\u3000"
          + NO_WIDTH;

  /** Full-width ASCII. */
  public static final String FULL_WIDTH = range('\uFF01', '\uFF5E');

  /** The same characters, half-width. */
  public static final String HALF_WIDTH = range('!', '~');

  private static final Pattern NOTHING = Pattern.compile("[" + NO_WIDTH + "]+");
  private static final Pattern BLANK = Pattern.compile("[" + BLANKS + "]+");
  private static final Pattern BETWEEN_HAN = Pattern.compile("(?<=\\p{IsHan}) (?=\\p{IsHan})");

  /** CJK radicals, which look like characters and are none. */
  private static final char FIRST_RADICAL = '\u2E80';

  private static final char LAST_RADICAL = '\u2FDF';

  private NameKey() {}

  /** The key of a text: texts with one key are one name. */
  public static String of(String text) {
    if (isKey(text)) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    boolean isAscii = true;
    for (int i = 0; i < text.length(); i++) {
      char c = half(text.charAt(i));
      isAscii &= c < 0x80;
      if (c >= 'A' && c <= 'Z') {
        plain.append((char) (c + ('a' - 'A')));
      } else if (c >= FIRST_RADICAL && c <= LAST_RADICAL) {
        plain.append(Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC));
      } else {
        plain.append(c);
      }
    }
    if (isAscii) {
      return BLANK.matcher(plain).replaceAll(" ").strip();
    }
    String composed = Normalizer.normalize(plain, Normalizer.Form.NFC);
    String visible = NOTHING.matcher(composed).replaceAll("");
    String single = BLANK.matcher(visible).replaceAll(" ").strip();
    return BETWEEN_HAN.matcher(single).replaceAll("");
  }

  /** A text with full-width ASCII made half-width, and nothing else changed. */
  static String halfWidth(String text) {
    StringBuilder half = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      half.append(half(text.charAt(i)));
    }
    return half.toString();
  }

  private static char half(char c) {
    return c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - '\uFF01' + '!') : c;
  }

  /** Most keys are written as such; one look is cheaper than three copies. */
  private static boolean isKey(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isAscii = c > ' ' && c <= '~';
      boolean stays = isAscii ? c < 'A' || c > 'Z' : isUnified(c);
      if (!stays) {
        return false;
      }
    }
    return true;
  }

  /** Chinese characters and Korean syllables: nothing is composed of them, and no blank is one. */
  private static boolean isUnified(char c) {
    return (c >= '\u3400' && c <= '\u9FFF') || (c >= '\uAC00' && c <= '\uD7A3');
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

  private static String range(char first, char last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(c -> String.valueOf((char) c))
        .collect(Collectors.joining());
  }
}
