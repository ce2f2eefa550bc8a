package org.xiaokang.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The header of a csv source as it is printed, and what may be wrong with it.
 *
 * @param names the names, in their order; none where the source prints no header
 * @param separator what stands between them
 * @param file the file whose header it is
 * @param below the lines behind it, for who looks for the real one
 */
record PrintedHeader(
    List<String> names, String separator, String file, Supplier<List<Line>> below) {
  /** Of a source without one. */
  static final PrintedHeader NONE = new PrintedHeader(List.of(), "", "", List::of);

  private static final List<String> SEPARATORS = List.of(";", "\t", "|", ",", "\uFF0C", "\uFF1B");

  PrintedHeader {
    names = List.copyOf(names);
  }

  /** A line of the file, in cells. */
  record Line(long number, List<String> cells) {}

  /** The names that occur more than once, whatever their case, with their columns from 1. */
  Map<String, List<Integer>> doubled() {
    Map<String, List<Integer>> columns = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).isEmpty()) {
        columns
            .computeIfAbsent(names.get(i).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
            .add(i + 1);
      }
    }
    columns.values().removeIf(places -> places.size() == 1);
    return columns;
  }

  /** That a name occurs more than once, in words; empty where it does not. */
  Optional<String> saysTwice(String name) {
    List<Integer> places = doubled().get(name.strip().toLowerCase(Locale.ROOT));
    return places == null
        ? Optional.empty()
        : Optional.of(
            "the header has '%s' %s (columns %s)"
                .formatted(
                    name.strip(),
                    places.size() == 2 ? "twice" : places.size() + " times",
                    places.stream().map(String::valueOf).collect(Collectors.joining(", "))));
  }

  /** What else may be wrong, where names are missing, in words; blank where nothing seems to be. */
  String hint(Collection<String> wanted) {
    return otherSeparator().or(() -> title(wanted)).map(hint -> "\n" + hint).orElse("");
  }

  private Optional<String> otherSeparator() {
    String line = String.join(separator, names);
    for (String other : SEPARATORS) {
      if (!other.equals(separator)
          && line.split(java.util.regex.Pattern.quote(other), -1).length > names.size()) {
        return Optional.of(
            "its header is read as %d column%s, '%s': the separator seems to be %s; say options: {sep: \"%s\"}"
                .formatted(
                    names.size(),
                    names.size() == 1 ? "" : "s",
                    line,
                    other.equals("\t") ? "a tab" : "'" + other + "'",
                    other.equals("\t") ? "\\t" : other));
      }
    }
    return Optional.empty();
  }

  private Optional<String> title(Collection<String> wanted) {
    Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all.addAll(wanted);
    long here = found(names, all);
    return below.get().stream()
        .filter(line -> found(line.cells(), all) > Math.max(1, here))
        .findFirst()
        .map(
            line ->
                "line 1 of %s, '%s', seems to be a title and line %d the header: delete the lines above it"
                    .formatted(file, String.join(separator, names), line.number()));
  }

  private static long found(List<String> cells, Set<String> wanted) {
    return cells.stream().filter(wanted::contains).distinct().count();
  }
}
