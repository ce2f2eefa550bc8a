package org.xiaokang.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xiaokang.reader.CellText;
import org.xiaokang.reader.QueryRows;
import org.xiaokang.reader.QueryRows.ResultColumn;

/** How rows are printed. */
enum RowFormat {
  /** For a terminal: aligned, numbers rounded. */
  TABLE {
    @Override
    void print(QueryRows rows, int most, TableNote note, PrintWriter out) {
      TextTable.of(rows, most, note).forEach(out::println);
    }
  },
  /** By RFC 4180 but for the line ends, which are those of a terminal; every digit. */
  CSV {
    @Override
    void print(QueryRows rows, int most, TableNote note, PrintWriter out) {
      out.println(record(rows.columns().stream().map(ResultColumn::name).toList()));
      rows.each(row -> out.println(record(texts(row))));
    }
  },
  /** An object a line; every digit. */
  JSON {
    @Override
    void print(QueryRows rows, int most, TableNote note, PrintWriter out) {
      rows.each(row -> out.println(CellText.json(QueryRows.named(rows.columns(), row))));
    }
  },
  /** A file with types, which the reader writes itself. */
  PARQUET {
    @Override
    void print(QueryRows rows, int most, TableNote note, PrintWriter out) {
      throw new IllegalStateException("a Parquet file is no text");
    }
  };

  /**
   * Prints rows.
   *
   * @param most how many of them, in a table
   * @param note how to get what a table leaves out
   */
  abstract void print(QueryRows rows, int most, TableNote note, PrintWriter out);

  private static List<String> texts(List<@Nullable Object> row) {
    return row.stream()
        .map(
            cell -> {
              String text = CellText.exact(cell);
              return text == null ? "" : text;
            })
        .toList();
  }

  private static String record(List<String> cells) {
    return cells.stream().map(RowFormat::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
