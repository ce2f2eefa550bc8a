package org.xiaokang.lake;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row in a message: enough of it to find it again. */
final class RowText {
  private static final int LONGEST_CELL = 40;
  private static final int LONGEST_ROW = 600;

  private RowText() {}

  /** The cells that are there, each with its column's name. */
  static String of(List<String> names, @Nullable Object[] cells) {
    List<String> told = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      Object cell = cells[i];
      if (cell != null) {
        told.add(names.get(i) + " " + of(cell));
      }
    }
    return cut(String.join(", ", told), LONGEST_ROW);
  }

  /** A cell, cut where it is long. */
  static String of(Object cell) {
    return cut(String.valueOf(cell), LONGEST_CELL);
  }

  private static String cut(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest)) + "...";
  }
}
