package org.xiaokang.source;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one row of a CSV text, from the window's mark on (RFC 4180, with the options of
 * Spark's reader). A quote begins a cell within quotes only where it is the cell's first character.
 */
final class CsvCells {
  /** More lines in one cell than anyone writes; so far a quote's other end is looked for. */
  static final int MOST_LINES = 1000;

  private final CharWindow window;
  private final CsvFormat format;
  private final LineEnd lineEnd;
  private final String separator;
  private final boolean[] cellEnds;
  private final boolean[] quotedEnds;

  private int length;
  private int lengthWithEnd;
  private int linesWithin;
  private boolean isBroken;

  private int count;
  private int[] from = new int[32];
  private int[] to = new int[32];
  private boolean[] quoted = new boolean[32];
  private @Nullable String[] built = new @Nullable String[32];

  // Of a cell within quotes that is being read: what is not as it stands, and where the rest
  // begins.
  private @Nullable StringBuilder text;
  private int kept;
  private boolean crossesLines;

  CsvCells(CharWindow window, CsvFormat format, LineEnd lineEnd) {
    this.window = window;
    this.format = format;
    this.lineEnd = lineEnd;
    this.separator = format.separator();
    char ends = lineEnd.first();
    this.cellEnds = Characters.of(separator.charAt(0), '\n', '\r', ends);
    this.quotedEnds =
        Characters.of(format.quote(), format.escape(), format.escapeOfEscape(), '\n', '\r', ends);
  }

  /**
   * Reads the row.
   *
   * @param spans whether a cell within quotes may go on in the next line
   */
  void read(boolean spans) throws IOException {
    count = 0;
    linesWithin = 0;
    isBroken = false;
    int position = readCell(0, spans);
    while (isSeparator(position)) {
      position = readCell(position + separator.length(), spans);
    }
    length = position;
    lengthWithEnd = position + endAt(position);
  }

  /** Reads a cell; returns the position of what ends it. */
  private int readCell(int start, boolean spans) throws IOException {
    int begin = format.trimsLeading() ? behindBlanks(start) : start;
    if (format.quote() != '\0' && window.has(begin) && window.at(begin) == format.quote()) {
      return readQuoted(begin + 1, spans);
    }
    int end = cellEndFrom(begin);
    add(begin, trimmed(begin, end), false, null);
    return end;
  }

  /** The position of the next separator or line's end, or the text's end. */
  private int cellEndFrom(int position) throws IOException {
    int end = window.find(position, cellEnds);
    while (!endsCell(end)) {
      end = window.find(end + 1, cellEnds);
    }
    return end;
  }

  private int trimmed(int begin, int end) {
    int last = end;
    while (format.trimsTrailing() && last > begin && window.at(last - 1) <= ' ') {
      last--;
    }
    return last;
  }

  /** Reads a cell from behind its opening quote on. */
  private int readQuoted(int begin, boolean spans) throws IOException {
    text = null;
    kept = begin;
    crossesLines = false;
    int position = begin;
    while (true) {
      position = window.find(position, quotedEnds);
      int ends = endAt(position);
      if (!window.has(position) || (ends > 0 && (!spans || linesWithin == MOST_LINES))) {
        isBroken = true;
        add(kept, position, true, text);
        return position;
      }
      int escaped = escaped(position);
      if (ends > 0) {
        position = crossLine(position, ends);
      } else if (escaped > 0) {
        position = replace(position, window.at(escaped), escaped + 1);
      } else if (window.at(position) != format.quote()) {
        position++;
      } else {
        int close = lastQuoteFrom(position);
        position = behindBlanks(close + 1);
        if (endsCell(position)) {
          add(kept, close, true, text);
          return position;
        }
        if (format.strayQuote() != CsvFormat.StrayQuote.STOP_AT_CLOSING_QUOTE) {
          isBroken |= crossesLines;
          return readStray(close, position);
        }
      }
    }
  }

