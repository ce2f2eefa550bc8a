package org.xiaokang.source;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How the rows and cells of a CSV file are written.
 *
 * @param encoding its name; a byte order mark goes before it
 * @param separator what stands between two cells
 * @param quote what stands around a cell that holds a separator, a quote or a line's end; 0: none
 * @param escape what stands before a quote within quotes; 0: none
 * @param escapeOfEscape what stands before an escape that is no escape; 0: nothing can
 * @param comment what a line begins with that is no row; 0: none
 * @param header whether the first row has the columns' names
 * @param multiLine whether a cell within quotes may hold line ends
 * @param lineEnd what ends a line; null: what the file's first line ends with
 * @param trimsLeading whether blanks before a cell are none of it
 * @param trimsTrailing whether blanks after a cell without quotes are none of it
 * @param nullText the text of a cell that stands for no value, as a cell without text does
 * @param emptyText the text of a cell of two quotes
 * @param strayQuote what becomes of a cell whose closing quote is followed by more
 */
record CsvFormat(
    String encoding,
    String separator,
    char quote,
    char escape,
    char escapeOfEscape,
    char comment,
    boolean header,
    boolean multiLine,
    @Nullable LineEnd lineEnd,
    boolean trimsLeading,
    boolean trimsTrailing,
    String nullText,
    String emptyText,
    StrayQuote strayQuote)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What becomes of a cell within quotes that goes on after its closing quote. */
  enum StrayQuote {
    /** The cell is its text as it stands, quotes and all, to the next separator. */
    STOP_AT_DELIMITER,
    /** The cell goes on to a quote that a separator or the line's end follows. */
    STOP_AT_CLOSING_QUOTE,
    /** The cell has no text. */
    SKIP_VALUE
  }

  /** Whether a quote is escaped by another one. */
  boolean doublesQuotes() {
    return escape == quote;
  }
}
