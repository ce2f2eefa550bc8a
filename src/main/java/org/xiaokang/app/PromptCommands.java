package org.xiaokang.app;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.Releases;
import org.xiaokang.reader.Why;

/** The commands of the prompt: what begins with a backslash. */
final class PromptCommands {
  /** The word for the release published last. */
  static final String LATEST = "latest";

  private static final int LISTED_RELEASES = 10;

  /**
   * A command.
   *
   * @param name how it is written
   * @param arguments what follows it, those that may be left out in brackets
   * @param meaning what it does
   * @param least how many arguments it needs
   * @param most how many it takes
   * @param action does it
   */
  record Command(
      String name,
      String arguments,
      String meaning,
      int least,
      int most,
      Consumer<List<String>> action) {}

  private final PromptSession session;
  private final List<Command> commands;

  PromptCommands(PromptSession session) {
    this.session = session;
    this.commands =
        List.of(
            new Command("\\d", "", "lists the tables: rows and what they hold", 0, 1, this::list),
            new Command("\\d", "TABLE", "lists its columns: types and meaning", 0, 1, this::list),
            new Command(
                "\\why",
                "REGION INDICATOR [PERIOD]",
                "where a number comes from; PERIOD as in time_period, else the latest",
                2,
                3,
                this::why),
            new Command("\\release", "", "this release and the latest ones", 0, 1, this::release),
            new Command(
                "\\release", "ID", "opens another one; 'latest' is a word", 0, 1, this::release),
            new Command("\\format", "[table|csv|json]", "how rows are printed", 0, 1, this::format),
            new Command("\\limit", "[ROWS]", "most rows of a table", 0, 1, this::limit),
            new Command("\\timing", "[on|off]", "how long each answer takes", 0, 1, this::timing),
            new Command("\\?", "", "this list", 0, 0, none -> help()),
            new Command("\\q", "", "leaves, as ctrl-D does", 0, 0, none -> session.leave()));
  }

  /** The names of all commands. */
  List<String> names() {
    return commands.stream().map(Command::name).distinct().toList();
  }

  /**
   * Does what a line says.
   *
   * @throws XiaokangException if there is no such command, naming the nearest, or if its arguments
   *     are others
   */
  void run(String line) {
    List<String> words = PromptWords.ofCommand(line);
    String name = words.get(0);
    List<String> arguments = words.subList(1, words.size());
    Command command =
        commands.stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(() -> unknown(name));
    if (arguments.size() < command.least() || arguments.size() > command.most()) {
      throw new XiaokangException(
          "%s takes %s; found %s. A name with blanks goes in quotes: 'New Zealand'"
              .formatted(name, usage(name), arguments.isEmpty() ? "nothing" : arguments));
    }
    command.action().accept(arguments);
  }

  private String usage(String name) {
    return commands.stream()
        .filter(one -> one.name().equals(name))
        .map(one -> one.arguments().isEmpty() ? "nothing" : one.arguments())
        .reduce((a, b) -> a + " or " + b)
        .orElse("nothing");
  }

  private XiaokangException unknown(String name) {
    String hint = Nearest.hint('\\' + name.substring(1), names());
    return new XiaokangException(
        "'%s' is no command%s%s \\? lists them"
            .formatted(
                name,
                name.startsWith(".") ? ": commands begin with a backslash" : "",
                hint.isEmpty() ? ";" : hint));
  }

  private void help() {
    TextTable table = new TextTable(List.of("command", "what it does"));
    commands.forEach(
        one ->
            table.add(
                List.of((one.name() + " " + one.arguments()).stripTrailing(), one.meaning())));
    table.lines().forEach(session.out()::println);
    List.of(
            "",
            "SQL is DuckDB's and ends with a semicolon; it may take several lines.",
            "Tab completes tables, columns, key words, and indicator ids in single quotes.",
            "Ctrl-C ends a query that runs, and drops a line that does not yet.")
        .forEach(session.out()::println);
  }

  private void list(List<String> arguments) {
    PromptTables tables = new PromptTables(session.release(), session.width());
    List<String> lines = arguments.isEmpty() ? tables.lines() : tables.lines(arguments.get(0));
    lines.forEach(session.out()::println);
  }

  private void why(List<String> arguments) {
    String period = arguments.size() > 2 ? arguments.get(2) : LATEST;
    new Why(session.release())
        .lines(arguments.get(0), arguments.get(1), period)
        .forEach(session.out()::println);
  }

  private void release(List<String> arguments) {
    Releases releases = session.lake().releases();
    if (arguments.isEmpty()) {
      present(releases);
      return;
    }
    String id = arguments.get(0);
    Release other = id.equals(LATEST) ? releases.requireLatest() : releases.kept(id);
    session.open(other);
    session.notes().println("Release " + told(other));
  }

  private void present(Releases releases) {
    String present = session.release().release().releaseId();
    TextTable table = new TextTable(List.of("", "release", "finished", "status"));
    releases.all().stream()
        .limit(LISTED_RELEASES)
        .forEach(
            one ->
                table.add(
                    List.of(
                        one.releaseId().equals(present) ? "*" : "",
                        one.releaseId(),
                        one.finishedAt().toString(),
                        one.isHeld() ? "held" : "published")));
    session.out().println("Release " + told(session.release().release()));
    table.lines().forEach(session.out()::println);
  }

  /** A release in a few words. */
  static String told(Release release) {
    return release.releaseId()
        + (release.isHeld() ? ", held back from readers" : "")
        + ", finished "
        + release.finishedAt();
  }

  private void format(List<String> arguments) {
    if (!arguments.isEmpty()) {
      session.print(named(arguments.get(0)));
    }
    told(arguments).println("Rows are printed as " + lower(session.format()));
  }

  /** Where it says what holds: who asks is answered, who sets it may be a script. */
  private PrintWriter told(List<String> arguments) {
    return arguments.isEmpty() ? session.out() : session.notes();
  }

  private static RowFormat named(String word) {
    return formats()
        .filter(one -> lower(one).equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new XiaokangException(
                    "'%s' is no format; expected one of %s%s"
                        .formatted(
                            word,
                            formatNames(),
                            word.equals("parquet")
                                ? "; jobs/query --format parquet --output FILE writes a file"
                                : "")));
  }

  private static Stream<RowFormat> formats() {
    return Arrays.stream(RowFormat.values()).filter(one -> one != RowFormat.PARQUET);
  }

  /** The formats that a prompt prints. */
  static List<String> formatNames() {
    return formats().map(PromptCommands::lower).toList();
  }

  private static String lower(RowFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  private void limit(List<String> arguments) {
    if (!arguments.isEmpty()) {
      session.limit(RowLimit.of(arguments.get(0)).orElseThrow(() -> noLimit(arguments.get(0))));
    }
    told(arguments).println("A table has the first " + session.most() + " rows");
  }

  private static XiaokangException noLimit(String word) {
    return new XiaokangException(RowLimit.refusal(word));
  }

  private void timing(List<String> arguments) {
    Optional<String> word = arguments.stream().findFirst();
    if (word.filter(one -> !one.equals("on") && !one.equals("off")).isPresent()) {
      throw new XiaokangException("'%s' is neither on nor off".formatted(word.get()));
    }
    session.time(word.map(one -> one.equals("on")).orElse(!session.isTimed()));
    session.notes().println("Timing is " + (session.isTimed() ? "on" : "off"));
  }
}
