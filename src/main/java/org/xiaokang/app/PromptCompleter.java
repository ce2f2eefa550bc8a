package org.xiaokang.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.xiaokang.reader.Sql;
import org.xiaokang.reader.TableColumn;

/**
 * What may stand at the cursor: in SQL tables, columns of the tables that the statement names, key
 * words, and indicator ids within single quotes; after a command what it takes.
 *
 * @param session whose release and commands they are
 */
record PromptCompleter(PromptSession session) implements Completer {
  private static final List<String> KEY_WORDS =
      List.of(
          "select",
          "from",
          "where",
          "group by",
          "order by",
          "having",
          "limit",
          "offset",
          "join",
          "left join",
          "on",
          "using",
          "with",
          "as",
          "and",
          "or",
          "not",
          "in",
          "is null",
          "is not null",
          "like",
          "ilike",
          "between",
          "case",
          "when",
          "then",
          "else",
          "end",
          "distinct",
          "union all",
          "except",
          "intersect",
          "qualify",
          "over",
          "partition by",
          "exists",
          "asc",
          "desc",
          "nulls first",
          "nulls last",
          "count",
          "sum",
          "avg",
          "min",
          "max",
          "median",
          "round",
          "unnest",
          "try_cast",
          "pivot",
          "describe",
          "summarize",
          "explain",
          "show tables");

  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\d_]*");
  private static final Pattern TABLE_NEXT =
      Pattern.compile(
          "(?:.*[^\\p{L}\\d_])?(?:from|join|describe|summarize)\\s+",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    candidates.addAll(candidates((PromptLine) line));
  }

  /**
   * All that may stand in place of the word at the cursor; JLine takes those that begin like it.
   */
  List<Candidate> candidates(PromptLine line) {
    String before = line.line().substring(0, line.cursor() - line.wordCursor());
    if (PromptLine.isCommand(line.line().substring(0, line.cursor()))) {
      return ofCommand(before.substring(before.lastIndexOf('\n') + 1), line.word());
    }
    if (line.word().startsWith("'")) {
      return all("indicators", session.names().indicators().stream().map(Sql::text).toList());
    }
    int dot = line.word().lastIndexOf('.');
    if (dot >= 0) {
      String prefix = line.word().substring(0, dot);
      return columns(Set.of(table(line.line(), prefix)), prefix + ".");
    }
    if (TABLE_NEXT.matcher(before).matches()) {
      return all("tables", session.names().tables());
    }
    List<Candidate> candidates = columns(named(line.line()), "");
    candidates.addAll(all("tables", session.names().tables()));
    candidates.addAll(all("key words", keyWords(line.word())));
    return candidates;
  }

  private List<Candidate> ofCommand(String before, String word) {
    PromptNames names = session.names();
    List<String> words = PromptWords.of(before).words();
    if (words.isEmpty()) {
      return all("commands", session.commands().names());
    }
    String argument = words.get(0) + " " + words.size();
    return switch (argument) {
      case "\\d 1" -> all("tables", names.tables());
      case "\\why 1" -> all("regions", quoted(names.regions(), word));
      case "\\why 2" -> all("indicators", names.indicators());
      case "\\release 1" -> {
        List<String> ids = new ArrayList<>(names.releases());
        ids.add(PromptCommands.LATEST);
        yield all("releases", ids);
      }
      case "\\format 1" -> all("formats", PromptCommands.formatNames());
      case "\\timing 1" -> all("", List.of("on", "off"));
      default -> List.of();
    };
  }

  /** Names in quotes where they need some, or where the word at the cursor has begun with one. */
  private static List<String> quoted(List<String> names, String word) {
    return names.stream()
        .map(
            name ->
                word.startsWith("\"")
                    ? '"' + name.replace("\"", "\"\"") + '"'
                    : word.startsWith("'") ? Sql.text(name) : PromptWords.quote(name))
        .toList();
  }

  /** The tables of the release that a statement names. */
  private Set<String> named(String sql) {
    Set<String> named = new TreeSet<>();
    Matcher words = WORD.matcher(sql);
    while (words.find()) {
      if (session.names().tables().contains(words.group().toLowerCase(Locale.ROOT))) {
        named.add(words.group().toLowerCase(Locale.ROOT));
      }
    }
    return named;
  }

  /** The table that a name before a dot stands for: one of that name, or one called so in FROM. */
  private String table(String sql, String prefix) {
    Pattern called =
        Pattern.compile(
            "\\b(?:from|join|,)\\s*([\\p{L}\\d_]+)\\s+(?:as\\s+)?" + Pattern.quote(prefix) + "\\b",
            Pattern.CASE_INSENSITIVE);
    return Optional.of(called.matcher(sql))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .orElse(prefix)
        .toLowerCase(Locale.ROOT);
  }

  private List<Candidate> columns(Set<String> tables, String prefix) {
    List<Candidate> candidates = new ArrayList<>();
    for (String table : tables) {
      for (TableColumn column : session.names().columns(table)) {
        String name =
            WORD.matcher(column.name()).matches() ? column.name() : Sql.name(column.name());
        candidates.add(
            new Candidate(prefix + name, name, "columns of " + table, null, null, null, true));
      }
    }
    return candidates;
  }

  /** Key words, in capitals if the word at the cursor begins with one. */
  private static List<String> keyWords(String word) {
    boolean capitals = !word.isEmpty() && Character.isUpperCase(word.charAt(0));
    return KEY_WORDS.stream().map(one -> capitals ? one.toUpperCase(Locale.ROOT) : one).toList();
  }

  private static List<Candidate> all(String kind, Collection<String> values) {
    List<Candidate> candidates = new ArrayList<>();
    for (String value : values) {
      candidates.add(new Candidate(value, value, kind, null, null, null, true));
    }
    return candidates;
  }
}
