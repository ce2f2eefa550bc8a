package org.xiaokang.tables;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way into a table.
 *
 * @param definition the table
 * @param rows what it shall hold, or hold instead of the rows that {@code where} describes
 * @param where which of the rows that are there go; null: all of them. It must hold for all of
 *     {@code rows}
 */
public record TableWrite(TableDefinition definition, Dataset<Row> rows, @Nullable Column where) {
  /** The whole content of a table. */
  public TableWrite(TableDefinition definition, Dataset<Row> rows) {
    this(definition, rows, null);
  }
}
