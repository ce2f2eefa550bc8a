package org.xiaokang.reader;

import java.util.List;

/**
 * A Parquet file of a table.
 *
 * @param uri where it is, as Hadoop writes paths: a blank is a blank
 * @param bytes its size
 * @param modifiedMillis when it was written, in milliseconds since 1970
 * @param deleted numbers of the rows that are marked deleted, counted from 0 within the file
 */
record DataFile(String uri, long bytes, long modifiedMillis, List<Long> deleted) {
  /** Keeps a copy. */
  DataFile {
    deleted = List.copyOf(deleted);
  }
}
