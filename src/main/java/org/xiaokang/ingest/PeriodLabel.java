package org.xiaokang.ingest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.NameKey;
import org.xiaokang.config.Printing.PeriodLabels;

/**
 * What one printed label of a period says: a day, a month, a year, SDMX's other periods (2019-Q1,
 * 2019-S1, 2019-T1, 2019-M01, 2019-W05, 2019-D032, 2019-A1, 2019-01-01/P1Y), a day with a time.
 *
 * <p>Some labels have several readings: 2004-05 is a month or a fiscal year, 2019-1 a month, a
 * quarter or a half-year, 3/4/2019 a day in April or in March. Which one is meant is said by all
 * labels of the source together, {@link SourceReading}.
 *
 * @param date the period; null where the label has several readings, or none
 * @param readings what it may say; empty where it says one thing or nothing
 * @param trouble why it says nothing
 */
record PeriodLabel(@Nullable PrintedDate date, Set<PeriodLabels> readings, Trouble trouble) {
  /** Why a label says nothing. */
  enum Trouble {
    NONE,
    /** It is no label of a period. */
    NO_LABEL,
    /** It has a time of day, and nothing says in which zone. */
    NO_ZONE
  }

  /** What systems write for the end of a day. */
  private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

  private static final String YEAR = "([12][0-9]{3})";
  private static final Pattern DASHES = Pattern.compile("[\\u2010-\\u2015\\u2212~]");
  private static final Pattern PART =
      Pattern.compile(YEAR + "-?([amqshtwd])-?([0-9]{1,3})?|" + YEAR + "\u5E74\u5EA6?");
  private static final Pattern CHINESE =
      Pattern.compile(
          YEAR
              + "\u5E74 ?(?:([0-9]{1,2})\u6708(?:([0-9]{1,2})\u65E5|\u4EFD)?"
              + "|\u7B2C?([1-4\u4E00\u4E8C\u4E09\u56DB])\u5B63\u5EA6?"
              + "|([\u4E0A\u4E0B])\u534A\u5E74)");
  private static final Pattern DAY =
      Pattern.compile(YEAR + "([-/.])([0-9]{1,2})\\2([0-9]{1,2})|" + YEAR + "([0-9]{2})([0-9]{2})");
  private static final Pattern TIME =
      Pattern.compile(
          "([^t ]+)[t ]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9})[0-9]*)?)?"
              + " ?(z|utc|[+-][0-9]{2}(?::?[0-9]{2})?)?");
  private static final Pattern INTERVAL = Pattern.compile("([^/]+)/(.+)");
  private static final Pattern LENGTH = Pattern.compile("p(?:[0-9]+y)?(?:[0-9]+m)?(?:[0-9]+[wd])?");

  private static PeriodLabel of(@Nullable PrintedDate date) {
    return new PeriodLabel(date, Set.of(), date == null ? Trouble.NO_LABEL : Trouble.NONE);
  }

  /**
   * Reads a label.
   *
   * @param zone the zone in which a time of day is meant; null: only midnight is taken
   */
  static PeriodLabel read(String text, @Nullable ZoneId zone) {
    PrintedDate usual = PrintedDate.usual(text);
    if (usual != null) {
      return of(usual);
    }
    String label = key(text);
    Set<PeriodLabels> readings = AmbiguousLabel.readings(label);
    if (!readings.isEmpty()) {
      return new PeriodLabel(null, readings, Trouble.NONE);
    }
    PrintedDate plain = plain(label);
    Matcher time = TIME.matcher(label);
    if (plain != null || !time.matches()) {
      return of(plain == null ? interval(label) : plain);
    }
    return timed(time, zone);
  }

  /** A label in the one spelling that patterns know. */
  static String key(String text) {
    return DASHES.matcher(NameKey.of(text)).replaceAll("-");
  }

