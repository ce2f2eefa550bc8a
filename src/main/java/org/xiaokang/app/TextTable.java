package org.xiaokang.app;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.reader.CellText;
import org.xiaokang.reader.QueryRows;

/** A table for the terminal, aligned also where characters are two columns wide. */
final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Boolean> rightAligned = new ArrayList<>();

  /** Columns whose name begins with {@code >} are aligned to the right. */
  TextTable(List<String> header) {
    List<String> names = new ArrayList<>();
    for (String name : header) {
      rightAligned.add(name.startsWith(">"));
      names.add(name.startsWith(">") ? name.substring(1) : name);
    }
    rows.add(names);
  }

  /**
   * The lines of a result; the last one says how many rows of it they show, and whether a number
   * has more digits than are shown.
   */
  static List<String> of(QueryRows result, int limit) {
    return of(result, limit, TableNote.SHELL);
  }

  /** The same, with another note on what is left out. */
  static List<String> of(QueryRows result, int limit, TableNote note) {
    TextTable table =
        new TextTable(
            result.columns().stream().map(c -> c.isNumber() ? ">" + c.name() : c.name()).toList());
    List<List<@Nullable Object>> rows = result.first(limit + 1);
    boolean rounded = false;
    for (List<@Nullable Object> row : rows.subList(0, Math.min(limit, rows.size()))) {
      table.add(row.stream().map(CellText::rounded).toList());
      rounded |= row.stream().anyMatch(CellText::isRounded);
    }
    List<String> lines = new ArrayList<>(table.lines());
    String shown =
        rows.size() > limit
            ? "the first " + limit + " rows; " + note.moreRows()
            : rows.size() + (rows.size() == 1 ? " row" : " rows");
    lines.add(
        "("
            + shown
            + (rounded ? "; numbers to ten significant digits, " + note.allDigits() : "")
            + ")");
    return lines;
  }

  void add(List<String> cells) {
    rows.add(cells);
  }

  List<String> lines() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      lines.add(line(row, widths));
      if (lines.size() == 1) {
        lines.add(rule(widths));
      }
    }
    return lines;
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String blank = " ".repeat(widths[i] - width(row.get(i)));
      line.append(i == 0 ? "" : "  ");
      line.append(rightAligned.get(i) ? blank + row.get(i) : row.get(i) + blank);
    }
    return line.toString().stripTrailing();
  }

  private static String rule(int[] widths) {
    List<String> rules = new ArrayList<>();
    for (int width : widths) {
      rules.add("-".repeat(width));
    }
    return String.join("  ", rules);
  }

  /** Columns on a terminal: East Asian wide and full-width characters take two (UAX #11). */
  static int width(String text) {
    return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
  }

  /**
   * A text in lines of at most {@code room} columns, divided at blanks; a word longer than that
   * stands in a line of its own.
   */
  static List<String> broken(String text, int room) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > room) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0xA4CF)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0xFFE0 && c <= 0xFFE6)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }
}
