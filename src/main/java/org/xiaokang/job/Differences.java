package org.xiaokang.job;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What differs between two tables of the same columns. */
final class Differences {
  private Differences() {}

  /** The rows that one of them has and the other has not, or has less often. */
  static Dataset<Row> of(Dataset<Row> before, Dataset<Row> after) {
    return before.exceptAll(after).union(after.exceptAll(before));
  }
}
