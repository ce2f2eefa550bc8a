package org.xiaokang.compare;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.sql.Row;

/** Takes one measure. */
@FunctionalInterface
interface Comparer extends Serializable {
  /** The rows of the measure's table, made while they are asked for. */
  Iterator<Row> compare(Subject subject);
}
