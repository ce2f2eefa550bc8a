package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Input;

/** One indicator on one wide row: its value, and what the table says with it. */
record IndicatorValue(Plan plan, Indicator indicator) {

  /**
   * What is found on the row: the indicator with its rules, value, marks, base period and inputs;
   * null where the row has no such value.
   */
  Column found() {
    Column value = FormulaColumn.of(indicator.value(), this::operand);
    Column marks = lit(indicator.derived() ? Mark.DERIVED.bit() : 0);
    Column complete = lit(true);
    for (Input input : indicator.inputs()) {
      Column figure = figure(input);
      complete = complete.and(figure.isNotNull());
      marks = marks.bitwiseOR(Indicators.marksThrough(indicator.value(), input, figure));
    }
    Column computable =
        indicator.value().toleratesMissing() ? complete.or(value.isNotNull()) : complete;
    return when(
        isAbout().and(areDistinct()).and(computable),
        struct(
            lit(indicator.id()).as("indicator"),
            lit(indicator.unit().toString()).as("unit_measure"),
            literal(indicator.expected().min()).as("min"),
            literal(indicator.expected().max()).as("max"),
            lit(indicator.periodShift()).as("shift"),
            value.as("obs_value"),
            marks.as("marks"),
            basePeriod().as("base_period"),
            inputs().as("inputs")));
  }

  private static Column literal(Optional<Double> number) {
    return number.map(n -> lit((double) n)).orElse(lit(null).cast("double"));
  }

  /**
   * The indicators table of the rows and what was found on them: everything that is the same for
   * all indicators, said once.
   */
  static Dataset<Row> table(Dataset<Row> rows) {
    Column value = col("found.obs_value");
    Column marks = col("found.marks");
    Column shift = col("found.shift");
    return rows.select(
        col("ref_area"),
        col("found.indicator"),
        col("scope"),
        col("freq"),
        col("period_kind"),
        shifted(col("time_period"), shift).as("time_period"),
        add_months(col("period_start"), shift.multiply(12)).as("period_start"),
        add_months(col("period_end"), shift.multiply(12)).as("period_end"),
        col("found.base_period"),
        lit("reported").as("origin"),
        value.as("obs_value"),
        col("found.unit_measure"),
        Mark.obsStatus(value, marks).as("obs_status"),
        Mark.bound(marks).as("bound"),
        Mark.flags(marks, value.gt(col("found.max")), value.lt(col("found.min"))).as("flags"),
        when(value.isNull(), UNDEFINED).as("reason"),
        col("found.inputs"));
  }

  private static final String UNDEFINED =
      "the formula has no value for these inputs (a division by zero, or a root or logarithm of a"
          + " figure that has none)";

  /** The same period of another year: every spelling of a known start begins with its year. */
  private static Column shifted(Column timePeriod, Column years) {
    Column year = functions.substring(timePeriod, 1, 4).try_cast("int").plus(years);
    Column rest = functions.expr("substring(time_period, 5)");
    return when(
            years.notEqual(0).and(timePeriod.rlike("^\\d{4}")),
            concat(lpad(year.cast("string"), 4, "0"), rest))
        .otherwise(timePeriod);
  }

  private Column figure(Input input) {
    return col(plan.column(plan.figure(input)));
  }

  /** Where an input was found: scope, time_period or year. */
  private Column place(Input input, String part) {
    return plan.figure(input) instanceof Figure.Placed
        ? figure(input).getField(part)
        : when(figure(input).isNotNull(), col(part));
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
                      .and(place(input, "time_period").equalTo(col("time_period")))
                      .and(
                          own.getField("observation_id")
                              .eqNullSafe(placed.getField("observation_id")));
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
          Column same = place(a, "time_period").equalTo(place(b, "time_period"));
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
    return base().map(input -> place(input, "time_period")).orElse(lit(null).cast("string"));
  }

  /** Years from the base to the result's period. */
  private Column years() {
    return base()
        .map(input -> col(Rows.YEAR).minus(place(input, Rows.YEAR)))
        .orElse(lit(null).cast("int"));
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
                      place(input, "scope").as("scope"),
                      place(input, "time_period").as("time_period"),
                      figure.getField("value").as("value"),
                      coalesce(Mark.DERIVED.in(figure.getField("marks")), lit(false)).as("derived"),
                      figure.getField("observation_id").as("observation_id"));
                })
            .toArray(Column[]::new);
    return array(structs);
  }
}
