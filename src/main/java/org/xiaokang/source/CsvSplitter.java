package org.xiaokang.source;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a CSV text into rows and rows into cells. Blank lines and comments are no rows; every other
 * line stands in one.
 *
 * <p>A row is malformed if it has not as many cells as the header, if a quote is opened and not
 * closed, or if a cell holds lines with as many separators as a row: one such line, or of a table
 * of few columns nothing but such lines. Where a row over several lines is malformed for another
 * reason than the number of its cells, the quote that it opens is taken for a slip: its first line
 * alone is malformed, and the next line begins a row. So one quote too many costs one line, and
 * never makes one row of the cells of two. For the same reason a row goes over {@link
 * CsvCells#MOST_LINES} line ends at most.
 */
final class CsvSplitter implements Splitter {
  /** Notes have commas, too: one line of fewer separators in a cell says nothing. */
  private static final int TELLING_SEPARATORS = 3;

  private final CharWindow window;
  private final CsvFormat format;
  private final LineEnd lineEnd;
  private final int columns;
  private final boolean[] lineEnds;
  private final boolean[] lineEndsAndQuotes;
  private final CsvCells cells;
  private long firstLine;
  private long nextLine;
  private int passed;
  private boolean isMalformed;

  /**
   * Starts at the beginning of a row.
   *
   * @param lineEnd what ends the lines of the file
   * @param columns how many cells a row has; 0 where that is not known
   * @param line the number of the line that the text begins with
   */
  CsvSplitter(CharWindow window, CsvFormat format, LineEnd lineEnd, int columns, long line) {
    this.window = window;
    this.format = format;
    this.lineEnd = lineEnd;
    this.columns = columns;
    this.firstLine = line;
    this.nextLine = line;
    this.lineEnds = Characters.of('\n', '\r', lineEnd.first());
    this.lineEndsAndQuotes = Characters.of('\n', '\r', lineEnd.first(), format.quote());
    this.cells = new CsvCells(window, format, lineEnd);
  }

  @Override
  public boolean next() throws IOException {
    window.pass(passed);
    passed = 0;
    while (window.has(0)) {
      int skipped = skipped();
      if (skipped == 0) {
        read();
        return true;
      }
      window.pass(skipped);
      nextLine++;
    }
    return false;
  }

  /** A line without a quote, which most are, is a row or none, but no part of one. */
  @Override
  public boolean nextPlace() throws IOException {
    window.pass(passed);
    passed = 0;
    int end = window.find(0, lineEndsAndQuotes);
    while (window.has(end)) {
      int ends = lineEnd.length(window, end);
      if (ends > 0) {
        firstLine = nextLine;
        nextLine++;
        passed = end + ends;
        return true;
      }
      if (window.at(end) == format.quote()) {
        break;
      }
      end = window.find(end + 1, lineEndsAndQuotes);
    }
    return next();
  }

  private void read() throws IOException {
    cells.read(format.multiLine());
    if (cells.linesWithin() > 0 && (cells.isBroken() || holdsRow())) {
      cells.read(false);
    }
    isMalformed = cells.isBroken() || (columns > 0 && cells.count() != columns);
    firstLine = nextLine;
    nextLine += cells.linesWithin() + 1L;
    passed = cells.lengthWithEnd();
  }

  /** How many characters a line has, its end included, if it is no row; else 0. */
  private int skipped() throws IOException {
    boolean isComment = format.comment() != '\0' && window.at(0) == format.comment();
    boolean mayBeBlank = format.trimsLeading() || !format.multiLine();
    int end = 0;
    while (window.has(end) && lineEnd.length(window, end) == 0) {
      if (isComment) {
        end = window.find(end + 1, lineEnds);
      } else if (mayBeBlank && window.at(end) <= ' ' && !isSeparator(end)) {
        end++;
      } else {
        return 0;
      }
    }
    return end + (window.has(end) ? lineEnd.length(window, end) : 0);
  }

  /** A blank may be a separator: rows of a table with tabs may begin with one. */
  private boolean isSeparator(int position) throws IOException {
    String separator = format.separator();
    return window.has(position + separator.length() - 1)
        && window.text(position, position + separator.length()).equals(separator);
  }

  /** Whether a cell holds a line that looks like a row, which a quote not closed has swallowed. */
  private boolean holdsRow() {
    for (int i = 0; i < cells.count() && columns > 1; i++) {
      String cell = cells.text(i);
      if (columns > TELLING_SEPARATORS ? holdsLine(cell) : holdsOnlyLines(cell)) {
        return true;
      }
    }
    return false;
  }

  private boolean holdsLine(String cell) {
    for (int end = cell.indexOf('\n'); end >= 0; end = cell.indexOf('\n', end + 1)) {
      if (separators(cell, end + 1) >= columns - 1) {
        return true;
      }
    }
    return false;
  }

  /** The last line is cut by the quote that ends the cell: it counts where there is no other. */
  private boolean holdsOnlyLines(String cell) {
    int first = cell.indexOf('\n');
    if (first < 0) {
      return false;
    }
    int last = cell.lastIndexOf('\n');
    if (first == last) {
      return separators(cell, first + 1) == columns - 1;
    }
    for (int end = first; end < last; end = cell.indexOf('\n', end + 1)) {
      if (separators(cell, end + 1) != columns - 1) {
        return false;
      }
    }
    return true;
  }

  /** How many separators stand in a line of a cell. */
  private int separators(String cell, int begin) {
    String separator = format.separator();
    int end = cell.indexOf('\n', begin);
    int found = 0;
    int at = cell.indexOf(separator, begin);
    while (at >= 0 && (end < 0 || at < end)) {
      found++;
      at = cell.indexOf(separator, at + separator.length());
    }
    return found;
  }

  /** How many cells the row has. */
  int cells() {
    return cells.count();
  }

  /** A cell; null where it has no value. */
  @Nullable String cell(int i) {
    return cells.cell(i);
  }

  /** Whether the row is no row of this table; its cells mean nothing then. */
  boolean isMalformed() {
    return isMalformed;
  }

  @Override
  public long firstLine() {
    return firstLine;
  }

  @Override
  public long lastLine() {
    return nextLine - 1;
  }

  @Override
  public long position() {
    return window.passed();
  }

  @Override
  public String text() {
    return window.text(0, cells.length());
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
