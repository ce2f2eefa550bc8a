package org.xiaokang.picture;

import java.util.ArrayList;
import java.util.List;

/** Widths of text, estimated: Chinese letters are as wide as they are high, others about half. */
final class Text {
  private static final double NARROW = 0.56;

  private Text() {}

  /** The width at a font size, both in pixels. */
  static double width(String text, double fontSize) {
    return fontSize * text.codePoints().mapToDouble(c -> isWide(c) ? 1 : NARROW).sum();
  }

  /** Lines, broken at blanks and between Chinese characters, none wider than so many pixels. */
  static List<String> wrap(String text, double fontSize, double pixels) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split("(?<= )|(?<=\\p{IsHan})(?=\\p{IsHan})", -1)) {
      if (line.length() > 0 && width(line + word.strip(), fontSize) > pixels) {
        lines.add(line.toString().strip());
        line.setLength(0);
      }
      line.append(word);
    }
    lines.add(line.toString().strip());
    return lines;
  }

  /**
   * The text, or where it is too wide its beginning and its end around a …: names may differ in
   * either.
   *
   * @param fontSize in pixels
   * @param pixels what there is room for
   */
  static String shortened(String text, double fontSize, double pixels) {
    int[] letters = text.codePoints().toArray();
    int from = letters.length * 2 / 3;
    int to = from;
    String shown = text;
    while (width(shown, fontSize) > pixels && to - from < letters.length) {
      if (from > 2 * (letters.length - to)) {
        from--;
      } else {
        to++;
      }
      shown =
          new String(letters, 0, from).stripTrailing()
              + "…"
              + new String(letters, to, letters.length - to).stripLeading();
    }
    return shown;
  }

  /**
   * A name for a legend. lets-plot reserves room as if all letters were narrow and cuts what is
   * wider; blanks at the end make up for it.
   */
  static String withRoom(String text) {
    long wide = text.codePoints().filter(Text::isWide).count();
    return text + "\u00a0".repeat((int) Math.ceil(wide * (1 - NARROW) / NARROW));
  }

  /** East Asian wide characters and full-width forms (UAX #11). */
  private static boolean isWide(int c) {
    return (c >= 0x2E80 && c <= 0xA4CF)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0xFFE0 && c <= 0xFFE6)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }
}
