package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.xiaokang.catalogue.Direction;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Input;

/** One indicator on one wide row: its value, and what the table says with it. */
record IndicatorColumns(Plan plan, Indicator indicator) {

  /**
   * What is found on the row: the indicator with its rules, value, marks, base period and inputs;
   * null where the row has nothing to say of it. A row that is not {@code complete} has no value of
   * its own, but a part that an aggregate needs.
   */
  Column found() {
    Column value = FormulaColumn.of(indicator.value(), name -> operand(name, this::figure));
    Column complete = isAbout().and(areDistinct()).and(isComputable(value));
    Column marks = marks(indicator.derived() ? Mark.DERIVED.bit() : 0, input -> true);
    Optional<Column> weight = plan.coverageWeight(indicator).map(this::shownValueOf);
    return when(
        complete.or(isPart(weight)),
        struct(
            lit(indicator.id()).as("indicator"),
            complete.as("complete"),
            value.as("obs_value"),
            unadjusted().as("unadjusted_value"),
            marks.as("marks"),
            marks(0, input -> !input.of().isSelf()).as("context_marks"),
            weightMarks().as("weight_marks"),
            basePeriod().as("base_period"),
            years().as("years"),
            weight.orElse(lit(null).cast("double")).as("weight"),
            inputs().as("inputs")));
  }

  /** What some of the inputs bring to the value, besides what it says anyway. */
  private Column marks(int anyway, Predicate<Input> some) {
    Column marks = lit(anyway);
    for (Input input : indicator.inputs().stream().filter(some).toList()) {
      marks = marks.bitwiseOR(Indicators.marksThrough(indicator.value(), input, figure(input)));
    }
    return marks;
  }

  /** What the weights of the inputs bring to the values of the regions above. */
  private Column weightMarks() {
    Column marks = lit(0);
    for (Input input : indicator.inputs()) {
      for (Figure weight : plan.weight(indicator, input).stream().toList()) {
        Column its = col(plan.column(weight)).getField("marks");
        marks = marks.bitwiseOR(coalesce(Mark.through(its, Direction.UNKNOWN), lit(0)));
      }
    }
    return marks;
  }

  /** Whether the formula has what it needs; an input that may count as zero is not needed. */
  private Column isComputable(Column value) {
    Column all = lit(true);
    Column any = lit(false);
    for (Input input : indicator.inputs()) {
      Column there = figure(input).isNotNull();
      any = any.or(there);
      all = input.missingIsZero() ? all : all.and(there);
    }
    Column given = all.and(any);
    return indicator.value().toleratesMissing() ? given.or(value.isNotNull()) : given;
  }

  /** Whether the row tells an aggregate something without having a value itself. */
  private Column isPart(Optional<Column> weight) {
    Column part = weight.map(Column::isNotNull).orElse(lit(false));
    for (Input input : indicator.inputs()) {
      if (!input.of().isSelf()) {
        part = part.or(figure(input).isNotNull());
      }
    }
    return part;
  }

  /** The value without comparable bases, where one is used. */
  private Column unadjusted() {
    Column used = lit(false);
    for (Input input : indicator.inputs()) {
      if (plan.figure(input) instanceof Figure.Restated) {
        used =
            used.or(
                figure(input).getField("marks").bitwiseAND(Mark.COMPARABLE_BASE.bit()).notEqual(0));
      }
    }
    boolean never =
        indicator.inputs().stream().noneMatch(i -> plan.figure(i) instanceof Figure.Restated);
    return never
        ? lit(null).cast("double")
        : when(used, FormulaColumn.of(indicator.value(), name -> operand(name, this::plain)));
  }

  private Column figure(Input input) {
    return col(plan.column(plan.figure(input)));
  }

  private Column plain(Input input) {
    return col(plan.column(plan.plain(input)));
  }

  private Column valueOf(Figure figure) {
    return col(plan.column(figure)).getField("value");
  }

  private Column shownValueOf(Figure figure) {
    return when(col(plan.column(figure)).getField(Confidential.NAME).isNull(), valueOf(figure));
  }

  /** Where an input was found: scope, time_period or year. */
  private Column place(Input input, String part) {
    return plan.plain(input) instanceof Figure.Placed
        ? figure(input).getField(part)
        : when(figure(input).isNotNull(), col(part));
  }

  private Column operand(String name, Function<Input, Column> figures) {
    return switch (name) {
      case Indicator.YEARS -> years().cast("double");
      case Indicator.MONTHS -> months().cast("double");
      default -> {
        Input input = indicator.input(name);
        Column value = figures.apply(input).getField("value");
        yield input.missingIsZero() ? coalesce(value, lit(0.0)) : value;
      }
    };
  }

  /** The length of the row's period; null where it is unknown or not whole months. */
  static Column months() {
    Column after = functions.date_add(col("period_end"), 1);
    Column months = functions.months_between(after, col("period_start"));
    return when(months.equalTo(functions.floor(months)), months.cast("int"));
  }

  /** The input whose period and scope the result has; none: the row's own, whatever it is. */
  private Optional<Input> anchor() {
    boolean inPlace =
        indicator.inputs().stream().anyMatch(i -> i.at().isSame() && i.scope().isEmpty());
    boolean allFromHere =
        indicator.inputs().stream().allMatch(i -> isFromHere(i.at()) && i.scope().isEmpty());
    if (inPlace || allFromHere) {
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

  /** Whether the row's own period says which one is meant. */
  private static boolean isFromHere(Input.At at) {
    return at instanceof Input.At.Shifted || at instanceof Input.At.Edge;
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
                && a.over().equals(b.over())
                && a.of().equals(b.of());
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
        .filter(input -> !(input.at() instanceof Input.At.Edge edge && edge.last()))
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
                      coalesce(
                              figure.getField("marks").bitwiseAND(Mark.DERIVED.bit()).notEqual(0),
                              lit(false))
                          .as("derived"),
                      figure.getField("observation_id").as("observation_id"),
                      plan.weight(indicator, input)
                          .map(this::valueOf)
                          .orElse(lit(null).cast("double"))
                          .as("weight"),
                      plain(input).getField("value").as("plain"),
                      confidential(input).as(Confidential.NAME));
                })
            .toArray(Column[]::new);
    return array(structs);
  }

  /** A mean cannot be shown where its weights cannot, nor a restated figure where the plain one. */
  private Column confidential(Input input) {
    List<Column> others = new ArrayList<>();
    if (plan.figure(input) instanceof Figure.Restated) {
      others.add(plain(input));
    }
    plan.weight(indicator, input).ifPresent(weight -> others.add(col(plan.column(weight))));
    Column own = figure(input).getField(Confidential.NAME);
    return others.isEmpty() ? own : coalesce(Confidential.ofAny(others), own);
  }
}
