package org.xiaokang.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.ReaderLimits;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.ReleaseReader;

/**
 * Questions one after another: of a person at a terminal, or of a script through a pipe.
 *
 * @param lake where releases are
 * @param release the one to begin with; it is closed in the end, or when another one is opened
 * @param limits what a query may take
 * @param format how rows are printed at first
 * @param most most rows of a table at first
 */
record Prompt(
    LakeReader lake, ReleaseReader release, ReaderLimits limits, RowFormat format, int most) {

  /** Answers what comes on the standard input; gives the exit code. */
  int run(PrintWriter out) {
    if (!isAtTerminal()) {
      return piped(System.in, out);
    }
    try (Terminal terminal = TerminalPrompt.system()) {
      return at(terminal, PromptHistory.usualFile());
    } catch (IOException e) {
      throw new XiaokangException(
          "cannot use this terminal: "
              + e.getMessage()
              + "; a question can also be given as an argument, jobs/query \"select ...\"",
          e);
    }
  }

  /** Whether a person types and reads: neither the input nor the output is a file or a pipe. */
  @SuppressWarnings("SystemConsoleNull") // so it is in JDK 17, the only one that this runs on
  private static boolean isAtTerminal() {
    return System.console() != null;
  }

  /** Answers a person until they leave. */
  int at(Terminal terminal, Optional<Path> history) {
    try (PromptSession session =
        new PromptSession(this, terminal.writer(), terminal.writer(), terminal::getWidth)) {
      new TerminalPrompt(terminal, session, history).run();
    }
    return 0;
  }

  /**
   * Answers a script: no banner, no prompt.
   *
   * @throws XiaokangException at the first statement that fails, with its line; if there is no
   *     statement at all
   */
  int piped(InputStream in, PrintWriter out) {
    StatementReader statements = new StatementReader();
    int count = 0;
    try (PromptSession session = new PromptSession(this, out, silent(), () -> 0);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && !session.isOver()) {
        for (Statement statement : statements.add(line)) {
          count++;
          run(session, statement);
        }
        line = lines.readLine();
      }
      if (!session.isOver() && statements.rest().isPresent()) {
        count++;
        run(session, statements.rest().get());
      }
    } catch (IOException e) {
      throw new XiaokangException("cannot read the standard input: " + e.getMessage(), e);
    }
    if (count == 0) {
      throw new XiaokangException(
          "the standard input has no statement; expected SQL there or as an argument, jobs/query"
              + " \"select ...\"; at a terminal a prompt opens");
    }
    return 0;
  }

  private static PrintWriter silent() {
    return new PrintWriter(Writer.nullWriter());
  }

  private static void run(PromptSession session, Statement statement) {
    try {
      session.run(statement);
    } catch (XiaokangException e) {
      throw new XiaokangException(
          "line %d of the input: %s".formatted(statement.line(), e.text()), e);
    }
  }
}
