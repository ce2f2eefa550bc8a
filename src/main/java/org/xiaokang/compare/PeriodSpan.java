package org.xiaokang.compare;

/**
 * The periods that are looked at, by their names.
 *
 * @param from the first
 * @param to the last
 */
public record PeriodSpan(String from, String to) {
  static PeriodSpan between(ComparedPeriod from, ComparedPeriod to) {
    return new PeriodSpan(from.timePeriod(), to.timePeriod());
  }

  static PeriodSpan of(ComparedPeriod period) {
    return between(period, period);
  }
}
