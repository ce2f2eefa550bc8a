package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Input;

/** One indicator on one wide row: its value and everything the table says with it. */
record IndicatorValue(Plan plan, Indicator indicator) {

  /** A struct in the shape of the indicators table, or null where the row has no such value. */
  Column row() {
    Column value = FormulaColumn.of(indicator.value(), this::operand);
    Column marks = lit(indicator.derived() ? Mark.DERIVED.bit() : 0);
    Column complete = lit(true);
    for (Input input : indicator.inputs()) {
      Column figure = figure(input);
      complete = complete.and(figure.isNotNull());
      marks = marks.bitwiseOR(Indicators.marksThrough(indicator.value(), input, figure));
    }
    Column applies = isAbout().and(areDistinct()).and(value.isNotNull().or(complete));
    return when(applies, struct(columns(value, marks)));
  }

  private Column[] columns(Column value, Column marks) {
    Column above = indicator.expected().max().map(max -> value.gt(max)).orElse(lit(false));
    Column below = indicator.expected().min().map(min -> value.lt(min)).orElse(lit(false));
    return new Column[] {
      col("ref_area"),
      lit(indicator.id()).as("indicator"),
      col("scope"),
      col("freq"),
      col("period_kind"),
      shifted(col("time_period")).as("time_period"),
      functions.add_months(col("period_start"), 12 * indicator.periodShift()).as("period_start"),
      functions.add_months(col("period_end"), 12 * indicator.periodShift()).as("period_end"),
      basePeriod().as("base_period"),
      lit("reported").as("origin"),
      value.as("obs_value"),
      lit(indicator.unit().toString()).as("unit_measure"),
      Mark.obsStatus(value, marks).as("obs_status"),
      Mark.bound(marks).as("bound"),
      Mark.flags(marks, above, below).as("flags"),
      when(
              value.isNull(),
              "the formula has no value for these inputs (a division by zero, or a root or"
                  + " logarithm of a figure that has none)")
          .as("reason"),
      inputs().as("inputs")
    };
  }

  private Column figure(Input input) {
    return col(plan.column(plan.figure(input)));
  }

  private Column operand(String name) {
    return name.equals(Indicator.YEARS)
        ? years().cast("double")
        : figure(indicator.input(name)).getField("value");
  }

  /** The input whose period and scope the result has; none: the row's own, whatever it is. */
  private Optional<Input> anchor() {
    boolean inPlace =
        indicator.inputs().stream().anyMatch(i -> i.at().isSame() && i.scope().isEmpty());
    if (inPlace) {
      return Optional.empty();
    }
    Optional<Input> here = indicator.inputs().stream().filter(i -> i.at().isSame()).findFirst();
    Optional<Input> latest =
        indicator.inputs().stream()
            .filter(i -> i.at() instanceof Input.At.End end && end.latest())
            .findFirst();
    return here.or(() -> latest)
        .or(() -> Optional.of(indicator.inputs().get(indicator.inputs().size() - 1)));
  }

  /** Whether the row is the one that the result belongs to. */
  private Column isAbout() {
    return anchor()
        .map(
            input -> {
              Column own = col(plan.column(plan.own(input)));
              Column placed = figure(input);
              Column mine =
                  own.isNotNull()
                      .and(placed.getField("time_period").equalTo(col("time_period")))
                      .and(own.eqNullSafe(placed));
              return input.scope().map(s -> mine.and(col("scope").equalTo(s))).orElse(mine);
            })
        .orElse(lit(true));
  }

  /** A change needs two figures: the first period is not compared with itself. */
  private Column areDistinct() {
    Column distinct = lit(true);
    for (Input a : indicator.inputs()) {
      for (Input b : indicator.inputs()) {
        boolean sameFigure =
            a.metric().equals(b.metric())
                && a.scope().equals(b.scope())
                && a.ofParent() == b.ofParent();
        if (sameFigure && a.variable().compareTo(b.variable()) < 0 && !a.at().equals(b.at())) {
          Column same =
              figure(a).getField("time_period").equalTo(figure(b).getField("time_period"));
          distinct = distinct.and(functions.not(coalesce(same, lit(false))));
        }
      }
    }
    return distinct;
  }

  /** The first input taken from another period than the result's. */
  private Optional<Input> base() {
    Optional<Input> anchor = anchor();
    return indicator.inputs().stream()
        .filter(input -> !input.at().isSame() && !anchor.equals(Optional.of(input)))
        .findFirst();
  }

  private Column basePeriod() {
    return base()
        .map(input -> figure(input).getField("time_period"))
        .orElse(lit(null).cast("string"));
  }

  /** Years from the base to the result's period. */
  private Column years() {
    return base()
        .map(input -> col(Rows.YEAR).minus(figure(input).getField("year")))
        .orElse(lit(null).cast("int"));
  }

  private Column shifted(Column timePeriod) {
    if (indicator.periodShift() == 0) {
      return timePeriod;
    }
    Column year = functions.substring(timePeriod, 1, 4).cast("int").plus(indicator.periodShift());
    Column rest = functions.expr("substring(time_period, 5)");
    return when(
            timePeriod.rlike("^\\d{4}"), concat(functions.lpad(year.cast("string"), 4, "0"), rest))
        .otherwise(timePeriod);
  }

  private Column inputs() {
    Column[] structs =
        indicator.inputs().stream()
            .map(
                input -> {
                  Column figure = figure(input);
                  return struct(
                      lit(input.variable()).as("variable"),
                      lit(input.metric()).as("metric"),
                      figure.getField("scope").as("scope"),
                      figure.getField("time_period").as("time_period"),
                      figure.getField("value").as("value"),
                      coalesce(Mark.DERIVED.in(figure.getField("marks")), lit(false)).as("derived"),
                      figure.getField("observation_id").as("observation_id"));
                })
            .toArray(Column[]::new);
    return array(structs);
  }
}
