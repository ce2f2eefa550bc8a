package org.xiaokang.intake;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.quarter;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Printed periods to SDMX ones.
 *
 * <p>A bound may be a day, a month or a year: a start is its first day, an end its last. Of a year,
 * half_year, quarter or month one bound implies the other when it lies on the calendar's own edge;
 * a year_to_date without a start begins on 1 January, one that spans the whole year is a year; a
 * point is one day. A blank kind is inferred from two bounds that span exactly a calendar year,
 * half-year, quarter, month or day, else it is unknown; a kind that says unknown is believed. A
 * kind that contradicts its own bounds is a reason. A missing period is none.
 */
final class Periods {
  /** Kinds of fixed length, in months. */
  private static final Map<String, Integer> MONTHS =
      Map.of("year", 12, "half_year", 6, "quarter", 3, "month", 1);

  /** A year, a month or a day; a day may have a time, which Spark's own cast leaves out. */
  private static final String DATE = "^[12][0-9]{3}(-[0-9]{1,2}(-[0-9]{1,2}([T ][0-9:.]+Z?)?)?)?$";

  private static final Object[] KINDS = {
    "year",
    "half_year",
    "quarter",
    "month",
    "year_to_date",
    "cumulative",
    "average",
    "point",
    "unknown"
  };

  private Periods() {}

  /**
   * Adds _kind, _start DATE, _end DATE, time_period, freq, and the reasons _start_date, _end_date,
   * _published_date, _kind_reason and _span. Needs _published, {@link #published()}.
   */
  static Dataset<Row> parse(Dataset<Row> rows) {
    Dataset<Row> given =
        new Stage()
            .with("_start_given", date(col("period_start")))
            .with("_end_given", date(col("period_end")))
            .with("_stated", stated(col("period_kind")))
            .of(rows);
    Dataset<Row> bounded =
        new Stage().with("_start", completedStart()).with("_end", completedEnd()).of(given);
    Dataset<Row> measured =
        new Stage().with("_span_months", months(col("_start"), col("_end"))).of(bounded);
    return new Stage()
        .with("time_period", timePeriod())
        .with("freq", frequency())
        .with("_start_date", invalid("period_start", col("_start_given")))
        .with("_end_date", invalid("period_end", col("_end_given")))
        .with("_published_date", invalid("published_on", col("_published")))
        .with("_kind_reason", unknownKind())
        .with("_span", span())
        .without("_start_given", "_end_given", "_stated", "_span_months")
        .of(new Stage().with("_kind", kind()).of(measured));
  }

  /** The day of published_on, DATE; null when it is blank or no day. */
  static Column published() {
    return when(isDay(col("published_on")), date(col("published_on")));
  }

  /** The first day of what is printed, without a time of day; null when it is no date. */
  private static Column date(Column text) {
    Column usual =
        length(text)
            .equalTo(10)
            .and(text.substr(5, 1).equalTo("-"))
            .and(text.between("1000", "2999-12-31"));
    return when(usual.or(text.rlike(DATE)), text.try_cast("date"));
  }

  private static Column isDay(Column text) {
    return length(text).gt(7);
  }

  /** The last day of what is printed: of the day, the month or the year. */
  private static Column last(Column first, Column text) {
    return when(isDay(text), first)
        .when(length(text).gt(4), last_day(first))
        .otherwise(date_sub(add_months(first, 12), 1));
  }

  private static Column givenEnd() {
    return last(col("_end_given"), col("period_end"));
  }

  private static Column pointDay() {
    return coalesce(givenEnd(), last(col("_start_given"), col("period_start")));
  }

  /** The kind as stated, null when blank or not known. */
  private static Column stated(Column text) {
    Column kind = lower(translate(text, "- ", "__"));
    return when(text.isin(KINDS), text).when(kind.isin(KINDS), kind);
  }

  private static Column completedStart() {
    Column start = col("_start_given");
    Column end = givenEnd();
    Column after = date_add(end, 1);
    Column completed =
        when(is("point"), pointDay())
            .when(start.isNotNull(), start)
            .when(is("year_to_date"), trunc(end, "year"));
    for (Map.Entry<String, Integer> kind : MONTHS.entrySet()) {
      int months = kind.getValue();
      completed =
          completed.when(
              is(kind.getKey()).and(onEdge(after, months)).and(fine(col("period_end"), months)),
              add_months(after, -months));
    }
    return completed;
  }

  private static Column completedEnd() {
    Column start = col("_start_given");
    Column completed =
        when(is("point"), pointDay()).when(col("_end_given").isNotNull(), givenEnd());
    for (Map.Entry<String, Integer> kind : MONTHS.entrySet()) {
      int months = kind.getValue();
      completed =
          completed.when(
              is(kind.getKey()).and(onEdge(start, months)).and(fine(col("period_start"), months)),
              date_sub(add_months(start, months), 1));
    }
    return completed;
  }

  /** A period of so many months begins here by the calendar. */
  private static Column onEdge(Column date, int months) {
    return dayofmonth(date).equalTo(1).and(month(date).minus(1).mod(months).equalTo(0));
  }

  /** A bare year does not say which of its months is meant. */
  private static Column fine(Column text, int months) {
    return months == 12 ? lit(true) : length(text).gt(4);
  }

