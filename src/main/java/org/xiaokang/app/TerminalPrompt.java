package org.xiaokang.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.MaskingCallback;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.Signals;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.reader.QueryEndedException;

/** The prompt at a terminal: reads, answers, and goes on whatever happens. */
final class TerminalPrompt {
  /** Its warnings are about ways to talk to a terminal that it then does without. */
  private static final Logger JLINE = Logger.getLogger("org.jline");

  private static final String PROMPT = "xiaokang> ";
  private static final String CONTINUED = "       -> ";

  private final Terminal terminal;
  private final PromptSession session;
  private final LineReader reader;

  /**
   * A prompt.
   *
   * @param history the file to keep what is asked in; empty for none
   */
  TerminalPrompt(Terminal terminal, PromptSession session, Optional<Path> history) {
    this.terminal = terminal;
    this.session = session;
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("xiaokang")
            .parser(new PromptParser())
            .completer(new PromptCompleter(session))
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, CONTINUED)
            .option(LineReader.Option.CASE_INSENSITIVE, true)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true); // a != b
    history.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
    this.reader = builder.build();
  }

  /**
   * The terminal of this process. JLine's own library talks to it, or, where that does not load,
   * the command stty; where neither works lines are read without editing.
   */
  static Terminal system() throws IOException {
    JLINE.setLevel(Level.OFF);
    Terminal terminal =
        TerminalBuilder.builder()
            .name("xiaokang")
            .system(true)
            .jni(true)
            .exec(true)
            .ffm(false)
            .jna(false)
            .jansi(false)
            .dumb(true)
            .nativeSignals(true)
            .build();
    if (terminal instanceof DumbTerminal) { // which passes no signals on by itself
      Signals.register("INT", () -> terminal.raise(Terminal.Signal.INT));
    }
    return terminal;
  }

  /** Answers until the person leaves. */
  void run() {
    terminal.handle(Terminal.Signal.INT, signal -> session.cancel());
    terminal
        .writer()
        .printf(
            "Release %s%nof the lake %s. \\? lists the commands.%n",
            PromptCommands.told(session.release().release()), session.lake().root());
    String begun = "";
    while (!session.isOver()) {
      session.begin();
      try {
        begun = answer(reader.readLine(PROMPT, null, (MaskingCallback) null, begun));
      } catch (UserInterruptException e) {
        begun = ""; // the line is dropped
      } catch (EndOfFileException e) {
        session.leave();
      }
    }
    terminal.writer().flush();
  }

  /** Answers what a line completes; gives what it leaves unfinished. */
  private String answer(String text) {
    if (Thread.interrupted()) {
      session.cancel(); // ctrl-C came as the line was taken
    }
    StatementReader reading = new StatementReader();
    List<Statement> statements = new ArrayList<>();
    text.lines().forEach(line -> statements.addAll(reading.add(line)));
    try {
      for (Statement statement : statements) {
        session.run(statement);
      }
    } catch (QueryEndedException e) {
      terminal.writer().println("The query was ended.");
    } catch (XiaokangException e) {
      terminal.writer().println("error: " + e.text());
    } catch (RuntimeException e) {
      terminal
          .writer()
          .println("error: this should not have happened; please report it with what follows");
      e.printStackTrace(terminal.writer());
    }
    terminal.writer().flush();
    return reading.rest().map(rest -> rest.text() + "\n").orElse("");
  }
}
