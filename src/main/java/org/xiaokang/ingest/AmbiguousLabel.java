package org.xiaokang.ingest;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xiaokang.config.Printing.PeriodLabels;

/**
 * Labels of periods that may be read in several ways: a year and a number (2004-05, 2019-1,
 * 201903), two years (2004-2005), two numbers and a year (3/4/2019).
 */
final class AmbiguousLabel {
  private static final String YEAR = "([12][0-9]{3})";

  private static final Pattern YEAR_AND_PART =
      Pattern.compile(YEAR + "([-/.]?)([0-9]{1,2})|" + YEAR + "[-/]" + YEAR);

  private static final Pattern DAY_AND_MONTH =
      Pattern.compile("([0-9]{1,2})([-/.])([0-9]{1,2})\\2" + YEAR);

  private AmbiguousLabel() {}

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  /** What a label may say that says more than one thing, or is of a form that can. */
  static Set<PeriodLabels> readings(String label) {
    Matcher yearAndPart = YEAR_AND_PART.matcher(label);
    if (yearAndPart.matches()) {
      return yearAndPart.group(1) != null
          ? ofPart(number(yearAndPart, 1), yearAndPart.group(2), yearAndPart.group(3))
          : number(yearAndPart, 5) == number(yearAndPart, 4) + 1
              ? EnumSet.of(PeriodLabels.FISCAL_YEAR)
              : Set.of();
    }
    Matcher days = DAY_AND_MONTH.matcher(label);
    if (!days.matches()) {
      return Set.of();
    }
    Set<PeriodLabels> readings = EnumSet.noneOf(PeriodLabels.class);
    for (PeriodLabels order : EnumSet.of(PeriodLabels.DAY_FIRST, PeriodLabels.MONTH_FIRST)) {
      if (day(days, order) != null) {
        readings.add(order);
      }
    }
    return readings;
  }

  private static Set<PeriodLabels> ofPart(int year, String sign, String part) {
    int number = Integer.parseInt(part);
    Set<PeriodLabels> readings = EnumSet.noneOf(PeriodLabels.class);
    if (sign.isEmpty() && part.length() == 1) {
      return readings; // 20191
    }
    if (number >= 1 && number <= 12) {
      readings.add(PeriodLabels.MONTH);
    }
    if (part.length() == 1 && number >= 1 && number <= 4) {
      readings.add(PeriodLabels.QUARTER);
    }
    if (part.length() == 1 && number >= 1 && number <= 2) {
      readings.add(PeriodLabels.HALF_YEAR);
    }
    if (number == (year + 1) % (part.length() == 1 ? 10 : 100)) {
      readings.add(PeriodLabels.FISCAL_YEAR);
    }
    return readings;
  }

  private static @Nullable PrintedDate day(Matcher label, PeriodLabels order) {
    int first = number(label, 1);
    int second = number(label, 3);
    return order == PeriodLabels.DAY_FIRST
        ? PrintedDate.day(number(label, 4), second, first)
        : PrintedDate.day(number(label, 4), first, second);
  }

  /**
   * What a label says in one of its readings.
   *
   * @param fiscalYearStarts the day that fiscal years begin on; asked for where they are meant
   */
  static PrintedDate as(String text, PeriodLabels reading, @Nullable MonthDay fiscalYearStarts) {
    String label = PeriodLabel.key(text);
    PrintedDate date = null;
    Matcher days = DAY_AND_MONTH.matcher(label);
    Matcher parts = YEAR_AND_PART.matcher(label);
    if (days.matches()) {
      date = day(days, reading);
    } else if (parts.matches()) {
      boolean isOfYears = parts.group(1) == null;
      int year = number(parts, isOfYears ? 4 : 1);
      date =
          reading == PeriodLabels.FISCAL_YEAR
              ? fiscalYear(year, fiscalYearStarts)
              : isOfYears ? null : ofYear(year, number(parts, 3), reading);
    }
    if (date == null) {
      throw new IllegalArgumentException("'" + text + "' is no " + reading);
    }
    return date;
  }

  private static @Nullable PrintedDate ofYear(int year, int part, PeriodLabels reading) {
    return switch (reading) {
      case MONTH -> PrintedDate.month(year, part);
      case QUARTER -> PrintedDate.part(year, part, 3);
      case HALF_YEAR -> PrintedDate.part(year, part, 6);
      default -> null;
    };
  }

  private static @Nullable PrintedDate fiscalYear(int year, @Nullable MonthDay starts) {
    if (starts == null) {
      throw new IllegalArgumentException("nothing says when fiscal years begin");
    }
    LocalDate first = starts.atYear(year);
    return PrintedDate.period(first, first.plusYears(1).minusDays(1));
  }
}
