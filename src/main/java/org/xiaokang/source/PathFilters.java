package org.xiaokang.source;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.catalyst.util.CaseInsensitiveMap$;
import org.apache.spark.sql.execution.datasources.PathFilterFactory;
import org.apache.spark.sql.execution.datasources.PathFilterStrategy;
import scala.jdk.javaapi.CollectionConverters;

/** Spark's options that choose among files. */
final class PathFilters {
  private static final List<String> NAMES =
      List.of("pathGlobFilter", "modifiedBefore", "modifiedAfter");

  private PathFilters() {}

  /**
   * The files that the options leave; no class of Spark's is loaded where none is set.
   *
   * @param options by names whose case does not count
   */
  static List<FileStatus> chosen(List<FileStatus> files, Map<String, String> options) {
    return NAMES.stream().noneMatch(options::containsKey) ? files : filtered(files, options);
  }

  private static List<FileStatus> filtered(List<FileStatus> files, Map<String, String> options) {
    List<PathFilterStrategy> filters =
        CollectionConverters.asJava(
            PathFilterFactory.create(
                CaseInsensitiveMap$.MODULE$.apply(
                    scala.collection.immutable.Map$.MODULE$.from(
                        CollectionConverters.asScala(options)))));
    return files.stream()
        .filter(file -> filters.stream().allMatch(filter -> filter.accept(file)))
        .toList();
  }
}
