package org.xiaokang.run;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.util.TaskCompletionListener;
import org.xiaokang.lake.DataFileWriter;
import org.xiaokang.lake.TableSchema;

/** Files of tables that a task writes. */
final class TaskFiles {
  private TaskFiles() {}

  /** Opens a file; if the task fails before it is finished, it is deleted. */
  static <T> DataFileWriter<T> open(String lake, TableSchema<T> table) {
    DataFileWriter<T> file =
        DataFileWriter.open(hadoop(), lake, table, TaskContext.getPartitionId());
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> file.close());
    return file;
  }

  /** The settings of file systems that the run has. */
  static Configuration hadoop() {
    return SparkHadoopUtil.get().conf();
  }
}
