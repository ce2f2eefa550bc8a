package org.xiaokang.ingest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A day or a longer period as it was printed.
 *
 * @param first its first day
 * @param last its last day
 * @param precision how much of a period it says
 */
record PrintedDate(LocalDate first, LocalDate last, Precision precision) {
  enum Precision {
    /** A year, which may stand for a day of it. */
    YEAR,
    /** A month, which may stand for a day of it. */
    MONTH,
    DAY,
    /** A whole period, which needs no other bound: a quarter, a fiscal year, a start and length. */
    PERIOD
  }

  /** A year by the calendar; null where it is none of 1000 to 2999. */
  static @Nullable PrintedDate year(int year) {
    if (year < 1000 || year > 2999) {
      return null;
    }
    LocalDate first = LocalDate.of(year, 1, 1);
    return new PrintedDate(first, first.plusYears(1).minusDays(1), Precision.YEAR);
  }

  /** A month; null where there is none of that number. */
  static @Nullable PrintedDate month(int year, int month) {
    PrintedDate part = part(year, month, 1);
    return part == null ? null : new PrintedDate(part.first(), part.last(), Precision.MONTH);
  }

  /** One of the parts of so many months that a year has; null where there is no such part. */
  static @Nullable PrintedDate part(int year, int part, int months) {
    if (year < 1000 || year > 2999 || part < 1 || part > 12 / months) {
      return null;
    }
    LocalDate first = LocalDate.of(year, (part - 1) * months + 1, 1);
    return period(first, first.plusMonths(months).minusDays(1));
  }

  /** A day; null where the calendar has none such. */
  static @Nullable PrintedDate day(int year, int month, int day) {
    try {
      return year < 1000 || year > 2999 ? null : day(LocalDate.of(year, month, day));
    } catch (DateTimeException e) {
      return null; // the 30th of February
    }
  }

  static PrintedDate day(LocalDate day) {
    return new PrintedDate(day, day, Precision.DAY);
  }

  /** A period from one day to another; null where it is the other way round. */
  static @Nullable PrintedDate period(LocalDate first, LocalDate last) {
    return last.isBefore(first) ? null : new PrintedDate(first, last, Precision.PERIOD);
  }

  /** As most days are printed, 2020-12-31, and years; null where the text is anything else. */
  static @Nullable PrintedDate usual(String text) {
    if (text.length() == 4) {
      return year(digits(text, 0, 4));
    }
    if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return null;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    return year < 1000
            || year > 2999
            || month < 1
            || month > 12
            || day < 1
            || day > YearMonth.of(year, month).lengthOfMonth()
        ? null
        : day(LocalDate.of(year, month, day));
  }

  /** Below 0 where one is no digit of ASCII. */
  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }
}
