package org.xiaokang.app;

import java.util.ArrayList;
import java.util.List;
import org.xiaokang.catalogue.XiaokangException;

/**
 * The words of a command: divided at blanks, but for what stands in single or double quotes. A
 * doubled quote within quotes is one.
 *
 * @param words the words, without their quotes; the first is the command
 * @param isOpen whether the last one lacks its closing quote
 * @param lastStart where the last one begins in the text, its quote included; the end of the text
 *     where that is a blank
 */
record PromptWords(List<String> words, boolean isOpen, int lastStart) {
  PromptWords {
    words = List.copyOf(words);
  }

  /** Divides a command that may not be complete. */
  static PromptWords of(String text) {
    List<String> words = new ArrayList<>();
    int start = text.length();
    int at = 0;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
        start = text.length();
        continue;
      }
      start = at;
      StringBuilder word = new StringBuilder();
      char quote = text.charAt(at);
      if (quote == '\'' || quote == '"') {
        at = quoted(text, at + 1, quote, word);
        words.add(word.toString());
        if (at < 0) {
          return new PromptWords(words, true, start);
        }
      } else {
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
          word.append(text.charAt(at++));
        }
        words.add(word.toString());
      }
    }
    return new PromptWords(words, false, start);
  }

  /**
   * The words of a complete command; a semicolon at its end, which SQL makes a habit, is none of
   * them.
   *
   * @throws XiaokangException if a quote is not closed
   */
  static List<String> ofCommand(String text) {
    String stripped = text.strip();
    PromptWords divided =
        of(stripped.endsWith(";") ? stripped.substring(0, stripped.length() - 1) : stripped);
    if (divided.isOpen) {
      throw new XiaokangException(
          "the quote before '%s' is not closed"
              .formatted(divided.words.get(divided.words.size() - 1)));
    }
    return divided.words;
  }

  /** A word as a command takes it: in quotes if it has blanks or quotes. */
  static String quote(String word) {
    return word.chars().anyMatch(c -> Character.isWhitespace(c) || c == '\'' || c == '"')
        ? '\'' + word.replace("'", "''") + '\''
        : word;
  }

  /** Reads to the closing quote; answers with the place after it, or -1 where there is none. */
  private static int quoted(String text, int from, char quote, StringBuilder word) {
    for (int at = from; at < text.length(); at++) {
      if (text.charAt(at) != quote) {
        word.append(text.charAt(at));
      } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
        word.append(quote);
        at++;
      } else {
        return at + 1;
      }
    }
    return -1;
  }
}
