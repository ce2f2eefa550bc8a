package org.xiaokang.compare;

import java.util.Iterator;

/**
 * Takes one measure.
 *
 * @param <R> a row of the measure's table
 */
@FunctionalInterface
interface Comparer<R> {
  /** The rows, made while they are asked for. */
  Iterator<R> compare(Subject subject);
}
