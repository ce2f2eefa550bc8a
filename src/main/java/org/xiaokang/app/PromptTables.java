package org.xiaokang.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.TableColumn;

/**
 * The tables of a release in words.
 *
 * @param release the release
 * @param width columns of the terminal, at which long cells break; 0 where nobody knows
 */
record PromptTables(ReleaseReader release, int width) {
  private static final int LEAST_COMMENT = 30;
  private static final int MOST_TYPE = 28;
  private static final int GAP = 2;

  /** All tables: rows, where the release counts them, and what they hold. */
  List<String> lines() {
    List<List<String>> rows = new ArrayList<>();
    for (String table : release.tables()) {
      rows.add(List.of(table, count(table), release.comment(table)));
    }
    List<String> lines = broken(List.of("table", ">rows", "what it holds"), rows);
    lines.add("\\d TABLE lists the columns of one");
    return lines;
  }

  private String count(String table) {
    Long rows = release.release().rowCounts().get(table);
    return rows == null ? "" : String.format(Locale.ROOT, "%,d", rows);
  }

  /**
   * A table's columns: types and meaning.
   *
   * @throws org.xiaokang.catalogue.XiaokangException if there is no such table, naming the nearest
   */
  List<String> lines(String table) {
    List<String> lines = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (TableColumn column : release.columns(table)) {
      rows.add(List.of(column.name(), column.type(), column.comment()));
    }
    String count = count(table);
    String heading =
        table
            + (count.isEmpty() ? "" : " (" + count + " rows)")
            + (release.comment(table).isBlank() ? "" : ": " + release.comment(table));
    lines.addAll(TextTable.broken(heading, width == 0 ? Integer.MAX_VALUE : width));
    lines.addAll(broken(List.of("column", "type", "meaning"), rows));
    return lines;
  }

  /** A table of three columns, the last two broken so that a line fits the terminal. */
  private List<String> broken(List<String> header, List<List<String>> rows) {
    int forSecond = width == 0 ? Integer.MAX_VALUE : MOST_TYPE;
    int before = widest(header, rows, 0) + Math.min(widest(header, rows, 1), forSecond) + 2 * GAP;
    int forLast = width == 0 ? Integer.MAX_VALUE : Math.max(LEAST_COMMENT, width - before);
    TextTable table = new TextTable(header);
    for (List<String> row : rows) {
      List<String> types = TextTable.broken(row.get(1), forSecond);
      List<String> comments = TextTable.broken(row.get(2), forLast);
      for (int i = 0; i < Math.max(types.size(), comments.size()); i++) {
        table.add(List.of(i == 0 ? row.get(0) : "", part(types, i), part(comments, i)));
      }
    }
    return table.lines();
  }

  private static int widest(List<String> header, List<List<String>> rows, int column) {
    return Stream.concat(Stream.of(header), rows.stream())
        .mapToInt(row -> TextTable.width(row.get(column)))
        .max()
        .orElse(0);
  }

  private static String part(List<String> parts, int i) {
    return i < parts.size() ? parts.get(i) : "";
  }
}
