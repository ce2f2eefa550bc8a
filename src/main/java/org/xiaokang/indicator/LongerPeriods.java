package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.xiaokang.catalogue.Over;

/**
 * Figures for longer periods made of those for shorter ones: the quarter's of its months'. Sums are
 * exact decimals, so the order of rows changes nothing.
 */
record LongerPeriods(List<Figure.Reported> figures) {
  /** The key of the figure among the figures of its longer period. */
  static String key(Figure.Reported figure) {
    return figure.metric() + figure.over().map(over -> " " + over).orElse("");
  }

  /**
   * The rows, each also sent to the longer periods that it is part of, where the rows of one figure
   * become one. Partitioned by panel_area.
   */
  Dataset<Row> of(Dataset<Row> rows) {
    List<Column> targets = new ArrayList<>();
    targets.add(
        array(
            target(
                col("freq"),
                col("period_kind"),
                col("time_period"),
                col("period_start"),
                col("period_end"),
                col("key"),
                lit("NONE"),
                lit(1),
                lit(1))));
    figures.forEach(figure -> targets.add(targets(figure, figure.over().orElseThrow())));
    Column to = explode(flatten(array(targets.toArray(Column[]::new))));
    Dataset<Row> sent = rows.withColumn("to", to).repartition(col("panel_area"));
    return sent.groupBy(
            col("panel_area"),
            col("scope"),
            col("to.period_kind"),
            col("to.time_period"),
            col("to.key"),
            // Figures without a period belong to their document.
            when(col("to.rule").equalTo("NONE"), col("doc_id")).as("doc_id"))
        .agg(
            max("ref_area").as("ref_area"),
            max("to.freq").as("freq"),
            max("to.period_start").as("period_start"),
            max("to.period_end").as("period_end"),
            max("published_on").as("published_on"),
            max("metric").as("metric"),
            max("to.rule").as("rule"),
            max("to.needed").as("needed"),
            max("to.parts").as("parts"),
            count(lit(1)).as("n"),
            sum("exact").as("total"),
            min("exact").as("smallest"),
            max("exact").as("largest"),
            max_by(col("exact"), col("period_end")).as("last"),
            bit_or(col("marks")).as("all_marks"),
            max(Confidential.NAME).as("any_confidential"),
            max("observation_id").as("one"))
        .filter(col("n").geq(col("needed")))
        .select(
            col("panel_area"),
            col("ref_area"),
            col("scope"),
            col("freq"),
            col("period_kind"),
            col("time_period"),
            col("period_start"),
            col("period_end"),
            col("doc_id"),
            col("published_on"),
            col("metric"),
            col("key"),
            value().as("exact"),
            col("all_marks")
                .bitwiseOR(when(col("n").lt(col("parts")), Mark.PARTIAL.bit()).otherwise(lit(0)))
                .as("marks"),
            when(col("rule").equalTo("NONE"), col("one")).as("observation_id"),
            when(col("rule").equalTo("NONE"), col("any_confidential"))
                .when(col("any_confidential").isNotNull(), Confidential.never())
                .as(Confidential.NAME));
  }

  private static Column value() {
    Column made = col("largest"); // one figure, as it was reported
    for (Over.Rule rule : Over.Rule.values()) {
      Column value =
          switch (rule) {
            case SUM -> col("total");
            case MEAN -> col("total").divide(col("n"));
            case MIN -> col("smallest");
            case MAX -> col("largest");
            case LAST -> col("last");
          };
      made = when(col("rule").equalTo(rule.name()), value).otherwise(made);
    }
    return made;
  }

  private static Column target(
      Column freq,
      Column kind,
      Column timePeriod,
      Column start,
      Column end,
      Column key,
      Column rule,
      Column needed,
      Column parts) {
    return struct(
        freq.as("freq"),
        kind.as("period_kind"),
        timePeriod.as("time_period"),
        start.as("period_start"),
        end.as("period_end"),
        key.as("key"),
        rule.as("rule"),
        needed.as("needed"),
        parts.as("parts"));
  }

  /** The longer periods a row is part of: none, one, or the rest of the year's to date. */
  private static Column targets(Figure.Reported figure, Over over) {
    Column mine =
        col("key").equalTo(figure.metric()).and(col("period_kind").equalTo(over.from().kind()));
    Column start = start(over.period());
    Column found =
        over.period() == Over.Span.YEAR_TO_DATE
            ? toDate(figure, over)
            : array(
                target(
                    lit(freq(over.period())),
                    lit(over.period().kind()),
                    timePeriod(over.period(), start),
                    start,
                    last_day(add_months(start, over.period().months() - 1)),
                    lit(key(figure)),
                    lit(over.rule().name()),
                    lit(over.atLeast() == Over.ALL ? over.parts() : over.atLeast()),
                    lit(over.parts())));
    return when(mine, found).otherwise(array());
  }

  private static Column toDate(Figure.Reported figure, Over over) {
    int step = over.from().months();
    Column start = start(Over.Span.YEAR);
    Column own = month(col("period_end")).divide(step).cast("int");
    return transform(
        sequence(own, lit(12 / step)),
        part -> {
          Column months = part.multiply(step);
          Column length =
              when(months.equalTo(12), "/P1Y")
                  .otherwise(concat(lit("/P"), months.cast("string"), lit("M")));
          return target(
              lit("_O"),
              lit(Over.Span.YEAR_TO_DATE.kind()),
              concat(start.cast("string"), length),
              start,
              last_day(add_months(start, months.minus(1))),
              lit(key(figure)),
              lit(over.rule().name()),
              over.atLeast() == Over.ALL ? part : lit(over.atLeast()),
              part);
        });
  }

  private static Column start(Over.Span span) {
    Column day = col("period_start");
    Column firstMonth =
        month(day).minus(1).divide(span.months()).cast("int").multiply(span.months()).plus(1);
    return make_date(year(day), firstMonth, lit(1));
  }

  static String freq(Over.Span span) {
    return switch (span) {
      case MONTH -> "M";
      case QUARTER -> "Q";
      case HALF_YEAR -> "S";
      case YEAR -> "A";
      case YEAR_TO_DATE -> "_O";
    };
  }

  /** Spelled as intake spells it. */
  private static Column timePeriod(Over.Span span, Column start) {
    Column number = month(start).minus(1).divide(span.months()).cast("int").plus(1);
    Column calendarYear = year(start).cast("string");
    return switch (span) {
      case QUARTER -> concat(calendarYear, lit("-Q"), number.cast("string"));
      case HALF_YEAR -> concat(calendarYear, lit("-S"), number.cast("string"));
      default -> calendarYear;
    };
  }
}
