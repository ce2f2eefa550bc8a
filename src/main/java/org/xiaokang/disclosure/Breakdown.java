package org.xiaokang.disclosure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A way in which a total is broken down: by keys of the scope, and by periods within the year. Its
 * figures of a region are confidential together, for each is the rest of the others.
 *
 * @param time the period; of parts of a year, which parts
 * @param fineness 0 for a figure on its own; from 1 for parts of a year, which add up
 * @param keys the keys of the scope; none for {@code all}
 */
record Breakdown(String time, int fineness, Set<String> keys) {
  /** What a breakdown follows from comes after it. */
  static final Comparator<Breakdown> COARSEST_FIRST =
      Comparator.comparingInt(Breakdown::fineness)
          .thenComparingInt(breakdown -> breakdown.keys().size())
          .thenComparing(Breakdown::toString);

  /** Months and years to date: each follows from the others. */
  private static final int MONTHS = 3;

  /** Keeps a copy. */
  Breakdown {
    keys = Set.copyOf(keys);
  }

  /**
   * The breakdown a figure belongs to.
   *
   * @param isFlow whether figures of parts of a year add up to the year's
   */
  static Breakdown of(String periodKind, String timePeriod, String scope, boolean isFlow) {
    int fineness =
        switch (isFlow ? periodKind : "") {
          case "half_year" -> 1;
          case "quarter" -> 2;
          case "month", "year_to_date" -> MONTHS;
          default -> 0;
        };
    return new Breakdown(
        fineness == 0 ? periodKind + " " + timePeriod : "parts " + fineness, fineness, keys(scope));
  }

  private static Set<String> keys(String scope) {
    Set<String> keys = new TreeSet<>();
    List<String> parts = Arrays.asList(scope.split(";"));
    parts.stream()
        .filter(part -> part.contains("="))
        .forEach(part -> keys.add(part.substring(0, part.indexOf('=')).toLowerCase(Locale.ROOT)));
    return keys;
  }

  /** Whether figures of this one follow from those of the other, if all of them are shown. */
  boolean followsFrom(Breakdown finer) {
    boolean inTime =
        time.equals(finer.time)
            || (finer.fineness > fineness && (fineness > 0 || time.startsWith("year ")));
    return !equals(finer) && inTime && finer.keys.containsAll(keys);
  }

  /** One word for each. */
  @Override
  public String toString() {
    return time + " by " + new TreeSet<>(keys);
  }
}
