package org.xiaokang.tables;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Tables by name: a release of the lake, or a map in a test. */
@FunctionalInterface
public interface Tables {
  /**
   * The rows of a table.
   *
   * @throws org.xiaokang.catalogue.XiaokangException if there is no table of that name, listing
   *     those there are
   */
  Dataset<Row> table(String name);
}
