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
