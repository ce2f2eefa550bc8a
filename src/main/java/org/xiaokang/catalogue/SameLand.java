package org.xiaokang.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/**
 * Series of regions, by the codes they are kept under, that are the same land at different times.
 */
public final class SameLand {
  /**
   * A whole and its parts.
   *
   * @param whole the code of its series; of several regions together, all their codes
   */
  private record Division(String whole, List<String> parts) {}

  private final Map<String, List<Division>> byPart = new HashMap<>();
  private final Set<String> series = new HashSet<>();

  private SameLand() {}

  static SameLand of(Spells spells, Succession succession, Partitions partitions) {
    SameLand land = new SameLand();
    for (int whole : partitions.wholes()) {
      String name =
          whole < spells.size()
              ? succession.panel(whole)
              : "+" + succession.panel(partitions.of(whole).get(0).parts().get(0)) + "+" + whole;
      for (Partitions.Partition one : partitions.of(whole)) {
        Set<String> parts = new TreeSet<>();
        one.parts().forEach(part -> parts.add(succession.panel(part)));
        if (!parts.contains(name)) {
          Division division = new Division(name, List.copyOf(parts));
          parts.forEach(
              part -> land.byPart.computeIfAbsent(part, code -> new ArrayList<>()).add(division));
          land.series.add(name);
          land.series.addAll(parts);
        }
      }
    }
    return land;
  }

  /** Whether a series is of such a region. */
  public boolean isOf(String seriesArea) {
    return series.contains(seriesArea);
  }

  /**
   * The same figures with those of all parts of a whole put together under the whole, as far as it
   * goes.
   *
   * @param figures by the code of their series
   */
  public <T> Map<String, T> joined(Map<String, T> figures, BinaryOperator<T> plus) {
    Map<String, T> joined = new HashMap<>(figures);
    boolean goesOn = true;
    while (goesOn) {
      goesOn = false;
      for (String code : new TreeSet<>(joined.keySet())) {
        for (Division division : byPart.getOrDefault(code, List.of())) {
          if (!joined.containsKey(division.whole())
              && joined.keySet().containsAll(division.parts())) {
            List<T> parts = new ArrayList<>();
            division.parts().forEach(part -> parts.add(joined.remove(part)));
            parts.stream().reduce(plus).ifPresent(all -> joined.put(division.whole(), all));
            goesOn = true;
          }
        }
      }
    }
    return joined;
  }
}
