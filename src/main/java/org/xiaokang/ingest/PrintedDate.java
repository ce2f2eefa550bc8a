package org.xiaokang.ingest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A day, a month or a year as it was printed.
 *
 * @param first its first day
 * @param last its last day
 * @param precision which of the three it is
 */
record PrintedDate(LocalDate first, LocalDate last, Precision precision) {
  enum Precision {
    YEAR,
    MONTH,
    DAY
  }

  /** A day may have a time, which is left out. */
  private static final Pattern DATE =
      Pattern.compile("([12][0-9]{3})(?:-([0-9]{1,2})(?:-([0-9]{1,2})(?:[T ][0-9:.]+Z?)?)?)?");

  /** What an ISO text says; null where it is no date of the years 1000 to 2999. */
  static @Nullable PrintedDate parse(String text) {
    LocalDate whole = whole(text);
    if (whole != null) {
      return new PrintedDate(whole, whole, Precision.DAY);
    }
    Matcher date = DATE.matcher(text);
    if (!date.matches()) {
      return null;
    }
    int year = Integer.parseInt(date.group(1));
    if (date.group(2) == null) {
      LocalDate first = LocalDate.of(year, 1, 1);
      return new PrintedDate(first, first.plusYears(1).minusDays(1), Precision.YEAR);
    }
    int month = Integer.parseInt(date.group(2));
    try {
      if (date.group(3) == null) {
        LocalDate first = LocalDate.of(year, month, 1);
        return new PrintedDate(first, first.plusMonths(1).minusDays(1), Precision.MONTH);
      }
      LocalDate day = LocalDate.of(year, month, Integer.parseInt(date.group(3)));
      return new PrintedDate(day, day, Precision.DAY);
    } catch (DateTimeException e) {
      return null; // the 30th of February
    }
  }

  /** As most days are printed, 2020-12-31; null where the text is anything else. */
  private static @Nullable LocalDate whole(String text) {
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
        : LocalDate.of(year, month, day);
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

  /** The day that an ISO text says; null where it is no whole date. */
  static @Nullable LocalDate day(String text) {
    PrintedDate date = parse(text);
    return date == null || date.precision() != Precision.DAY ? null : date.first();
  }
}
