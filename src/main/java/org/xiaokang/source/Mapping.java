package org.xiaokang.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;

/**
 * Which columns a mapping reads: a slip in a name must not become a number that every row has, and
 * a column that nothing reads is told.
 *
 * @param source the source
 * @param contract the columns that rows are mapped to
 * @param header the header as it is printed
 * @param columns the source's columns, as expressions name them
 */
record Mapping(Source source, Contract contract, PrintedHeader header, List<String> columns) {
  /** Columns that SDMX has for what changes a number; taken by themselves where they are there. */
  static final Set<String> ATTRIBUTES = Set.of("unit_mult", "base_per", "obs_status");

  /** What may be the same in all rows, but hardly by a number. */
  private static final List<String> NAMED =
      List.of("value", "region_code", "region_name", "metric_code");

  private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?[0-9]+(\\.[0-9]*)?\\s*");
  private static final Pattern QUOTED = Pattern.compile("'[^']*'");
  private static final Pattern WORD = Pattern.compile("[^\\p{L}\\p{N}_`]+");

  Mapping {
    columns = List.copyOf(columns);
  }

  /**
   * Requires that expressions name columns that are there once.
   *
   * @param sameNames the contract's columns that the source has under their own names
   * @throws XiaokangException if one does not
   */
  void requireColumns(Set<String> sameNames) {
    List<String> problems = new ArrayList<>();
    for (String column : contract.columns()) {
      String written = source.columns().get(column);
      if (written == null) {
        if (!sameNames.contains(column)) {
          header.saysTwice(column).ifPresent(twice -> problems.add(line(column, column, twice)));
        }
      } else if (!columns.contains(written.strip())) {
        problem(column, written).ifPresent(problem -> problems.add(line(column, written, problem)));
      }
    }
    if (!problems.isEmpty()) {
      throw new XiaokangException(
          "source '%s': its mapping does not say which column is meant\n%s\nrename columns in %s, or map others; it has %s"
              .formatted(
                  source.name(),
                  String.join("\n", problems),
                  header.file().isEmpty() ? "the source" : header.file(),
                  columns));
    }
  }

  private static String line(String column, String written, String problem) {
    return "  %s: %s\n    %s".formatted(column, written.strip(), problem);
  }

  private Optional<String> problem(String column, String written) {
    if (NUMBER.matcher(written).matches()) {
      Optional<String> twice = header.saysTwice(written);
      return NAMED.contains(column) || twice.isPresent()
          ? Optional.of(twice.orElseGet(() -> isNoColumn(written.strip())))
          : Optional.empty();
    }
    return words(written).stream()
        .filter(word -> !columns.contains(word))
        .flatMap(word -> header.saysTwice(word).stream())
        .findFirst();
  }

  private String isNoColumn(String number) {
    return "it is a number, and no column has this name%s; a text that all rows have goes into quotes: \"'%s'\""
        .formatted(Nearest.hint(number, columns), number);
  }

  /** The names in an expression, texts in quotes left out. */
  private static Set<String> words(String written) {
    Set<String> words = new TreeSet<>();
    for (String word : WORD.split(QUOTED.matcher(written).replaceAll(" "))) {
      if (!word.isEmpty()) {
        words.add(word.replace("`", ""));
      }
    }
    return words;
  }

  /** The names that the header should have. */
  Collection<String> wanted() {
    Set<String> wanted = new HashSet<>(contract.columns());
    source.columns().values().forEach(written -> wanted.addAll(words(written)));
    source.unpivot().ifPresent(unpivot -> wanted.addAll(unpivot.columns()));
    return wanted;
  }

  /**
   * Whether an attribute of SDMX is not to be taken by itself: an expression that could make use of
   * it reads it.
   */
  boolean isReadOtherwise(String column, String name) {
    return ATTRIBUTES.contains(column)
        && source.columns().values().stream()
            .flatMap(written -> words(written).stream())
            .anyMatch(name::equalsIgnoreCase);
  }

  /**
   * Requires that a column of the contract is read of the source, unless its mapping is a text in
   * quotes: so {@code '1'} counts rows.
   *
   * @throws XiaokangException if all rows would have the same
   */
  void requireRead(String column, @Nullable CellRule rule) {
    String written = source.columns().getOrDefault(column, "").strip();
    boolean isMeant = written.length() > 2 && written.startsWith("'") && written.endsWith("'");
    if (!isMeant
        && contract.columns().contains(column)
        && contract.required().contains(column)
        && (rule instanceof CellRule.Text || rule instanceof CellRule.Nothing)) {
      throw new XiaokangException(
          "source '%s': '%s: %s' reads no column, so that all rows would have the same %s; it has the columns %s"
              .formatted(source.name(), column, source.columns().get(column), column, columns));
    }
  }

  /** Which columns of a wide table neither become rows nor are read; empty where all are. */
  Optional<String> unread(
      WideColumns wide,
      List<String> own,
      Collection<CellRule> rules,
      @Nullable RowExpressions computed) {
    Set<Integer> read = new HashSet<>();
    rules.forEach(rule -> add(rule, read));
    if (computed != null) {
      read.addAll(computed.columns());
    }
    List<String> unread = new ArrayList<>();
    for (int i = 0; i < wide.kept().size(); i++) {
      int at = wide.kept().get(i);
      if (!read.contains(i) && !isNamed(own.get(at))) {
        unread.add(printed(at, own.get(at)));
      }
    }
    return unread.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "source '%s': no row and no mapping reads its column%s %s"
                .formatted(
                    source.name(), unread.size() == 1 ? "" : "s", String.join(", ", unread)));
  }

  /** Expressions that were simplified may not ask for all that they name. */
  private boolean isNamed(String column) {
    return source.columns().values().stream().anyMatch(written -> words(written).contains(column));
  }

  private String printed(int at, String name) {
    String printed = at < header.names().size() ? header.names().get(at) : name;
    return printed.equals(name) || printed.isEmpty()
        ? "'" + name + "'"
        : String.format(
            Locale.ROOT, "'%s' (column %d, which it has more than once)", printed, at + 1);
  }

  private static void add(CellRule rule, Set<Integer> read) {
    if (rule instanceof CellRule.OwnCell cell) {
      read.add(cell.column());
    } else if (rule instanceof CellRule.Joined joined) {
      joined.parts().forEach(part -> add(part, read));
    }
  }
}
