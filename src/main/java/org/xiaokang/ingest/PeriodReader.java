package org.xiaokang.ingest;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xiaokang.config.Printing.PeriodLabels;

/**
 * Printed periods to SDMX ones.
 *
 * <p>A bound may be a day, a month or a year: a start is its first day, an end its last. Of a year,
 * half_year, quarter or month one bound implies the other when it lies on the calendar's own edge;
 * a year_to_date without a start begins on 1 January, one that spans the whole year is a year; a
 * point is one day. A blank kind is inferred from two bounds that span exactly a calendar year,
 * half-year, quarter, month or day, else it is unknown; a kind that says unknown is believed. A
 * kind that contradicts its own bounds is a reason. A missing period is none.
 *
 * @param period what was read; null where there is a reason
 * @param first the first day, as far as it could be read
 * @param last the last day, as far as it could be read
 * @param reasons what is wrong
 */
record PeriodReader(
    @Nullable Period period,
    @Nullable LocalDate first,
    @Nullable LocalDate last,
    List<Reason> reasons) {
  private static final String KINDS =
      "year, half_year, quarter, month, year_to_date, cumulative, average, point or unknown";

  private static final String SPANS =
      "bounds that span the kind: a year 12 months, a half_year 6, a quarter 3, a month 1, a"
          + " year_to_date 12 at most, a point one day; or the kind that fits the bounds"
          + " (cumulative, unknown)";

  /** What the three cells of a row say. */
  static PeriodReader read(
      @Nullable String kindText,
      @Nullable String startText,
      @Nullable String endText,
      SourceReading reading) {
    List<Reason> reasons = new ArrayList<>();
    PeriodKind stated = kindText == null ? null : PeriodKind.of(kindText);
    boolean isOneLabel = startText == null || endText == null || startText.equals(endText);
    PeriodKind said = isOneLabel ? stated : null;
    PrintedDate start = date("period_start", bound(startText, true), said, reading, reasons);
    List<Reason> ofEnd = new ArrayList<>();
    PrintedDate end = date("period_end", bound(endText, false), said, reading, ofEnd);
    if (startText == null || !startText.equals(endText)) { // else it is told already
      reasons.addAll(ofEnd);
    }
    if (kindText != null && stated == null) {
      reasons.add(new Reason("period_kind_unknown", "period_kind", kindText, KINDS));
    }
    LocalDate first = first(stated, start, end);
    LocalDate last = last(stated, start, end);
    if (first != null && last != null && first.isAfter(last)) {
      reasons.add(
          new Reason(
              "period_reversed",
              "period_start",
              startText,
              "a date not after period_end " + endText));
    } else if (stated != null && contradicts(stated, first, last, start, end)) {
      reasons.add(
          new Reason(
              "period_mismatch",
              "period_kind",
              "%s %s/%s"
                  .formatted(
                      stated.code(),
                      startText == null ? ".." : startText,
                      endText == null ? ".." : endText),
              SPANS));
    }
    return reasons.isEmpty()
        ? new PeriodReader(period(kind(stated, first, last), first, last), first, last, List.of())
        : new PeriodReader(null, first, last, List.copyOf(reasons));
  }

  /** The day as of which the row's region is meant; null where none is known. */
  @Nullable LocalDate day(@Nullable LocalDate published) {
    return last != null ? last : first != null ? first : published;
  }

  /** Of an open range, ../2018-12-31 or 2019-01-01/.., the side that is asked for. */
  private static @Nullable String bound(@Nullable String text, boolean isStart) {
    if (text == null || text.equals(Period.NOT_STATED)) {
      return null;
    }
    if (text.startsWith("../")) {
      return isStart ? null : text.substring(3);
    }
    if (text.endsWith("/..")) {
      return isStart ? text.substring(0, text.length() - 3) : null;
    }
    return text;
  }

  private static @Nullable PrintedDate date(
      String column,
      @Nullable String text,
      @Nullable PeriodKind kind,
      SourceReading reading,
      List<Reason> reasons) {
    if (text == null) {
      return null;
    }
    String bare = NoteMarks.without(text, reading.printing().noteMarks());
    PeriodLabel label = PeriodLabel.read(bare, reading.printing().timeZone());
    if (label.date() != null) {
      return label.date();
    }
    Set<PeriodLabels> readings = ColumnEvidence.said(label.readings(), kind);
    if (!readings.isEmpty()) {
      SourceReading.ReadLabel read =
          readings.size() < label.readings().size()
              ? new SourceReading.ReadLabel(
                  AmbiguousLabel.as(bare, readings.iterator().next(), null), "")
              : reading.label(bare, readings);
      if (read.date() == null) {
        reasons.add(new Reason("period_ambiguous", column, text, read.expected()));
      }
      return read.date();
    }
    reasons.add(
        label.trouble() == PeriodLabel.Trouble.NO_ZONE
            ? new Reason(
                "time_without_zone",
                column,
                text,
                "a day; of a time of day must be known in which zone it is meant: say time_zone: Asia/Shanghai (or another) for source '%s'"
                    .formatted(reading.source()))
            : new Reason(
                "date_invalid",
                column,
                text,
                "an ISO date such as 2020-12-31 (or 2020-12, or 2020), or a period as SDMX writes it (2020-Q1, 2020-S1, 2020-01-01/P9M)"));
    return null;
  }

  private static @Nullable LocalDate first(
      @Nullable PeriodKind kind, @Nullable PrintedDate start, @Nullable PrintedDate end) {
    if (kind == PeriodKind.POINT) {
      return end != null ? end.last() : start == null ? null : start.last();
    }
    if (start != null || end == null) {
      return start == null ? null : start.first();
    }
    if (kind == null) {
      return isPeriod(end) ? end.first() : null;
    }
    if (kind == PeriodKind.YEAR_TO_DATE) {
      return end.last().withDayOfYear(1);
    }
    LocalDate next = end.last().plusDays(1);
    return implies(kind, end) && kind.begins(next) ? next.minusMonths(kind.months()) : null;
  }

  private static @Nullable LocalDate last(
      @Nullable PeriodKind kind, @Nullable PrintedDate start, @Nullable PrintedDate end) {
    if (kind == PeriodKind.POINT) {
      return first(kind, start, end);
    }
    if (end != null || start == null) {
      return end == null ? null : end.last();
    }
    if (kind == null) {
      return isPeriod(start) ? start.last() : null;
    }
    return implies(kind, start) && kind.begins(start.first())
        ? start.first().plusMonths(kind.months()).minusDays(1)
        : null;
  }

  private static boolean isPeriod(PrintedDate bound) {
    return bound.precision() == PrintedDate.Precision.PERIOD;
  }

  /** A bare year does not say which of its quarters is meant. */
  private static boolean implies(PeriodKind kind, PrintedDate bound) {
    return kind.isFixed()
        && (kind == PeriodKind.YEAR || bound.precision() != PrintedDate.Precision.YEAR);
  }

  private static boolean contradicts(
      PeriodKind kind,
      @Nullable LocalDate first,
      @Nullable LocalDate last,
      @Nullable PrintedDate start,
      @Nullable PrintedDate end) {
    if (kind.isFixed()) {
      boolean isWhole = first != null && last != null && months(first, last) == kind.months();
      return (first != null || last != null) && !isWhole;
    }
    if (kind == PeriodKind.YEAR_TO_DATE) {
      return first != null && last != null && !last.isBefore(first.plusMonths(12));
    }
    return kind == PeriodKind.POINT
        && start != null
        && end != null
        && !start.last().equals(end.last());
  }

  /** Whole months from the first day to the last, both included; 0 when they are not whole. */
  private static int months(LocalDate first, LocalDate last) {
    LocalDate next = last.plusDays(1);
    return first.getDayOfMonth() == next.getDayOfMonth()
        ? (int) ChronoUnit.MONTHS.between(first, next)
        : 0;
  }

  private static boolean spans(PeriodKind kind, LocalDate first, LocalDate last) {
    return kind.isFixed() && kind.begins(first) && months(first, last) == kind.months();
  }

  /**
   * Whether the bounds miss a period of the calendar by one day, as those that were moved by a zone
   * or that include the day behind do.
   */
  boolean isOneDayOff() {
    if (period == null || first == null || last == null || !isUnknown(period)) {
      return false;
    }
    for (int start = -1; start <= 1; start++) {
      for (int end = -1; end <= 1; end++) {
        LocalDate from = first.plusDays(start);
        LocalDate to = last.plusDays(end);
        if (from.isBefore(to) && PeriodKind.FIXED.stream().anyMatch(k -> spans(k, from, to))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isUnknown(Period period) {
    return period.kind().equals(PeriodKind.UNKNOWN.code());
  }

  private static PeriodKind kind(
      @Nullable PeriodKind stated, @Nullable LocalDate first, @Nullable LocalDate last) {
    if (first == null || last == null) {
      return stated == null ? PeriodKind.UNKNOWN : stated;
    }
    if (stated != null) {
      return stated == PeriodKind.YEAR_TO_DATE && spans(PeriodKind.YEAR, first, last)
          ? PeriodKind.YEAR
          : stated;
    }
    for (PeriodKind kind : PeriodKind.FIXED) {
      if (spans(kind, first, last)) {
        return kind;
      }
    }
    return first.equals(last) ? PeriodKind.POINT : PeriodKind.UNKNOWN;
  }

  private static Period period(
      PeriodKind kind, @Nullable LocalDate first, @Nullable LocalDate last) {
    boolean isStated = first != null || last != null;
    String freq = isStated || kind.isFixed() ? kind.freq() : Period.NOT_STATED;
    return new Period(kind.code(), first, last, timePeriod(kind, first, last), freq);
  }

  private static String timePeriod(
      PeriodKind kind, @Nullable LocalDate first, @Nullable LocalDate last) {
    if (first == null) {
      return last == null ? Period.NOT_STATED : "../" + last;
    }
    if (last == null) {
      return first + "/..";
    }
    if (kind == PeriodKind.POINT) {
      return first.toString();
    }
    if (spans(kind, first, last)) {
      return calendar(kind, first);
    }
    int months = months(first, last);
    if (months == 0) {
      return first + "/P" + (ChronoUnit.DAYS.between(first, last) + 1) + "D";
    }
    return first + (months % 12 == 0 ? "/P" + months / 12 + "Y" : "/P" + months + "M");
  }

  private static String calendar(PeriodKind kind, LocalDate first) {
    int part = kind.months() == 0 ? 0 : (first.getMonthValue() - 1) / kind.months() + 1;
    return switch (kind) {
      case HALF_YEAR -> first.getYear() + "-S" + part;
      case QUARTER -> first.getYear() + "-Q" + part;
      case MONTH -> first.toString().substring(0, 7);
      default -> String.valueOf(first.getYear());
    };
  }
}
