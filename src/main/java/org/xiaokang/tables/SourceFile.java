package org.xiaokang.tables;

import java.sql.Timestamp;
import java.time.Instant;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * One file of a source as a run found it, or one version of a Delta table.
 *
 * @param source name of the source in the configuration
 * @param path the file, or the table's folder
 * @param sizeBytes its size; of a Delta table the size of its version's files
 * @param modifiedAt when it was written last
 * @param checksum what its content is told by: {@code sha256:} and hexadecimal digits, or {@code
 *     version:} and the Delta version
 */
public record SourceFile(
    String source, String path, long sizeBytes, Instant modifiedAt, String checksum) {

  /** A row of the table source_files, first read by the given run. */
  public Row toRow(String runId) {
    return RowFactory.create(source, path, sizeBytes, Timestamp.from(modifiedAt), checksum, runId);
  }

  static SourceFile of(Row row) {
    return new SourceFile(
        row.getAs("source"),
        row.getAs("path"),
        row.<Long>getAs("size_bytes"),
        row.<Timestamp>getAs("modified_at").toInstant(),
        row.getAs("checksum"));
  }

  boolean isSameContent(SourceFile other) {
    return sizeBytes == other.sizeBytes && checksum.equals(other.checksum);
  }
}