  private static Column is(String kind) {
    return col("_stated").equalTo(kind);
  }

  /** Whole months from start to end, both included; null when they are not whole. */
  private static Column months(Column start, Column end) {
    Column after = date_add(end, 1);
    return when(
        dayofmonth(start).equalTo(dayofmonth(after)),
        year(after).minus(year(start)).multiply(12).plus(month(after)).minus(month(start)));
  }

  private static Column calendar(int months) {
    return col("_span_months").equalTo(months).and(onEdge(col("_start"), months));
  }

  private static Column kind() {
    Column blank = col("period_kind").isNull();
    return when(is("year_to_date").and(calendar(12)), "year")
        .when(col("_stated").isNotNull(), col("_stated"))
        .when(blank.and(calendar(12)), "year")
        .when(blank.and(calendar(6)), "half_year")
        .when(blank.and(calendar(3)), "quarter")
        .when(blank.and(calendar(1)), "month")
        .when(blank.and(col("_start").equalTo(col("_end"))), "point")
        .when(blank, "unknown");
  }

  private static Column timePeriod() {
    Column start = col("_start");
    Column end = col("_end");
    Column kind = col("_kind");
    Column from = start.cast("string");
    Column calendarYear = year(start).cast("string");
    Column months = col("_span_months");
    Column days = datediff(end, start).plus(1);
    return when(start.isNull().and(end.isNull()), "_U")
        .when(start.isNull(), concat(lit("../"), end.cast("string")))
        .when(end.isNull(), concat(from, lit("/..")))
        .when(kind.equalTo("point"), from)
        .when(kind.equalTo("year").and(calendar(12)), calendarYear)
        .when(
            kind.equalTo("half_year").and(calendar(6)),
            concat(calendarYear, when(month(start).equalTo(1), "-S1").otherwise("-S2")))
        .when(
            kind.equalTo("quarter").and(calendar(3)),
            concat(calendarYear, lit("-Q"), quarter(start).cast("string")))
        .when(kind.equalTo("month").and(calendar(1)), substring(from, 1, 7))
        .when(
            months.mod(12).equalTo(0),
            concat(from, lit("/P"), months.divide(12).cast("int").cast("string"), lit("Y")))
        .when(months.isNotNull(), concat(from, lit("/P"), months.cast("string"), lit("M")))
        .otherwise(concat(from, lit("/P"), days.cast("string"), lit("D")));
  }

  private static Column frequency() {
    Column kind = col("_kind");
    return when(kind.equalTo("year"), "A")
        .when(kind.equalTo("half_year"), "S")
        .when(kind.equalTo("quarter"), "Q")
        .when(kind.equalTo("month"), "M")
        .when(col("_start").isNull().and(col("_end").isNull()), "_U")
        .when(kind.equalTo("point"), "D")
        .otherwise("_O");
  }

  private static Column unknownKind() {
    return Reasons.when(
        col("period_kind").isNotNull().and(col("_stated").isNull()),
        "period_kind_unknown",
        "period_kind",
        col("period_kind"),
        "year, half_year, quarter, month, year_to_date, cumulative, average, point or unknown");
  }

  private static Column invalid(String column, Column parsed) {
    String expected =
        column.equals("published_on")
            ? "an ISO date such as 2020-12-31"
            : "an ISO date such as 2020-12-31 (or 2020-12, or 2020)";
    return Reasons.when(
        col(column).isNotNull().and(parsed.isNull()),
        "date_invalid",
        column,
        col(column),
        expected);
  }

  private static Column span() {
    Column printed =
        concat(
            col("_stated"),
            lit(" "),
            coalesce(col("period_start"), lit("..")),
            lit("/"),
            coalesce(col("period_end"), lit("..")));
    Column reversed =
        Reasons.when(
            col("_start").gt(col("_end")),
            "period_reversed",
            "period_start",
            col("period_start"),
            concat(lit("a date not after period_end "), col("period_end")));
    Column mismatch = lit(false);
    for (Map.Entry<String, Integer> kind : MONTHS.entrySet()) {
      mismatch = mismatch.or(is(kind.getKey()).and(notSpanning(kind.getValue())));
    }
    Column tooLong = is("year_to_date").and(col("_end").geq(add_months(col("_start"), 12)));
    Column twoDays =
        is("point")
            .and(col("period_start").isNotNull())
            .and(col("period_end").isNotNull())
            .and(last(col("_start_given"), col("period_start")).notEqual(col("_end")));
    return coalesce(
        reversed,
        Reasons.when(
            mismatch.or(tooLong).or(twoDays),
            "period_mismatch",
            "period_kind",
            printed,
            "bounds that span the kind: a year 12 months, a half_year 6, a quarter 3, a month 1,"
                + " a year_to_date 12 at most, a point one day;"
                + " or the kind that fits the bounds (cumulative, unknown)"));
  }

  /** One bound is there, and the period it makes is not of this length. */
  private static Column notSpanning(int months) {
    Column bounded = col("_start").isNotNull().or(col("_end").isNotNull());
    return bounded.and(coalesce(col("_span_months").notEqual(months), lit(true)));
  }
}
