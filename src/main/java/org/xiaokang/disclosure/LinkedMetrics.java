package org.xiaokang.disclosure;

import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which metrics are looked at together: each rate with the counts that it is made of, and so with
 * the other rates of these.
 */
final class LinkedMetrics implements Serializable {
  private static final long serialVersionUID = 1L;

  /** For each metric the first one of those that it is linked with, itself if it is alone. */
  private final HashMap<String, String> first = new HashMap<>();

  /** Those first ones of which a count of one period goes into the rate of another. */
  private final HashSet<String> acrossPeriods = new HashSet<>();

  LinkedMetrics(Collection<String> counted, ReportedRates rates) {
    counted.forEach(metric -> first.put(metric, metric));
    rates.inputs().keySet().forEach(rate -> link(rate, rates.countsOf(rate)));
    rates
        .inputs()
        .forEach(
            (rate, inputs) -> {
              if (!inputs.stream().allMatch(CountInput::isOfSamePeriod)) {
                acrossPeriods.add(Objects.requireNonNull(first.get(rate)));
              }
            });
  }

  private void link(String rate, Set<String> counts) {
    Set<String> linked = new TreeSet<>(Set.of(rate));
    counts.forEach(count -> linked.add(first.getOrDefault(count, count)));
    String name = Collections.min(linked);
    first.replaceAll((metric, group) -> linked.contains(group) ? name : group);
    first.put(rate, name);
  }

  /** What names the metrics that one is linked with; null where nothing of it is confidential. */
  @Nullable String name(String metric) {
    return first.get(metric);
  }

  /** Whether figures of different periods are looked at together. */
  boolean isAcrossPeriods(String name) {
    return acrossPeriods.contains(name);
  }
}
