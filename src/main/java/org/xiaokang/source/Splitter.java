package org.xiaokang.source;

import java.io.Closeable;
import java.io.IOException;

/** Cuts a text into records, each of which knows the lines it stands on. */
sealed interface Splitter extends Closeable permits CsvSplitter, LineSplitter {
  /** Goes on to the next record; false where there is none. */
  boolean next() throws IOException;

  /**
   * Goes on to the next place that a record may begin at; false where there is none. What stands
   * there is not looked at closer than that takes: only where it begins can be asked.
   */
  default boolean nextPlace() throws IOException {
    return next();
  }

  /** The first line of the record, from 1. */
  long firstLine();

  /** The last line of the record. */
  long lastLine();

  /** How many characters of the text lie before the record. */
  long position();

  /** The record as it stands, without its last line's end. */
  String text();
}
