package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.xiaokang.indicator.IndicatorValue;

/** What must be said with a comparison of values that are not quite alike, as bits. */
public enum Reservation {
  /** Of a breakdown that means the same for this metric, though it is another one. */
  SCOPE_EQUIVALENT(1),
  /**
   * A count up to a day that is not stated: the day of publication, or the day compared, bounds it.
   */
  PERIOD_BOUNDED(2),
  /** Derived, approximate, apportioned or lined up, not reported as it is. */
  ESTIMATED(4),
  /** Only a bound of the value is known. */
  BOUNDED_VALUE(8),
  /** Not all regions, or shorter periods, are in it. */
  PARTIAL_COVERAGE(16),
  /** Of a breakdown that only comes close. */
  OTHER_DEFINITION(32);

  private static final Set<String> ESTIMATES =
      Set.of("derived", "approximate", "nearest_survey", "between_surveys");

  private static final List<Reservation> ALL = List.of(values());

  private final int bit;

  Reservation(int bit) {
    this.bit = bit;
  }

  int bit() {
    return bit;
  }

  /** What is to be said of a value by itself. */
  static int of(IndicatorValue value) {
    int said = 0;
    for (String flag : value.flags()) {
      said |= ESTIMATES.contains(flag) ? ESTIMATED.bit : 0;
      said |= flag.equals("bounded") ? BOUNDED_VALUE.bit : 0;
      said |= flag.equals("other_definition") ? OTHER_DEFINITION.bit : 0;
      said |= flag.equals("partial") ? PARTIAL_COVERAGE.bit : 0;
    }
    return said;
  }

  /** The words for some bits, in a fixed order. */
  static List<String> words(int bits) {
    List<String> words = new ArrayList<>();
    for (Reservation one : ALL) {
      if ((bits & one.bit) != 0) {
        words.add(one.name().toLowerCase(Locale.ROOT));
      }
    }
    return List.copyOf(words);
  }
}
