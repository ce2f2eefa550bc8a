package org.xiaokang.source;

import java.io.IOException;
import java.io.Serializable;

/**
 * What ends the lines of a file. LF, and CR with LF, always do; beside them CR alone or a text of
 * the options may.
 *
 * @param first the first character of what ends a line beside LF; 0 where nothing does
 * @param second the second one; 0 where there is only one
 * @param isReplaced whether a line's end within quotes becomes LF
 */
record LineEnd(char first, char second, boolean isReplaced) implements Serializable {
  private static final long serialVersionUID = 1L;

  static final LineEnd LF = new LineEnd('\0', '\0', false);
  static final LineEnd CR_LF = new LineEnd('\0', '\0', true);
  static final LineEnd CR = new LineEnd('\r', '\0', true);

  /** As far as a file is searched for its first line's end. */
  private static final int SEARCHED = 1 << 20;

  private static final boolean[] WANTED = new boolean['\r' + 1];

  static {
    WANTED['\n'] = true;
    WANTED['\r'] = true;
  }

  /** What a text of one or two characters ends; they stay as they are within quotes. */
  static LineEnd of(String text) {
    if (text.equals("\n") || text.equals("\r\n")) {
      return LF;
    }
    return new LineEnd(text.charAt(0), text.length() > 1 ? text.charAt(1) : '\0', false);
  }

  /**
   * What ends a text's lines, told by the end of its first one: a CR within a line that ends with
   * LF is a character like any other.
   *
   * @param window a text at its beginning
   */
  static LineEnd of(CharWindow window) throws IOException {
    int end = window.find(0, WANTED);
    if (!window.has(end) || end > SEARCHED || window.at(end) == '\n') {
      return LF;
    }
    return window.has(end + 1) && window.at(end + 1) == '\n' ? CR_LF : CR;
  }

  /** How many characters end a line there; 0 where none does. */
  int length(CharWindow window, int position) throws IOException {
    char c = window.at(position);
    if (c == '\n') {
      return 1;
    }
    if (c != '\r' && (c != first || first == '\0')) {
      return 0;
    }
    char next = window.has(position + 1) ? window.at(position + 1) : '\0';
    if (c == '\r' && next == '\n') {
      return 2;
    }
    if (c != first || first == '\0') {
      return 0;
    }
    return second == '\0' ? 1 : next == second ? 2 : 0;
  }
}
