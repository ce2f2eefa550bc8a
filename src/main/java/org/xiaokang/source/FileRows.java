package org.xiaokang.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.ReceivedRow;

/** The rows of a task's ranges, one range after the other. */
final class FileRows extends QueuedRows {
  /** What becomes of a record. */
  interface RecordReader {
    /** Starts with a range; what is returned goes on to each of its records. */
    Splitter begin(CharWindow window, FileRange range) throws IOException;

    /** Takes the record that the range's splitter has come to. */
    void read(FileRange range);
  }

  /** A range that is being read. */
  private record Open(FileRange range, CharWindow window, Splitter records) {}

  private final Iterator<FileRange> ranges;
  private final FileOpener opener;
  private final SourceErrors errors;
  private final RecordReader reader;
  private @Nullable Open open;

  /**
   * Starts before the first range.
   *
   * @param reader given where it puts its rows
   */
  FileRows(
      Iterator<FileRange> ranges,
      FileOpener opener,
      SourceErrors errors,
      Function<Consumer<ReceivedRow>, RecordReader> reader) {
    this.ranges = ranges;
    this.opener = opener;
    this.errors = errors;
    this.reader = reader.apply(this::add);
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.addTaskCompletionListener(
          done -> {
            close();
          });
    }
  }

  @Override
  boolean readOn() {
    Open current = open;
    if (current == null) {
      if (!ranges.hasNext()) {
        return false;
      }
      open = begun(ranges.next());
      return true;
    }
    if (hasRecord(current)) {
      reader.read(current.range());
    } else {
      close();
    }
    return true;
  }

  private Open begun(FileRange range) {
    try {
      CharWindow window = opener.open(range);
      return new Open(range, window, reader.begin(window, range));
    } catch (IOException | RuntimeException e) {
      throw errors.unreadable(range.file(), e);
    }
  }

  private boolean hasRecord(Open current) {
    try {
      return current.records().next();
    } catch (IOException e) {
      throw errors.unreadable(current.range().file(), current.records().lastLine(), e);
    }
  }

  private void close() {
    Open closed = open;
    open = null;
    if (closed != null) {
      try {
        closed.window().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
