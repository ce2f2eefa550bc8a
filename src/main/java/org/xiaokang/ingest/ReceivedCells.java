package org.xiaokang.ingest;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A row's cells by its own columns, in their order: a map that is never changed. Rows of one source
 * share their columns, and most rows are never asked for a cell by its name.
 */
public final class ReceivedCells extends AbstractMap<String, @Nullable String>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String[] columns;
  private final @Nullable String[] cells;

  /**
   * The cells of a row; both arrays are this one's from now on.
   *
   * @param columns the columns, none of them twice
   * @param cells a cell for each
   * @throws IllegalArgumentException if there are not as many of both
   */
  public ReceivedCells(String[] columns, @Nullable String[] cells) {
    if (columns.length != cells.length) {
      throw new IllegalArgumentException(
          "a row has %d cells for %d columns".formatted(cells.length, columns.length));
    }
    this.columns = columns;
    this.cells = cells;
  }

  /** The same as a map, in its order. */
  static ReceivedCells copyOf(Map<String, @Nullable String> map) {
    return map instanceof ReceivedCells same
        ? same
        : new ReceivedCells(
            map.keySet().toArray(String[]::new), map.values().toArray(String[]::new));
  }

  @Override
  public int size() {
    return columns.length;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super @Nullable String> action) {
    for (int i = 0; i < columns.length; i++) {
      action.accept(columns[i], cells[i]);
    }
  }

  @Override
  public Set<Map.Entry<String, @Nullable String>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return columns.length;
      }

      @Override
      public Iterator<Map.Entry<String, @Nullable String>> iterator() {
        return new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < columns.length;
          }

          @Override
          public Map.Entry<String, @Nullable String> next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            int at = next++;
            return new SimpleImmutableEntry<>(columns[at], cells[at]);
          }
        };
      }
    };
  }
}
