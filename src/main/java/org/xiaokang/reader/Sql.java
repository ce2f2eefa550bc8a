package org.xiaokang.reader;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names and texts as DuckDB's SQL writes them. */
public final class Sql {
  private Sql() {}

  /** A name of a table or column, whatever characters it has. */
  public static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text. */
  public static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A list of texts. */
  public static String texts(Collection<String> texts) {
    return texts.stream().map(Sql::text).collect(Collectors.joining(", ", "[", "]"));
  }

  /** A query that gives rows that are all there: texts, numbers and nulls. */
  public static String values(ListedRows rows) {
    String names =
        rows.columns().stream()
            .map(column -> name(column.name()))
            .collect(Collectors.joining(", "));
    if (rows.rows().isEmpty()) {
      return rows.columns().stream()
          .map(
              column ->
                  "NULL::"
                      + (column.isNumber() ? "DOUBLE" : "VARCHAR")
                      + " AS "
                      + name(column.name()))
          .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    }
    return rows.rows().stream()
        .map(row -> row.stream().map(Sql::literal).collect(Collectors.joining(", ", "(", ")")))
        .collect(Collectors.joining(", ", "SELECT * FROM (VALUES ", ") AS listed(" + names + ")"));
  }

  private static String literal(@Nullable Object cell) {
    if (cell == null) {
      return "NULL";
    }
    String text = String.valueOf(CellText.exact(cell));
    return cell instanceof Double ? text + "::DOUBLE" : cell instanceof Number ? text : text(text);
  }
}
