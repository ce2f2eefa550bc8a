package org.xiaokang.compare;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Of counts from an unstated day on the latest of each region, by what is counted. */
final class LatestCounts {
  /** The same whatever the order in which values come. */
  private static final Comparator<ComparedValue> LATER =
      Comparator.comparing(ComparedValue::end)
          .thenComparing(value -> (value.reservations() & Reservation.PERIOD_BOUNDED.bit()) == 0)
          .thenComparing(ComparedValue::preferred)
          .thenComparing(ComparedValue::value);

  private record Key(String seriesArea, String indicator, String scope, String kind) {}

  private record Count(ComparedValue own, ComparedValue asOf) {}

  private final Map<Key, Count> latest = new HashMap<>();

  /**
   * Adds a count.
   *
   * @param own as it was reported
   * @param asOf the same as of the day compared
   */
  void put(ComparedValue own, ComparedValue asOf) {
    latest.merge(
        new Key(own.seriesArea(), own.indicator(), own.scope(), own.kind()),
        new Count(own, asOf),
        (a, b) -> LATER.compare(a.own(), b.own()) >= 0 ? a : b);
  }

  void each(Consumer<ComparedValue> to) {
    latest.values().forEach(count -> to.accept(count.asOf()));
  }
}
