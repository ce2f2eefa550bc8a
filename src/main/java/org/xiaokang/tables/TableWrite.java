package org.xiaokang.tables;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows on their way into a table. */
public record TableWrite(TableDefinition definition, Dataset<Row> rows) {}
