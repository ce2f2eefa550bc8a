package org.xiaokang.block;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The records of one key, which are read when they are asked for.
 *
 * @param <T> the record
 */
public final class Group<T> {
  private final HeldBlocks<T> held;
  private final long key;
  private final int[] records;

  Group(HeldBlocks<T> held, long key, int[] records) {
    this.held = held;
    this.key = key;
    this.records = records;
  }

  /** The key. */
  public long key() {
    return key;
  }

  /** All records. */
  public List<T> all() {
    return read(0, records.length);
  }

  /** The records of each order, the lowest first; only those of one are in memory. */
  public Iterator<List<T>> byOrder() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < records.length;
      }

      @Override
      public List<T> next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        int from = next;
        int order = held.order(records[from]);
        while (next < records.length && held.order(records[next]) == order) {
          next++;
        }
        return read(from, next);
      }
    };
  }

  private List<T> read(int from, int to) {
    List<T> all = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      all.add(held.read(records[i]));
    }
    return all;
  }
}
