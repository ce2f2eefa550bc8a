package org.xiaokang.compare;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.spark.sql.Row;

/** Rows made while they are asked for, so that those of a large table are never all in memory. */
final class Lazily {
  private Lazily() {}

  /** The rows of each item, one item after the other. */
  static <T> Iterator<Row> each(Iterable<T> items, Function<T, Iterator<Row>> rows) {
    Iterator<T> left = items.iterator();
    return new Iterator<>() {
      private Iterator<Row> current = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!current.hasNext() && left.hasNext()) {
          current = rows.apply(left.next());
        }
        return current.hasNext();
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return current.next();
      }
    };
  }

  /** One row for each number from 0. */
  static Iterator<Row> rows(int count, IntFunction<Row> row) {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < count;
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return row.apply(next++);
      }
    };
  }
}
