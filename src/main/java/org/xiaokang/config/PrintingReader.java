package org.xiaokang.config;

import java.time.DateTimeException;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Definition;
import org.xiaokang.config.Printing.PeriodLabels;

/** Reads what a source declares of how it prints its figures. */
final class PrintingReader {
  private PrintingReader() {}

  static Printing read(Definition entry) {
    return new Printing(
        entry.texts("no_figure"),
        entry.texts("note_marks"),
        decimal(entry),
        labels(entry),
        fiscalYear(entry),
        zone(entry),
        entry.flag("distant_periods"),
        entry.flag("subjects_may_change"));
  }

  private static @Nullable String decimal(Definition entry) {
    Optional<String> sign = entry.optionalText("decimal");
    if (sign.isPresent() && !sign.get().equals(".") && !sign.get().equals(",")) {
      entry.problem(
          "decimal",
          "'decimal' must be \".\" or \",\", the decimal sign; found '" + sign.get() + "'");
      return null;
    }
    return sign.orElse(null);
  }

  private static @Nullable PeriodLabels labels(Definition entry) {
    PeriodLabels labels = entry.choice("period_labels", PeriodLabels.class, PeriodLabels.MONTH);
    return entry.has("period_labels") ? labels : null;
  }

  private static @Nullable MonthDay fiscalYear(Definition entry) {
    Optional<String> day = entry.optionalText("fiscal_year_starts");
    try {
      MonthDay starts = day.map(text -> MonthDay.parse("--" + text)).orElse(null);
      if (starts == null || starts.isValidYear(2001)) {
        return starts;
      }
    } catch (DateTimeException e) {
      // told below, with the 29th of February
    }
    entry.problem(
        "fiscal_year_starts",
        "'fiscal_year_starts' must be a month and a day, such as 04-01; found '"
            + day.orElse("")
            + "'");
    return null;
  }

  private static @Nullable ZoneId zone(Definition entry) {
    Optional<String> zone = entry.optionalText("time_zone");
    try {
      return zone.map(ZoneId::of).orElse(null);
    } catch (DateTimeException e) {
      entry.problem(
          "time_zone",
          "'time_zone' must be a zone such as Asia/Shanghai or +08:00; found '"
              + zone.orElse("")
              + "'");
      return null;
    }
  }
}
