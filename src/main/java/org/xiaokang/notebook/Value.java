package org.xiaokang.notebook;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

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

  static Value of(Row row, Area area) {
    Date end = row.getAs("period_end");
    return new Value(
        row.getAs("ref_area"),
        row.getAs("panel_area"),
        area,
        row.getAs("scope"),
        row.getAs("period_kind"),
        row.getAs("time_period"),
        periodText(row),
        end == null ? OptionalInt.empty() : OptionalInt.of(end.toLocalDate().getYear()),
        begins(row.getAs("period_start"), end),
        row.getAs("origin"),
        row.<Double>getAs("obs_value"),
        remarks(row));
  }

  private static double begins(@Nullable Date start, @Nullable Date end) {
    if (start == null || end == null) {
      return 0;
    }
    LocalDate first = start.toLocalDate();
    return first.getYear() == end.toLocalDate().getYear()
        ? (first.getDayOfYear() - 1.0) / first.lengthOfYear()
        : 0;
  }

  /** A year as it is; other periods by their days. */
  private static String periodText(Row row) {
    String period = row.getAs("time_period");
    Date start = row.getAs("period_start");
    Date end = row.getAs("period_end");
    if (end == null) {
      return NOT_STATED;
    }
    if (!period.contains("/")) {
      return period;
    }
    return (start == null ? "" : start + " ") + "to " + end;
  }

  private static String remarks(Row row) {
    List<String> said = new ArrayList<>();
    if (row.getAs("obs_status").equals("E")) {
      said.add("estimated 估计");
    }
    String bound = row.getAs("bound");
    if (bound != null) {
      said.add(bound.replace('_', ' '));
    }
    for (String flag : row.<String>getList(row.fieldIndex("flags"))) {
      if (!flag.equals("bounded")) { // the bound itself says it
        said.add(flag.replace('_', ' '));
      }
    }
    if (row.getAs("origin").equals("aggregated")) {
      said.add("from the regions below 汇总");
    }
    return String.join("; ", said);
  }
}