  /** What a label says whatever others say; null where it is none of these. */
  private static @Nullable PrintedDate plain(String label) {
    PrintedDate usual = PrintedDate.usual(label);
    if (usual != null) {
      return usual;
    }
    Matcher day = DAY.matcher(label);
    if (day.matches()) {
      return day.group(1) != null
          ? PrintedDate.day(number(day, 1), number(day, 3), number(day, 4))
          : PrintedDate.day(number(day, 5), number(day, 6), number(day, 7));
    }
    Matcher part = PART.matcher(label);
    if (part.matches()) {
      return part.group(4) != null ? PrintedDate.year(number(part, 4)) : part(part);
    }
    Matcher chinese = CHINESE.matcher(label);
    return chinese.matches() ? chinese(chinese) : null;
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  /** SDMX's reporting periods (SDMX 2.1 section 6, 4.2.6). */
  private static @Nullable PrintedDate part(Matcher label) {
    int year = number(label, 1);
    boolean isNumbered = label.group(3) != null;
    int part = isNumbered ? number(label, 3) : 1;
    char kind = label.group(2).charAt(0);
    if (!isNumbered && kind != 'a') {
      return null;
    }
    return switch (kind) {
      case 'a' -> part == 1 ? PrintedDate.year(year) : null;
      case 's', 'h' -> PrintedDate.part(year, part, 6);
      case 't' -> PrintedDate.part(year, part, 4);
      case 'q' -> PrintedDate.part(year, part, 3);
      case 'm' -> PrintedDate.month(year, part);
      case 'w' -> week(year, part);
      default ->
          part < 1 || part > LocalDate.of(year, 12, 31).getDayOfYear()
              ? null
              : PrintedDate.day(LocalDate.ofYearDay(year, part));
    };
  }

  /** A week by ISO 8601, from Monday to Sunday. */
  private static @Nullable PrintedDate week(int year, int week) {
    LocalDate inFirst = LocalDate.of(year, 1, 4);
    long weeks = IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(inFirst).getMaximum();
    if (week < 1 || week > weeks) {
      return null;
    }
    LocalDate monday = inFirst.minusDays(inFirst.getDayOfWeek().getValue() - 1L);
    LocalDate first = monday.plusWeeks(week - 1L);
    return PrintedDate.period(first, first.plusDays(6));
  }

  private static @Nullable PrintedDate chinese(Matcher label) {
    int year = number(label, 1);
    if (label.group(2) != null) {
      return label.group(3) == null
          ? PrintedDate.month(year, number(label, 2))
          : PrintedDate.day(year, number(label, 2), number(label, 3));
    }
    if (label.group(4) != null) {
      int quarter = "1234\u4E00\u4E8C\u4E09\u56DB".indexOf(label.group(4)) % 4 + 1;
      return PrintedDate.part(year, quarter, 3);
    }
    return PrintedDate.part(year, label.group(5).equals("\u4E0A") ? 1 : 2, 6);
  }

  /** A day and a length of time, or another day; null where it is neither. */
  private static @Nullable PrintedDate interval(String label) {
    Matcher interval = INTERVAL.matcher(label);
    if (!interval.matches()) {
      return null;
    }
    PrintedDate start = plain(interval.group(1).replaceFirst("t00:00(:00)?$", ""));
    String length = interval.group(2);
    if (start == null) {
      return null;
    }
    if (!LENGTH.matcher(length).matches() || length.length() < 3) {
      PrintedDate end = plain(length);
      return end == null ? null : PrintedDate.period(start.first(), end.last());
    }
    try {
      LocalDate behind = start.first().plus(Period.parse(length.toUpperCase(Locale.ROOT)));
      return PrintedDate.period(start.first(), behind.minusDays(1));
    } catch (DateTimeException | ArithmeticException e) {
      return null; // beyond what a calendar has
    }
  }

  private static PeriodLabel timed(Matcher label, @Nullable ZoneId zone) {
    PrintedDate date = plain(label.group(1));
    if (date == null || date.precision() != PrintedDate.Precision.DAY) {
      return of(null);
    }
    try {
      LocalTime time = time(label);
      LocalDate day = date.first();
      String offset = label.group(6);
      if (zone != null && offset != null) {
        OffsetDateTime moment = LocalDateTime.of(day, time).atOffset(offset(offset));
        return of(PrintedDate.day(moment.atZoneSameInstant(zone).toLocalDate()));
      }
      return zone != null || time.equals(LocalTime.MIDNIGHT) || !time.isBefore(LAST_SECOND)
          ? of(PrintedDate.day(day))
          : new PeriodLabel(null, Set.of(), Trouble.NO_ZONE);
    } catch (DateTimeException e) {
      return of(null); // 25:00
    }
  }

  private static LocalTime time(Matcher label) {
    String second = label.group(4);
    String fraction = label.group(5);
    return LocalTime.of(
        number(label, 2),
        number(label, 3),
        second == null ? 0 : Integer.parseInt(second),
        fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9)));
  }

  private static ZoneOffset offset(String text) {
    return text.equals("z") || text.equals("utc") ? ZoneOffset.UTC : ZoneOffset.of(text);
  }
}
