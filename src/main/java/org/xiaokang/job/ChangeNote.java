package org.xiaokang.job;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Region;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.compare.ComparisonKey;
import org.xiaokang.compare.ComparisonPlan;
import org.xiaokang.compare.ComparisonTable;
import org.xiaokang.indicator.HierarchyPlan;
import org.xiaokang.indicator.Plan;
import org.xiaokang.run.FigureChanges;

/**
 * What follows from figures that changed, in words: "changed: 1 figure, 1 county, 3 regions above;
 * in 14 indicators; in comparisons: rankings 2".
 */
final class ChangeNote {
  private ChangeNote() {}

  static String of(FigureChanges.Counted changes, Catalogue catalogue) {
    if (changes.figures() == 0) {
      return "no figure changed";
    }
    Set<String> indicators = Plan.of(catalogue).reading(changes.metrics()).ids();
    Map<String, Integer> comparisons = comparisons(indicators, catalogue);
    return "changed: %s, %s; in %s%s"
        .formatted(
            count(changes.figures(), "figure"),
            regions(changes.regions(), catalogue.regions()),
            count(indicators.size(), "indicator"),
            comparisons.isEmpty() ? "" : "; in comparisons: " + listed(comparisons));
  }

  private static String listed(Map<String, Integer> comparisons) {
    return comparisons.entrySet().stream()
        .map(table -> table.getKey() + " " + table.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String regions(Set<String> codes, Regions regions) {
    Map<String, Integer> levels = new TreeMap<>();
    Set<String> above = new HashSet<>();
    Set<String> counted = new HashSet<>();
    for (Region spell : regions.spells()) {
      if (!codes.contains(spell.code())) {
        continue;
      }
      if (counted.add(spell.code())) {
        levels.merge(spell.level(), 1, Integer::sum);
      }
      LocalDate day = spell.validTo();
      Optional<String> parent = regions.parent(spell.code(), day);
      while (parent.isPresent() && above.add(parent.get())) {
        parent = regions.parent(parent.get(), day);
      }
    }
    above.removeAll(codes);
    List<String> told = new ArrayList<>();
    levels.forEach((level, of) -> told.add(count(of, level)));
    return String.join(", ", told)
        + (above.isEmpty() ? "" : ", " + count(above.size(), "region") + " above");
  }

  private static Map<String, Integer> comparisons(Set<String> indicators, Catalogue catalogue) {
    ComparisonPlan plan = ComparisonPlan.of(catalogue, HierarchyPlan.partial(catalogue));
    Map<String, Integer> counts = new TreeMap<>();
    for (ComparisonTable<?> table : plan.tables()) {
      Set<String> read = new TreeSet<>();
      for (String indicator : indicators) {
        for (ComparisonKey key : plan.readers(table, indicator)) {
          read.add(key.comparison() + ' ' + key.subject());
        }
      }
      if (!read.isEmpty()) {
        counts.put(table.name(), read.size());
      }
    }
    return counts;
  }

  private static String count(long number, String thing) {
    boolean endsInY = thing.matches(".*[^aeiou]y");
    String things = endsInY ? thing.substring(0, thing.length() - 1) + "ies" : thing + "s";
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? thing : things);
  }
}
