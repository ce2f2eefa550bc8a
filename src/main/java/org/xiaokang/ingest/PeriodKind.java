package org.xiaokang.ingest;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kinds of periods; those of a fixed length know how many months that is. */
enum PeriodKind {
  YEAR(12, "A"),
  HALF_YEAR(6, "S"),
  QUARTER(3, "Q"),
  MONTH(1, "M"),
  YEAR_TO_DATE(0, "_O"),
  CUMULATIVE(0, "_O"),
  AVERAGE(0, "_O"),
  POINT(0, "D"),
  UNKNOWN(0, "_O");

  /** The kinds whose length is fixed, the longest first. */
  static final List<PeriodKind> FIXED = List.of(YEAR, HALF_YEAR, QUARTER, MONTH);

  /** Months of a fixed length; 0 where it is not fixed. */
  private final int months;

  private final String freq;
  private final String code = name().toLowerCase(Locale.ROOT);

  PeriodKind(int months, String freq) {
    this.months = months;
    this.freq = freq;
  }

  /** The kind that a text names, in whatever case, with blanks or hyphens; null if none. */
  static @Nullable PeriodKind of(String text) {
    String named = text.replace('-', '_').replace(' ', '_').toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(kind -> kind.code.equals(named)).findFirst().orElse(null);
  }

  /** As tables write it. */
  String code() {
    return code;
  }

  /** SDMX's CL_FREQ of a period of this kind of which something is known. */
  String freq() {
    return freq;
  }

  boolean isFixed() {
    return months > 0;
  }

  int months() {
    return months;
  }

  /** Whether a period of this fixed length begins on a day by the calendar. */
  boolean begins(LocalDate day) {
    return day.getDayOfMonth() == 1 && (day.getMonthValue() - 1) % months == 0;
  }
}
