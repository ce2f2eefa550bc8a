package org.xiaokang.source;

import java.io.Serializable;
import java.nio.charset.Charset;

/** How the files of a source are cut into records. */
sealed interface RecordFormat extends Serializable {
  /** Cuts a range, whose first record begins at the window's mark. */
  Splitter splitter(CharWindow window, FileRange range);

  /** Whether a file's records can be told from its bytes, each read as a character. */
  boolean isByByte(FileRange file);

  /**
   * Rows of cells.
   *
   * @param format how they are written
   * @param columns how many cells a row has
   */
  record Rows(CsvFormat format, int columns) implements RecordFormat {
    private static final long serialVersionUID = 1L;

    @Override
    public CsvSplitter splitter(CharWindow window, FileRange range) {
      return new CsvSplitter(window, format, range.lineEnd(), columns, range.firstLine());
    }

    @Override
    public boolean isByByte(FileRange file) {
      TextStart start = start(file);
      return format.separator().chars().allMatch(c -> start.keeps((char) c))
          && start.keeps(format.quote())
          && start.keeps(format.escape())
          && start.keeps(format.escapeOfEscape())
          && start.keeps(format.comment())
          && endsByByte(start, file.lineEnd());
    }
  }

  /** Lines, each of which is a record. */
  record Lines() implements RecordFormat {
    private static final long serialVersionUID = 1L;

    @Override
    public LineSplitter splitter(CharWindow window, FileRange range) {
      return new LineSplitter(window, range.lineEnd(), range.firstLine());
    }

    @Override
    public boolean isByByte(FileRange file) {
      return endsByByte(start(file), file.lineEnd());
    }
  }

  private static TextStart start(FileRange file) {
    return new TextStart(Charset.forName(file.charset()), 0);
  }

  private static boolean endsByByte(TextStart start, LineEnd lineEnd) {
    return start.keeps('\n') && start.keeps(lineEnd.first()) && start.keeps(lineEnd.second());
  }
}
