package org.xiaokang.source;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.config.Source;

/**
 * Where the files of a source are, as the driver finds them.
 *
 * @param input the files
 * @param opener opens them, here and in tasks
 * @param folderCells what their folders say
 */
record SourceFolder(InputFiles input, FileOpener opener, FolderCells folderCells) {
  static SourceFolder of(SparkSession spark, Source source) throws IOException {
    Configuration configuration = new Configuration(spark.sparkContext().hadoopConfiguration());
    source.options().forEach(configuration::set); // they may say how a file system is reached
    InputFiles input = InputFiles.of(configuration, source);
    return new SourceFolder(input, new FileOpener(configuration), FolderCells.of(spark, input));
  }

  /** Of files those that are asked for. */
  static List<FileRange> wanted(List<FileRange> files, Optional<Set<String>> names) {
    return names
        .map(some -> files.stream().filter(file -> some.contains(file.file())).toList())
        .orElse(files);
  }
}
