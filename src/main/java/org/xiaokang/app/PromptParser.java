package org.xiaokang.app;

import java.util.Iterator;
import java.util.List;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells JLine when what is typed is whole: SQL up to its semicolon, or a command. */
final class PromptParser implements Parser {
  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE && goesOn(line)) {
      throw new EOFError(-1, -1, "the statement goes on", ";");
    }
    return PromptLine.at(line, cursor);
  }

  /** A command is done at once, also between the lines of a statement, which waits meanwhile. */
  private static boolean goesOn(String text) {
    StatementReader reader = new StatementReader();
    boolean goesOn = false;
    for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
      List<Statement> done = reader.add(lines.next());
      goesOn = reader.isWaiting() && done.stream().noneMatch(Statement::isCommand);
    }
    return goesOn;
  }
}
