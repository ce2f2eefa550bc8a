package org.xiaokang.app;

import java.util.List;
import org.jline.reader.CompletingParsedLine;

/**
 * A line as JLine wants it: with the word at the cursor, which completion replaces.
 *
 * @param line the whole input
 * @param cursor the place in it
 * @param word the word at the cursor
 * @param wordCursor the cursor's place in the word
 */
record PromptLine(String line, int cursor, String word, int wordCursor)
    implements CompletingParsedLine {

  /** Finds the word at the cursor; it begins where what may be completed begins. */
  static PromptLine at(String line, int cursor) {
    int start = start(line.substring(0, cursor));
    return new PromptLine(line, cursor, line.substring(start, cursor), cursor - start);
  }

  /** Where the last word of a text begins: the end of the text, if there is none yet. */
  private static int start(String before) {
    int line = before.lastIndexOf('\n') + 1;
    if (isCommand(before)) {
      return line + PromptWords.of(before.substring(line)).lastStart();
    }
    if (isInText(before)) {
      return before.lastIndexOf('\'');
    }
    int start = before.length();
    while (start > 0 && isPart(before.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }

  /** Whether a text, up to the cursor, ends within a command. */
  static boolean isCommand(String before) {
    int line = before.lastIndexOf('\n') + 1;
    StatementReader above = new StatementReader();
    before.substring(0, line).lines().forEach(above::add);
    return !above.isInQuotes() && before.substring(line).stripLeading().startsWith("\\");
  }

  /** Whether a text, up to the cursor, ends within a text of SQL: after a single quote. */
  static boolean isInText(String before) {
    StatementReader reader = new StatementReader();
    before.lines().forEach(reader::add);
    return reader.isInText();
  }

  @Override
  public int wordIndex() {
    return 0;
  }

  @Override
  public List<String> words() {
    return List.of(word);
  }

  /** Completions are complete: each brings its own quotes. */
  @Override
  public CharSequence escape(CharSequence candidate, boolean complete) {
    return candidate;
  }

  @Override
  public int rawWordCursor() {
    return wordCursor;
  }

  @Override
  public int rawWordLength() {
    return word.length();
  }
}
