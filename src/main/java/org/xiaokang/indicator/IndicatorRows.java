package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.xiaokang.catalogue.Indicator;

/** The rows of the indicators table: everything that is the same for all indicators, said once. */
final class IndicatorRows {
  private static final List<String> SHOWN =
      List.of("variable", "metric", "scope", "time_period", "value", "derived", "observation_id");

  private static final String UNDEFINED =
      "the formula has no value for these inputs (a division by zero, or a root or logarithm of a"
          + " figure that has none)";

  private IndicatorRows() {}

  /** The indicators table of what {@link Hierarchies} gives. */
  static Dataset<Row> of(Plan plan, Dataset<Row> rows) {
    Column value = col("obs_value");
    Column marks = col("marks");
    Column shift = said(plan, "int", indicator -> Optional.of(indicator.periodShift()));
    Column above = value.gt(said(plan, "double", indicator -> indicator.expected().max()));
    Column below = value.lt(said(plan, "double", indicator -> indicator.expected().min()));
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
        said(plan, "string", indicator -> Optional.of(indicator.unit().toString()))
            .as("unit_measure"),
        when(col("suppressed"), "Q").otherwise(Mark.obsStatus(value, marks)).as("obs_status"),
        Mark.bound(marks).as("bound"),
        Mark.flags(marks, above, below).as("flags"),
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

  /** What the catalogue says of the row's indicator; null where it says nothing. */
  private static Column said(Plan plan, String type, Function<Indicator, Optional<?>> what) {
    List<Column> entries = new ArrayList<>();
    for (Indicator indicator : plan.indicators()) {
      what.apply(indicator)
          .ifPresent(said -> entries.addAll(List.of(lit(indicator.id()), lit(said))));
    }
    return entries.isEmpty()
        ? lit(null).cast(type)
        : try_element_at(map(entries.toArray(Column[]::new)), col("indicator"));
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
