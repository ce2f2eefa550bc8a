package org.xiaokang.source;

import java.io.IOException;

/** Cuts a text into its lines; those of nothing but blanks are no records. */
final class LineSplitter implements Splitter {
  private final CharWindow window;
  private final LineEnd lineEnd;
  private final boolean[] ends;
  private long line;
  private int length;
  private int passed;

  /**
   * Starts at the beginning of a line.
   *
   * @param line that line's number
   */
  LineSplitter(CharWindow window, LineEnd lineEnd, long line) {
    this.window = window;
    this.lineEnd = lineEnd;
    this.ends = Characters.of('\n', '\r', lineEnd.first());
    this.line = line - 1;
  }

  @Override
  public boolean next() throws IOException {
    window.pass(passed);
    passed = 0;
    while (window.has(0)) {
      read();
      line++;
      if (!isBlank()) {
        return true;
      }
      window.pass(passed);
      passed = 0;
    }
    return false;
  }

  private void read() throws IOException {
    length = window.find(0, ends);
    while (window.has(length) && lineEnd.length(window, length) == 0) {
      length = window.find(length + 1, ends);
    }
    passed = length + (window.has(length) ? lineEnd.length(window, length) : 0);
  }

  private boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (window.at(i) > ' ') {
        return false;
      }
    }
    return true;
  }

  @Override
  public long firstLine() {
    return line;
  }

  @Override
  public long lastLine() {
    return line;
  }

  @Override
  public long position() {
    return window.passed();
  }

  @Override
  public String text() {
    return window.text(0, length);
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
