package org.xiaokang.reader;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are all there.
 *
 * @param columns the columns
 * @param rows the rows
 */
public record ListedRows(List<ResultColumn> columns, List<List<@Nullable Object>> rows)
    implements QueryRows {
  /** Keeps copies of the lists. */
  public ListedRows {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  @Override
  public void each(Consumer<List<@Nullable Object>> row) {
    rows.forEach(row);
  }

  @Override
  public List<List<@Nullable Object>> first(int most) {
    return rows.subList(0, Math.min(most, rows.size()));
  }
}
