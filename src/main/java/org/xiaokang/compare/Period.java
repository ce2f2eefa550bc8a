package org.xiaokang.compare;

import java.time.LocalDate;

/**
 * A period with a known end.
 *
 * @param kind its kind, as in indicators
 * @param name as in indicators (time_period)
 * @param end its last day
 */
record Period(String kind, String name, LocalDate end) {
  /** The end in years, 2020.0 for the last day of 2020 whatever the month in a series of years. */
  double years() {
    return months() / 12.0;
  }

  /**
   * The end in days since 1970-01-01, as it goes through typed code: a java.sql.Date is a moment in
   * the zone of the machine, and zones have skipped days.
   */
  int day() {
    return Math.toIntExact(end.toEpochDay());
  }

  /** Months since the year 0. */
  int months() {
    LocalDate after = end.plusDays(1);
    return after.getYear() * 12 + after.getMonthValue() - 13;
  }
}
