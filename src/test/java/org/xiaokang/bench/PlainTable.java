package org.xiaokang.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of plain text: the first column to the left, the others, numbers, to the right. */
final class PlainTable {
  private static final double MIB = 1 << 20;

  private final List<List<String>> rows = new ArrayList<>();

  PlainTable(String... header) {
    rows.add(List.of(header));
  }

  /** Adds a row; there is a cell for each column. */
  PlainTable row(String... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(
          "a row has %d cells, expected %d as in %s"
              .formatted(cells.length, rows.get(0).size(), rows.get(0)));
    }
    rows.add(List.of(cells));
    return this;
  }

  /** Adds a row and prints it at once: a table may take hours. */
  void tell(PrintStream at, String... cells) {
    row(cells);
    at.println("bench: " + String.join("  ", cells));
  }

  static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }

  static String hundredths(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f", bytes / MIB);
  }

  /** Mebibytes of a size that may not be known. */
  static String known(long bytes) {
    return bytes > 0 ? String.format(Locale.ROOT, "%,.0f", bytes / MIB) : "?";
  }

  List<String> lines() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String gap = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? row.get(i) + gap : "  " + gap + row.get(i));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
