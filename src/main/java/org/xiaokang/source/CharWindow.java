package org.xiaokang.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * The characters of a text from a mark on. Those after the mark stay in memory, so that they can be
 * read again; positions count from the mark.
 */
final class CharWindow implements Closeable {
  /** No row of a table is as long: a file that seems to have one is read with wrong options. */
  static final int MOST_CHARACTERS = 1 << 27;

  private static final int AT_FIRST = 1 << 16;

  private final Reader reader;
  private char[] chars = new char[AT_FIRST];
  private int mark;
  private int end;
  private boolean isOver;
  private long passed;

  CharWindow(Reader reader) {
    this.reader = reader;
  }

  /** Whether the text has a character there. */
  boolean has(int position) throws IOException {
    return mark + position < end || fill(position);
  }

  /** The character there; {@link #has} must have said that there is one. */
  char at(int position) {
    return chars[mark + position];
  }

  /**
   * The first position from the given one on whose character is wanted; the text's end if there is
   * none.
   *
   * @param wanted by character; those beyond its length are not
   */
  int find(int position, boolean[] wanted) throws IOException {
    int from = position;
    while (has(from)) {
      char[] seen = chars;
      for (int i = mark + from; i < end; i++) {
        char c = seen[i];
        if (c < wanted.length && wanted[c]) {
          return i - mark;
        }
      }
      from = end - mark;
    }
    return from;
  }

  /** Moves the mark on. */
  void pass(int count) {
    mark += count;
    passed += count;
  }

  /** How many characters lie before the mark. */
  long passed() {
    return passed;
  }

  String text(int from, int to) {
    return new String(chars, mark + from, to - from);
  }

  /** Reads on until the position is there; false where the text ends before. */
  private boolean fill(int position) throws IOException {
    while (!isOver && mark + position >= end) {
      if (end == chars.length) {
        makeRoom();
      }
      int count = reader.read(chars, end, chars.length - end);
      isOver = count < 0;
      end += Math.max(count, 0);
    }
    return mark + position < end;
  }

  private void makeRoom() throws IOException {
    if (end - mark >= MOST_CHARACTERS) {
      throw new IOException(
          "a row of more than %,d characters; check that options: says how lines end (lineSep), and which encoding and quote the file has"
              .formatted(MOST_CHARACTERS));
    }
    boolean isHalfPassed = mark > chars.length / 2;
    char[] room = isHalfPassed ? chars : new char[chars.length * 2];
    System.arraycopy(chars, mark, room, 0, end - mark);
    chars = room;
    end -= mark;
    mark = 0;
  }

  /** The characters from the mark on that are in memory, at most so many. */
  char[] head(int most) throws IOException {
    has(most - 1);
    return Arrays.copyOfRange(chars, mark, Math.min(end, mark + most));
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
