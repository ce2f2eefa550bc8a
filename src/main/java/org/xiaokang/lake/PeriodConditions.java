package org.xiaokang.lake;

import java.time.LocalDate;
import java.util.Set;
import java.util.function.Function;
import org.xiaokang.ingest.Period;
import org.xiaokang.lake.TableSchema.Condition;

/** What holds for the periods of all tables. */
final class PeriodConditions {
  private static final Set<String> FREQUENCIES = Set.of("A", "S", "Q", "M", "D", "_O", "_U");
  private static final Set<String> KINDS =
      Set.of(
          "year",
          "half_year",
          "quarter",
          "month",
          "year_to_date",
          "cumulative",
          "average",
          "point",
          "unknown");

  private PeriodConditions() {}

  static <T> Condition<T> freqIsKnown(Function<T, String> freq) {
    return new Condition<>(
        "freq_is_known",
        "freq IN ('A', 'S', 'Q', 'M', 'D', '_O', '_U')",
        row -> FREQUENCIES.contains(freq.apply(row)));
  }

  static <T> Condition<T> kindIsKnown(Function<T, String> kind) {
    return new Condition<>(
        "period_kind_is_known",
        "period_kind IN ('year', 'half_year', 'quarter', 'month', 'year_to_date', 'cumulative', 'average', 'point', 'unknown')",
        row -> KINDS.contains(kind.apply(row)));
  }

  static <T> Condition<T> isInOrder(Function<T, Period> period) {
    return new Condition<>(
        "period_is_in_order",
        "period_start IS NULL OR period_end IS NULL OR period_start <= period_end",
        row -> isInOrder(period.apply(row)));
  }

  private static boolean isInOrder(Period period) {
    LocalDate start = period.start();
    LocalDate end = period.end();
    return start == null || end == null || !start.isAfter(end);
  }
}
