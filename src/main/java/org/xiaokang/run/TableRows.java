package org.xiaokang.run;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import org.xiaokang.reader.TablePart;
import org.xiaokang.reader.TableRow;

/** The rows of files of a table, read in a task: no query of Spark's. */
final class TableRows implements Iterator<TableRow> {
  private final Iterator<TablePart> parts;
  private TablePart.@Nullable Rows rows;

  /** The rows of one file after the other. */
  TableRows(Iterator<TablePart> parts) {
    this.parts = parts;
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> close());
  }

  /** The files of a table, each for a task of its own. */
  static JavaRDD<TablePart> parts(JavaSparkContext spark, List<TablePart> parts) {
    return parts.isEmpty() ? spark.emptyRDD() : spark.parallelize(parts, parts.size());
  }

  @Override
  public boolean hasNext() {
    while (rows == null || !rows.hasNext()) {
      if (!parts.hasNext()) {
        return false;
      }
      rows = parts.next().rows(TaskFiles.hadoop());
    }
    return true;
  }

  @Override
  public TableRow next() {
    if (!hasNext() || rows == null) {
      throw new NoSuchElementException();
    }
    return rows.next();
  }

  private void close() {
    if (rows != null) {
      rows.close();
    }
  }
}
