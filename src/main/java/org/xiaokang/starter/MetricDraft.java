package org.xiaokang.starter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.xiaokang.catalogue.Units;

/**
 * A metric as a table seems to have it.
 *
 * @param code its code
 * @param printed its name in the table
 * @param unit its unit of measure
 * @param symbol how the table prints the unit, or the unit's code where it does not
 * @param isKnown whether the program brings the unit
 * @param isSaid whether the table says the unit
 */
record MetricDraft(
    String code, String printed, String unit, String symbol, boolean isKnown, boolean isSaid) {
  /** Of all metrics of a table, in its order. */
  static List<MetricDraft> of(InputTable table, TableShape shape, Units units) {
    String column = shape.metric();
    List<String> names;
    if (column != null) {
      names = table.distinct(column);
    } else if (shape.value() == null && !shape.spreadIsYears()) {
      names = shape.spread();
    } else {
      String value = shape.value();
      names = List.of(value == null || value.equalsIgnoreCase("value") ? fileName(table) : value);
    }
    Set<String> codes = new HashSet<>();
    List<MetricDraft> drafts = new ArrayList<>();
    for (String name : names) {
      String code = code(name, "metric_" + (drafts.size() + 1), codes);
      String unitColumn = shape.unit();
      String symbol =
          unitColumn == null || column == null ? "" : table.mostOften(unitColumn, column, name);
      if (symbol.isEmpty() && unitColumn != null && column == null) {
        symbol = table.distinct(unitColumn).stream().findFirst().orElse("");
      }
      drafts.add(draft(code, name, symbol, units));
    }
    return drafts;
  }

  private static String fileName(InputTable table) {
    return String.valueOf(table.file().getFileName()).replaceAll("\\.[^.]*$", "");
  }

  private static MetricDraft draft(String code, String name, String symbol, Units units) {
    if (!symbol.isEmpty()) {
      Optional<String> known = units.printedAs(symbol);
      return new MetricDraft(
          code,
          name,
          known.orElseGet(() -> code(symbol, code + "_unit", new HashSet<>())),
          symbol,
          known.isPresent(),
          true);
    }
    String guess = guess(name.toLowerCase(Locale.ROOT));
    return guess.isEmpty()
        ? new MetricDraft(code, name, code + "_unit", code + "_unit", false, false)
        : new MetricDraft(code, name, guess, guess, true, false);
  }

  private static String guess(String name) {
    if (name.matches(".*(%|percent|pct|rate\\b|share\\b|ratio\\b|incidence|率|占比|比重).*")) {
      return "percent";
    }
    return name.matches(".*(population|persons|people|人口|人数).*") ? "person" : "";
  }

  /** Small letters, digits and underscores of a text; another where there are none. */
  static String code(String text, String other, Set<String> taken) {
    String plain =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
    String code = plain.matches("[a-z].*") ? plain : other;
    String free = code;
    for (int number = 2; !taken.add(free); number++) {
      free = code + "_" + number;
    }
    return free;
  }

  boolean isPercent() {
    return unit.equals("percent");
  }
}
