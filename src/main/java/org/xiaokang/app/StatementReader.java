package org.xiaokang.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Divides lines into statements as psql does: SQL ends with a semicolon, wherever that stands; a
 * command begins with a backslash and ends with its line. A semicolon in a text, a quoted name or a
 * comment ends nothing. What stands before a command on a line of its own goes on after it.
 */
final class StatementReader {
  /** Words that people try in other programs, each alone on a line. */
  private static final Pattern WORD =
      Pattern.compile("(?:exit|quit|help);?|\\.[a-z?].*", Pattern.CASE_INSENSITIVE);

  private static final Pattern DOLLAR = Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\d_]*)?\\$");
  private static final Pattern ESCAPING = Pattern.compile("(?:^|.*[^\\p{L}\\d_])[eE]$");
  private static final String COMMENT = "*/";

  private final StringBuilder pending = new StringBuilder();
  private int line;
  private int begun;

  /** What ends the text, quoted name or comment that is being read; empty outside of them. */
  private String end = "";

  private boolean backslashEscapes;
  private int comments;

  /** Takes a line; answers with what it completes. */
  List<Statement> add(String text) {
    line++;
    List<Statement> done = new ArrayList<>();
    String word = text.strip();
    if (end.isEmpty() && (word.startsWith("\\") || (!isBegun() && WORD.matcher(word).matches()))) {
      done.add(command(word));
      return done;
    }
    int at = 0;
    while (at < text.length()) {
      at = end.isEmpty() ? plain(text, at, done) : quoted(text, at);
    }
    keep("\n");
    return done;
  }

  /** Whether a statement, a quote or a comment waits for its end. */
  boolean isWaiting() {
    return isBegun() || !end.isEmpty();
  }

  /** Whether a text, a quoted name or a comment is open. */
  boolean isInQuotes() {
    return !end.isEmpty();
  }

  /** Whether a text in single quotes is open. */
  boolean isInText() {
    return end.equals("'");
  }

  /** SQL that waits for its semicolon; where the input ends, it is a statement all the same. */
  Optional<Statement> rest() {
    return isBegun()
        ? Optional.of(new Statement(pending.toString().strip(), false, begun))
        : Optional.empty();
  }

  private boolean isBegun() {
    return !pending.isEmpty();
  }

  private Statement command(String text) {
    String known =
        switch (text.toLowerCase(Locale.ROOT).replace(";", "")) {
          case "exit", "quit" -> "\\q";
          case "help" -> "\\?";
          default -> text;
        };
    return new Statement(known, true, line);
  }

  /** Reads on outside of texts and comments; answers with the place to go on. */
  private int plain(String text, int at, List<Statement> done) {
    char c = text.charAt(at);
    if (c == ';') {
      rest().ifPresent(done::add);
      pending.setLength(0);
      return at + 1;
    }
    if (c == '\\' && !isBegun()) {
      done.add(command(text.substring(at).strip()));
      return text.length();
    }
    if (text.startsWith("--", at)) {
      keep(text.substring(at));
      return text.length();
    }
    if (text.startsWith("/*", at)) {
      end = COMMENT;
      comments = 1;
      keep("/*");
      return at + 2;
    }
    if (c == '\'' || c == '"') {
      backslashEscapes = c == '\'' && ESCAPING.matcher(text.substring(0, at)).matches();
      end = String.valueOf(c);
    }
    Matcher dollar = DOLLAR.matcher(text).region(at, text.length());
    if (dollar.lookingAt()) {
      end = dollar.group();
      begin(end);
      return dollar.end();
    }
    if (!Character.isWhitespace(c)) {
      begin(String.valueOf(c));
    } else {
      keep(String.valueOf(c));
    }
    return at + 1;
  }

  /** Reads on within a text, a quoted name or a comment; a doubled quote opens the next. */
  private int quoted(String text, int at) {
    if (end.equals(COMMENT) && text.startsWith("/*", at)) {
      comments++; // comments may stand in comments
      keep("/*");
      return at + 2;
    }
    if (backslashEscapes && text.charAt(at) == '\\' && at + 1 < text.length()) {
      keep(text.substring(at, at + 2));
      return at + 2;
    }
    if (!text.startsWith(end, at)) {
      keep(String.valueOf(text.charAt(at)));
      return at + 1;
    }
    keep(end);
    int next = at + end.length();
    if (!end.equals(COMMENT) || --comments == 0) {
      end = "";
      backslashEscapes = false;
    }
    return next;
  }

  private void begin(String text) {
    if (!isBegun()) {
      begun = line;
    }
    pending.append(text);
  }

  /** Keeps what belongs to a statement; blanks and comments before one do not. */
  private void keep(String text) {
    if (isBegun()) {
      pending.append(text);
    }
  }
}
