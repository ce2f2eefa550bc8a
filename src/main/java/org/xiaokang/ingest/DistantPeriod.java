package org.xiaokang.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Periods that a document hardly speaks of: years of another calendar (2560 is 2017 in Thailand,
 * 2076 is 2019 in Nepal, 1398 is 2019 in Iran), or slips. What is measured against is the document,
 * never the clock.
 */
final class DistantPeriod {
  /** Files whose time is before are of a system that knows no times. */
  private static final LocalDate EARLIEST_FILE = LocalDate.of(1990, 1, 1);

  private static final int YEARS_BEFORE = 400;

  private DistantPeriod() {}

  /** Why a period is refused; null where it is not. */
  static @Nullable Reason reason(
      PeriodReader period,
      PublishedOn published,
      @Nullable Instant recordedAt,
      ContractRow row,
      SourceReading reading) {
    LocalDate first = period.first() != null ? period.first() : period.last();
    LocalDate document = published.last() != null ? published.last() : recorded(recordedAt);
    if (first == null || document == null || reading.printing().distantPeriods()) {
      return null;
    }
    boolean isLate = first.isAfter(document.plusYears(1));
    if (!isLate && !first.isBefore(document.minusYears(YEARS_BEFORE))) {
      return null;
    }
    boolean isOfStart = row.periodStart() != null;
    return new Reason(
        isLate ? "period_too_late" : "period_too_early",
        isOfStart ? "period_start" : "period_end",
        isOfStart ? row.periodStart() : row.periodEnd(),
        "a period %s %s, the day of %s, by the Gregorian calendar; or say distant_periods: true for source '%s'"
            .formatted(
                isLate
                    ? "within a year after"
                    : "less than %d years before".formatted(YEARS_BEFORE),
                document,
                published.last() != null ? "publication" : "the file",
                reading.source()));
  }

  private static @Nullable LocalDate recorded(@Nullable Instant recordedAt) {
    LocalDate day = recordedAt == null ? null : recordedAt.atZone(ZoneOffset.UTC).toLocalDate();
    return day == null || day.isBefore(EARLIEST_FILE) ? null : day;
  }
}
