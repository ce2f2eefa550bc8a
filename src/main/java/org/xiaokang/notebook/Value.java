package org.xiaokang.notebook;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.xiaokang.reader.TableRow;

/**
 * One value of an indicator, in words.
 *
 * @param code the region's code
 * @param panel the code under which its series is kept, whatever code it had
 * @param area what it is called
 * @param scope the breakdown; all where there is none
 * @param kind kind of period
 * @param period the period as the tables write it
 * @param periodText the period as people write it
 * @param year the year in which it ends, if that is known
 * @param begins how much of that year is over when it begins, 0 to 1; 0 where it began before
 * @param origin reported or aggregated
 * @param value the number
 * @param remarks what must be said with it
 */
record Value(
    String code,
    String panel,
    Area area,
    String scope,
    String kind,
    String period,
    String periodText,
    OptionalInt year,
    double begins,
    String origin,
    double value,
    String remarks) {
  /** What is said of a period that no report states. */
  static final String NOT_STATED = "not stated 未注明";

  static Value of(TableRow row, Area area) {
    LocalDate end = row.date("period_end");
    return new Value(
        row.text("ref_area"),
        row.text("panel_area"),
        area,
        row.text("scope"),
        row.text("period_kind"),
        row.text("time_period"),
        periodText(row),
        end == null ? OptionalInt.empty() : OptionalInt.of(end.getYear()),
        begins(row.date("period_start"), end),
        row.text("origin"),
        requireNonNull(row.real("obs_value")),
        remarks(row));
  }

  private static double begins(@Nullable LocalDate start, @Nullable LocalDate end) {
    if (start == null || end == null) {
      return 0;
    }

    return start.getYear() == end.getYear()
        ? (start.getDayOfYear() - 1.0) / start.lengthOfYear()
        : 0;
  }

  /** A year as it is; other periods by their days. */
  private static String periodText(TableRow row) {
    String period = row.text("time_period");
    LocalDate start = row.date("period_start");
    LocalDate end = row.date("period_end");
    if (end == null) {
      return NOT_STATED;
    }
    if (!period.contains("/")) {
      return period;
    }
    return (start == null ? "" : start + " ") + "to " + end;
  }

  private static String remarks(TableRow row) {
    List<String> said = new ArrayList<>();
    if (row.text("obs_status").equals("E")) {
      said.add("estimated 估计");
    }
    String bound = row.optionalText("bound");
    if (bound != null) {
      said.add(bound.replace('_', ' '));
    }
    for (String flag : row.texts("flags")) {
      if (!flag.equals("bounded")) { // the bound itself says it
        said.add(flag.replace('_', ' '));
      }
    }
    if (row.text("origin").equals("aggregated")) {
      said.add("from the regions below 汇总");
    }
    return String.join("; ", said);
  }
}
