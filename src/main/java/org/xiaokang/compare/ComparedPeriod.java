package org.xiaokang.compare;

import java.time.LocalDate;

/**
 * A period with a known end.
 *
 * @param kind its kind, as in indicators; blank where values of several kinds are put together
 * @param timePeriod its name, as in indicators
 * @param end its last day
 */
public record ComparedPeriod(String kind, String timePeriod, LocalDate end) {
  /** Months since the year 0. */
  int months() {
    LocalDate after = end.plusDays(1);
    return after.getYear() * 12 + after.getMonthValue() - 13;
  }
}
