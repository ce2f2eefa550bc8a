package org.xiaokang.reader;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of a query, whichever engine runs it. Cells are those of {@link TableRow}. */
public interface QueryRows {
  /**
   * A column of a result.
   *
   * @param name its name
   * @param isNumber whether its cells are numbers
   */
  record ResultColumn(String name, boolean isNumber) {}

  /** The columns in order. */
  List<ResultColumn> columns();

  /** A row by the names of the columns; of two columns of one name the later one counts. */
  static StructCell named(List<ResultColumn> columns, List<@Nullable Object> row) {
    StructCell named = new StructCell();
    for (int i = 0; i < row.size(); i++) {
      named.put(columns.get(i).name(), row.get(i));
    }
    return named;
  }

  /**
   * Gives all rows, one by one.
   *
   * @throws org.xiaokang.catalogue.XiaokangException when a row does not fit the query, in the
   *     engine's words
   */
  void each(Consumer<List<@Nullable Object>> row);

  /** The first rows, as many as {@code most}. */
  List<List<@Nullable Object>> first(int most);
}
