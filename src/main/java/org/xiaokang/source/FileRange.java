package org.xiaokang.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file, or a part of it that begins and ends where records do.
 *
 * @param path where it is opened
 * @param file what rows say they were read from
 * @param from its first byte, from 0
 * @param to the byte behind its last one
 * @param isWhole whether it is all of the file
 * @param firstLine the line that it begins with, from 1
 * @param charset its encoding
 * @param lineEnd what ends its lines
 * @param folderCells the cells that its folders stand for, as in year=2020
 */
record FileRange(
    String path,
    String file,
    long from,
    long to,
    boolean isWhole,
    long firstLine,
    String charset,
    LineEnd lineEnd,
    List<@Nullable String> folderCells)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  FileRange {
    folderCells = Collections.unmodifiableList(new ArrayList<>(folderCells));
  }

  /** A part of the file. */
  FileRange part(long first, long behindLast, long line) {
    return new FileRange(path, file, first, behindLast, false, line, charset, lineEnd, folderCells);
  }

  long bytes() {
    return to - from;
  }
}
