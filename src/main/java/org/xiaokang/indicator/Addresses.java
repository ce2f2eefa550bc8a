package org.xiaokang.indicator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.Regions;

/**
 * Where else a figure goes than to its own region: to the regions below it, as the hierarchy was on
 * the day, and from a named region to all.
 */
final class Addresses {
  /** How far above a region the nearest figure is looked for. */
  static final int HIGHEST = 6;

  private final Regions regions;
  private final HashMap<String, Integer> depths = new HashMap<>();
  private final HashMap<String, HashSet<String>> named = new HashMap<>();

  Addresses(Plan plan) {
    this.regions = plan.catalogue().regions();
    for (Figure.Reported figure : plan.lookedUp()) {
      switch (figure.of().kind()) {
        case SELF -> throw new IllegalStateException("not looked up: " + figure);
        case PARENT -> depths.merge(figure.metric(), 1, Math::max);
        case NEAREST -> depths.merge(figure.metric(), HIGHEST, Math::max);
        case REGION ->
            named.computeIfAbsent(figure.metric(), m -> new HashSet<>()).add(figure.of().code());
      }
    }
  }

  /** The metrics whose figures are looked up at all. */
  Set<String> metrics() {
    Set<String> metrics = new HashSet<>(depths.keySet());
    metrics.addAll(named.keySet());
    return metrics;
  }

  /** The prefix of a figure's key on the rows that look it up from so many levels below. */
  static String above(int levels) {
    return levels + "^";
  }

  /** Under which keys of a row a figure may stand; the first that is there is the figure. */
  static List<String> keys(Figure.Reported figure) {
    String metric = figure.over().isPresent() ? PeriodAggregation.key(figure) : figure.metric();
    return switch (figure.of().kind()) {
      case SELF, REGION -> List.of(of(figure.of()) + metric);
      case PARENT -> List.of(above(1) + metric);
      case NEAREST ->
          IntStream.rangeClosed(0, HIGHEST)
              .mapToObj(level -> (level == 0 ? "" : above(level)) + metric)
              .toList();
    };
  }

  /** The prefix of a named region's figure. */
  static String of(Input.Of of) {
    return of.isSelf() ? "" : of.code() + "@";
  }

  /**
   * A row that a figure goes to.
   *
   * @param seriesArea the code under which the region's series is kept
   * @param refArea the region's code on the day
   * @param prefix what stands before the figure's metric there
   */
  record Address(String seriesArea, String refArea, String prefix) {}

  /**
   * Where else a figure goes than to its own region.
   *
   * @param area the region's code
   * @param date the last day of its period, else the first; null where neither is known
   */
  List<Address> others(String area, String metric, @Nullable LocalDate date) {
    LocalDate day = date == null ? LocalDate.MAX : date;
    String panel = regions.panel(area, day);
    List<Address> addresses = new ArrayList<>();
    below(area, day, 1, depths.getOrDefault(metric, 0), addresses);
    for (String code : named.getOrDefault(metric, new HashSet<>())) {
      if (code.equals(area) || regions.panel(code, LocalDate.MAX).equals(panel)) {
        for (String other : regions.valid(day)) {
          addresses.add(new Address(regions.panel(other, day), other, of(Input.Of.region(code))));
        }
      }
    }
    return addresses;
  }

  private void below(String area, LocalDate day, int level, int deepest, List<Address> addresses) {
    if (level > deepest) {
      return;
    }
    for (String child : regions.children(area, day)) {
      addresses.add(new Address(regions.panel(child, day), child, above(level)));
      below(child, day, level + 1, deepest, addresses);
    }
  }
}
