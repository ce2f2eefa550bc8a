package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The rows of the indicators table: everything that is the same for all indicators, said once. */
final class IndicatorRows {
  private static final List<String> SHOWN =
      List.of("variable", "metric", "scope", "time_period", "value", "derived", "observation_id");

  private static final String UNDEFINED =
      "the formula has no value for these inputs (a division by zero, or a root or logarithm of a"
          + " figure that has none)";

  private IndicatorRows() {}

  /** The indicators table of what {@link Hierarchies} gives. */
  static Dataset<Row> of(Dataset<Row> rows) {
    Column value = col("obs_value");
    Column marks = col("marks");
    Column shift = col("shift");
    Column undefined = when(value.isNull(), UNDEFINED);
    return rows.select(
        col("ref_area"),
        col("panel_area"),
        col("indicator"),
        col("scope"),
        col("freq"),
        col("period_kind"),
        shifted(col("time_period"), shift).as("time_period"),
        add_months(col("period_start"), shift.multiply(12)).as("period_start"),
        add_months(col("period_end"), shift.multiply(12)).as("period_end"),
        col("base_period"),
        col("origin"),
        value,
        col("unadjusted_value"),
        col("unit_measure"),
        when(col("suppressed"), "Q").otherwise(Mark.obsStatus(value, marks)).as("obs_status"),
        Mark.bound(marks).as("bound"),
        Mark.flags(marks, value.gt(col("max")), value.lt(col("min"))).as("flags"),
        coalesce(col("reason"), undefined).as("reason"),
        functions.transform(col("inputs"), IndicatorRows::shown).as("inputs"),
        col("children_reported"),
        col("children_expected"),
        col("weight_share"),
        col("coverage"),
        shifted(col("previous_period"), shift).as("previous_period"),
        col("change"),
        col("change_in_both"),
        col("change_in_coverage"),
        col("parent_area"),
        col("rank_in_parent"),
        col("ranked_in_parent"),
        col("share_in_parent"));
  }

  /** An input without what only aggregates need. */
  private static Column shown(Column input) {
    return struct(SHOWN.stream().map(name -> input.getField(name).as(name)).toArray(Column[]::new));
  }

  /** The same period of another year: every spelling of a known start begins with its year. */
  private static Column shifted(Column timePeriod, Column years) {
    Column year = functions.substring(timePeriod, 1, 4).try_cast("int").plus(years);
    Column rest = functions.substring(timePeriod, lit(5), functions.length(timePeriod));
    return when(
            years.notEqual(0).and(timePeriod.rlike("^\\d{4}")),
            concat(lpad(year.cast("string"), 4, "0"), rest))
        .otherwise(timePeriod);
  }
}
