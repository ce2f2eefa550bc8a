package org.xiaokang.lake;

import java.io.Serializable;

/**
 * A file of rows that was written into a table's folder: all that the commit needs to know, small
 * enough to be sent to whoever commits. Nobody reads the file before a commit names it.
 *
 * @param table the table's name
 * @param path where it is, relative to the table's folder
 * @param bytes its size; 0 where there was no row, and so no file
 * @param modifiedMillis when it was written, in milliseconds since 1970
 * @param statistics the number of rows, and of the columns that the table is clustered by the
 *     smallest and largest value and the number of nulls, as JSON (Delta's protocol, "Per-file
 *     statistics")
 * @param content what its rows say
 * @param isKept whether an earlier run wrote it, so that versions of the table may have it
 */
public record DataFile(
    String table,
    String path,
    long bytes,
    long modifiedMillis,
    String statistics,
    TableContent content,
    boolean isKept)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The same for a later run, which may name it once more and must never delete it. */
  public DataFile kept() {
    return new DataFile(table, path, bytes, modifiedMillis, statistics, content, true);
  }

  /** The number of its rows. */
  public long rows() {
    return content.rows();
  }

  /** Whether there is no row in it, and so no file. */
  boolean isEmpty() {
    return rows() == 0;
  }
}
