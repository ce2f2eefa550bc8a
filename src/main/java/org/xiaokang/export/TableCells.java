package org.xiaokang.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xiaokang.reader.CellText;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.TableColumn;

/**
 * The rows of a table as text, in one order whatever the order they lie in.
 *
 * @param release the release
 * @param table the table's name
 */
record TableCells(ReleaseReader release, String table) {
  private static final List<String> WHOLE = List.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT");

  /** What the dictionary says of each column, in order. */
  List<Dictionary.Column> columns() {
    List<Dictionary.Column> columns = new ArrayList<>();
    for (TableColumn column : release.columns(table)) {
      columns.add(
          new Dictionary.Column(table, column.name(), type(column.type()), column.comment()));
    }
    return columns;
  }

  /** Gives the rows one by one, sorted by their columns from the left. */
  void each(Consumer<List<@Nullable String>> row) {
    String order =
        release.columns(table).stream()
            .map(c -> isJson(c.type()) ? name(c) + "::VARCHAR" : name(c))
            .map(column -> column + " NULLS FIRST")
            .collect(Collectors.joining(", "));
    release.each(
        List.of(table),
        "SELECT * FROM \"" + table + "\" ORDER BY " + order,
        cells -> row.accept(cells.cells().values().stream().map(CellText::exact).toList()));
  }

  private static String name(TableColumn column) {
    return '"' + column.name().replace("\"", "\"\"") + '"';
  }

  private static boolean isJson(String type) {
    return type.endsWith("[]") || type.startsWith("MAP") || type.startsWith("STRUCT");
  }

  private static String type(String type) {
    if (isJson(type)) {
      return "json";
    }
    if (WHOLE.contains(type)) {
      return "integer";
    }
    return switch (type) {
      case "DOUBLE", "FLOAT" -> "number";
      case "DATE", "BOOLEAN" -> type.toLowerCase(Locale.ROOT);
      case "TIMESTAMP" -> "time";
      default -> type.startsWith("DECIMAL") ? "number" : "text";
    };
  }
}