  private int crossLine(int position, int ends) {
    crossesLines = true;
    linesWithin++;
    return lineEnd.isReplaced() ? replace(position, '\n', position + ends) : position + ends;
  }

  /** Puts a character in the place of those up to a position. */
  private int replace(int position, char by, int behind) {
    StringBuilder before = text == null ? new StringBuilder() : text;
    text = before.append(window.text(kept, position)).append(by);
    kept = behind;
    return behind;
  }

  /** Where an escape stands, the position of the character that it stands for; else 0. */
  private int escaped(int position) throws IOException {
    char c = window.at(position);
    if ((c != format.escape() && c != format.escapeOfEscape()) || !window.has(position + 1)) {
      return 0;
    }
    char next = window.at(position + 1);
    boolean isQuote = c == format.escape() && next == format.quote();
    boolean isEscape = c == format.escapeOfEscape() && next == format.escape();
    return isQuote || isEscape ? position + 1 : 0;
  }

  /** Of quotes in a row, where none escapes another one, the last closes the cell. */
  private int lastQuoteFrom(int position) throws IOException {
    int last = position;
    while (!format.doublesQuotes()
        && window.has(last + 1)
        && window.at(last + 1) == format.quote()) {
      last++;
    }
    return last;
  }

  /** Reads on where more than blanks follows the quote that seemed to close the cell. */
  private int readStray(int close, int behind) throws IOException {
    int end = cellEndFrom(behind);
    if (format.strayQuote() == CsvFormat.StrayQuote.SKIP_VALUE) {
      add(end, end, true, null);
      return end;
    }
    StringBuilder whole = new StringBuilder().append(format.quote());
    if (text != null) {
      whole.append(text);
    }
    add(end, end, true, whole.append(window.text(kept, Math.max(close, trimmed(close, end)))));
    return end;
  }

  private void add(int begin, int end, boolean isQuoted, @Nullable StringBuilder before) {
    if (count == from.length) {
      from = Arrays.copyOf(from, 2 * count);
      to = Arrays.copyOf(to, 2 * count);
      quoted = Arrays.copyOf(quoted, 2 * count);
      built = Arrays.copyOf(built, 2 * count);
    }
    from[count] = begin;
    to[count] = end;
    quoted[count] = isQuoted;
    built[count] = before == null ? null : before.append(window.text(begin, end)).toString();
    count++;
  }

  private int behindBlanks(int position) throws IOException {
    int behind = position;
    while (window.has(behind) && window.at(behind) <= ' ' && !endsCell(behind)) {
      behind++;
    }
    return behind;
  }

  private boolean endsCell(int position) throws IOException {
    return !window.has(position) || isSeparator(position) || endAt(position) > 0;
  }

  /** How many characters end the line there; 0 where none does. */
  private int endAt(int position) throws IOException {
    return window.has(position) ? lineEnd.length(window, position) : 0;
  }

  private boolean isSeparator(int position) throws IOException {
    for (int i = 0; i < separator.length(); i++) {
      if (!window.has(position + i) || window.at(position + i) != separator.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** How many cells the row has. */
  int count() {
    return count;
  }

  /** How many lines end within the row. */
  int linesWithin() {
    return linesWithin;
  }

  /**
   * Whether a quote is not closed, or not in the line that it stands in and by more than blanks.
   */
  boolean isBroken() {
    return isBroken;
  }

  /** How many characters the row has, without its last line's end. */
  int length() {
    return length;
  }

  /** How many characters the row has. */
  int lengthWithEnd() {
    return lengthWithEnd;
  }

  /** A cell; null where it has no value. */
  @Nullable String cell(int i) {
    String cell = text(i);
    if (cell.isEmpty()) {
      cell = quoted[i] ? format.emptyText() : format.nullText();
    }
    return cell.equals(format.nullText()) ? null : cell;
  }

  /** What stands in a cell. */
  String text(int i) {
    String cell = built[i];
    return cell == null ? window.text(from[i], to[i]) : cell;
  }
}
