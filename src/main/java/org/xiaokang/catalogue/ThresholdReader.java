package org.xiaokang.catalogue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads thresholds, and for which regions and years each is. */
final class ThresholdReader {
  private final Set<String> levels = new TreeSet<>();

  /** What a level or an attribute may be: codes and names of its regions, or its values. */
  private final Map<String, Set<String>> known = new TreeMap<>();

  ThresholdReader(List<Region> regions) {
    for (Region region : regions) {
      levels.add(region.level());
      Set<String> ofLevel = known.computeIfAbsent(region.level(), level -> new TreeSet<>());
      ofLevel.add(region.code());
      ofLevel.add(region.name());
      ofLevel.add(region.nameEn());
      region
          .attributes()
          .forEach((name, value) -> known.computeIfAbsent(name, n -> new TreeSet<>()).add(value));
    }
    known.put(Criterion.Threshold.LEVEL, levels);
  }

  /** The levels of regions that something is for. */
  List<String> levels(Definition entry) {
    List<String> read = entry.texts("levels");
    for (String level : read) {
      if (!levels.contains(level)) {
        entry.problem("levels", Definition.unknown("level of the region table", level, levels));
      }
    }
    if (read.isEmpty()) {
      entry.problem(
          "levels", "'levels' is missing; list the levels of regions that are assessed: " + levels);
    }
    return read;
  }

  static Comparison.Years years(Definition entry) {
    Comparison.Years years =
        new Comparison.Years(
            entry.integer("from", Integer.MIN_VALUE), entry.integer("to", Integer.MAX_VALUE));
    if (years.from() > years.to()) {
      entry.problem("from", "'from' " + years.from() + " is after 'to' " + years.to());
    }
    return years;
  }

  /** One {@code threshold}, or a list {@code thresholds}. */
  List<Criterion.Threshold> thresholds(String owner, Definition block) {
    List<Criterion.Threshold> read = new ArrayList<>();
    number(block, "threshold")
        .ifPresent(
            value -> read.add(new Criterion.Threshold(value, Map.of(), Comparison.Years.ALL)));
    boolean one = block.keys().contains("threshold");
    for (Definition entry : block.definitions("thresholds")) {
      if (!entry.has("value")) {
        entry.problem("value", owner + ": a threshold needs a 'value'");
      }
      Optional<BigDecimal> value = number(entry, "value");
      Map<String, List<String>> where =
          entry.optionalDefinition("where").map(this::where).orElse(Map.of());
      Comparison.Years years = years(entry);
      entry.done();
      value.ifPresent(number -> read.add(new Criterion.Threshold(number, where, years)));
    }
    if (one == block.keys().contains("thresholds")) {
      block.problem("threshold", owner + " needs either 'threshold' or a list 'thresholds'");
    }
    return read;
  }

  private static Optional<BigDecimal> number(Definition block, String key) {
    return block.number(key).map(BigDecimal::valueOf);
  }

  private Map<String, List<String>> where(Definition block) {
    Map<String, List<String>> where = new LinkedHashMap<>();
    for (String key : block.keys()) {
      List<String> values = block.texts(key);
      Set<String> possible = known.get(key);
      if (possible == null) {
        block.problem(
            key, Definition.unknown("level or attribute of the region table", key, known.keySet()));
      } else {
        for (String value : values) {
          if (!possible.contains(value)) {
            block.problem(
                key,
                "no region has %s '%s', so that nothing can meet it%s"
                    .formatted(key, value, Nearest.hint(value, possible)));
          }
        }
      }
      where.put(key, values);
    }
    return where;
  }
}
