package org.xiaokang.compare;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Rows made while they are asked for, so that those of a large table are never all in memory. */
final class RowIterators {
  private RowIterators() {}

  /** The rows of each item, one item after the other. */
  static <T, R> Iterator<R> each(Iterable<T> items, Function<? super T, Iterator<R>> rows) {
    Iterator<T> left = items.iterator();
    return new Iterator<>() {
      private Iterator<R> current = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!current.hasNext() && left.hasNext()) {
          current = rows.apply(left.next());
        }
        return current.hasNext();
      }

      @Override
      public R next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return current.next();
      }
    };
  }

  /** Another row for each row. */
  static <T, R> Iterator<R> map(Iterator<T> rows, Function<? super T, R> row) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public R next() {
        return row.apply(rows.next());
      }
    };
  }

  /** One row for each number from 0. */
  static <R> Iterator<R> rows(int count, IntFunction<R> row) {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < count;
      }

      @Override
      public R next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return row.apply(next++);
      }
    };
  }
}
