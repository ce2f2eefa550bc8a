package org.xiaokang.indicator;

import java.time.LocalDate;
import java.time.MonthDay;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Period;

/**
 * When a figure is of, as far as it decides which figures meet over time.
 *
 * @param series figures of one series are alike: the same kind of period, the same months, as
 *     {@link org.xiaokang.catalogue.LikePeriods} has it; undated ones are alike within a document
 * @param sequence figures of one sequence follow each other by months: the same kind of period;
 *     null for kinds that do not
 * @param year the year that it ends in; null where that is not known
 * @param month the month that it ends in, counted from year 0; null where that is not known
 * @param point the day of a point in time, which follows others by months too; else null
 * @param ordinal orders figures in time: days since 1970-01-01; those without a known end come
 *     last, by date of publication
 */
record SeriesTime(
    String series,
    @Nullable String sequence,
    @Nullable Integer year,
    @Nullable Integer month,
    @Nullable LocalDate point,
    int ordinal) {
  private static final int AFTER_ALL_DATES = 10_000_000;

  static SeriesTime of(Period period, String docId, @Nullable LocalDate publishedOn) {
    LocalDate start = period.start();
    LocalDate end = period.end();
    LocalDate last = end == null ? start : end;
    int published = publishedOn == null ? 0 : (int) publishedOn.toEpochDay();
    return new SeriesTime(
        series(period, docId),
        sequence(period),
        last == null ? null : Integer.valueOf(last.getYear()),
        last == null ? null : Integer.valueOf(last.getYear() * 12 + last.getMonthValue()),
        period.kind().equals("point") ? last : null,
        end == null ? AFTER_ALL_DATES + published : (int) end.toEpochDay());
  }

  /**
   * The day on which the document of a figure without a known end was published: its period ended
   * then at the latest. Null where the end is known, or that day is not.
   */
  static @Nullable LocalDate published(int ordinal) {
    return ordinal <= AFTER_ALL_DATES ? null : LocalDate.ofEpochDay(ordinal - AFTER_ALL_DATES);
  }

  /** The day after the last is looked at, so that the Februaries of all years are alike. */
  private static String series(Period period, String docId) {
    LocalDate start = period.start();
    LocalDate end = period.end();
    if (start == null && end == null) {
      return period.kind() + ":" + docId;
    }
    LocalDate after = end == null ? null : end.plusDays(1);
    boolean isDay = start != null && start.equals(end);
    return "%s:%s/%s/%s"
        .formatted(
            period.kind(),
            isDay ? "" : monthAndDay(start),
            monthAndDay(after),
            isDay || start == null || after == null ? "" : after.getYear() - start.getYear());
  }

  private static String monthAndDay(@Nullable LocalDate day) {
    return day == null ? ".." : MonthDay.from(day).toString().substring(2);
  }

  private static @Nullable String sequence(Period period) {
    return switch (period.kind()) {
      case "month", "quarter", "half_year", "year" -> period.kind();
      case "year_to_date" ->
          period.start() == null ? null : "year_to_date:" + period.start().getYear();
      default -> null;
    };
  }
}
