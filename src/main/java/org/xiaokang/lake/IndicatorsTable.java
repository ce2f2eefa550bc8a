package org.xiaokang.lake;

import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xiaokang.indicator.CoverageChange;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.indicator.IndicatorValue.Coverage;
import org.xiaokang.indicator.IndicatorValue.InputFigure;
import org.xiaokang.indicator.SiblingRank;
import org.xiaokang.lake.ColumnType.Field;
import org.xiaokang.lake.ColumnType.ListOf;
import org.xiaokang.lake.ColumnType.Plain;
import org.xiaokang.lake.ColumnType.Struct;
import org.xiaokang.lake.TableSchema.Condition;

/** The table indicators. */
public final class IndicatorsTable {
  private static final ColumnType INPUTS =
      new ListOf(
          Struct.of(
              new Field<>("variable", Plain.TEXT, InputFigure::variable),
              new Field<>("metric", Plain.TEXT, InputFigure::metric),
              new Field<>("scope", Plain.TEXT, InputFigure::scope),
              new Field<>("time_period", Plain.TEXT, InputFigure::timePeriod),
              new Field<>("value", Plain.DOUBLE, InputFigure::value),
              new Field<>("derived", Plain.BOOLEAN, InputFigure::derived),
              new Field<>("observation_id", Plain.LONG, InputFigure::observationId)));

  private static final Set<String> STATUSES = Set.of("A", "E", "M", "O", "Q");
  private static final Set<String> BOUNDS = Set.of("at_least", "at_most", "approx");
  private static final double WHOLE = 1.000001;

  /** Grain: ref_area, indicator, scope, period_kind, time_period, origin. */
  public static final TableSchema<IndicatorValue> SCHEMA =
      new TableSchema<>(
          "indicators",
          "Indicator values, comparable across regions."
              + " Grain: ref_area, indicator, scope, period_kind, time_period, origin;"
              + " where time_period is _U, also the document.",
          List.of(
              required(
                  "ref_area",
                  Plain.TEXT,
                  "Region code as of the period (regions.ref_area)",
                  IndicatorValue::refArea),
              required(
                  "panel_area",
                  Plain.TEXT,
                  "Code under which the region's series is kept across changes of its code",
                  IndicatorValue::seriesArea),
              required(
                  "indicator",
                  Plain.TEXT,
                  "Indicator id (indicator_catalogue.indicator)",
                  IndicatorValue::indicator),
              required(
                  "scope",
                  Plain.TEXT,
                  "Breakdown the value covers: all, or key=value;key=value",
                  IndicatorValue::scope),
              required(
                  "freq",
                  Plain.TEXT,
                  "SDMX CL_FREQ: A, S, Q, M, D; _O another span, _U not specified",
                  value -> value.period().freq()),
              required(
                  "period_kind",
                  Plain.TEXT,
                  "Kind of period; only like periods are ever compared",
                  value -> value.period().kind()),
              required(
                  "time_period",
                  Plain.TEXT,
                  "Period of the value, as in observations",
                  value -> value.period().timePeriod()),
              optional(
                  "period_start",
                  Plain.DATE,
                  "First day of the period; null when unknown",
                  value -> value.period().start()),
              optional(
                  "period_end",
                  Plain.DATE,
                  "Last day of the period; null when unknown",
                  value -> value.period().end()),
              optional(
                  "ends_by",
                  Plain.DATE,
                  "Day by which the period ended at the latest, where period_end is not stated: the"
                      + " document was published then; null where that is not known either",
                  IndicatorValue::endsBy),
              optional(
                  "base_period",
                  Plain.TEXT,
                  "Period of the earlier value, in a change over time",
                  IndicatorValue::basePeriod),
              required(
                  "origin",
                  Plain.TEXT,
                  "reported: from the area's own figures; aggregated: from those of the regions below it",
                  value -> value.origin().code()),
              optional(
                  "obs_value",
                  Plain.DOUBLE,
                  "Value in unit_measure; null when reason says why",
                  IndicatorValue::value),
              optional(
                  "unadjusted_value",
                  Plain.DOUBLE,
                  "The value without the comparable base, where obs_value uses one; in unit_measure",
                  IndicatorValue::unadjusted),
              required("unit_measure", Plain.TEXT, "Unit of obs_value", IndicatorValue::unit),
              required(
                  "obs_status",
                  Plain.TEXT,
                  "SDMX CL_OBS_STATUS: A normal, E estimated, M or O no value, Q suppressed",
                  IndicatorValue::obsStatus),
              optional(
                  "bound",
                  Plain.TEXT,
                  "at_least (an input was at_least or above), at_most (at_most or below), or approx; else"
                      + " null",
                  IndicatorValue::bound),
              required(
                  "flags",
                  new ListOf(Plain.TEXT),
                  "derived, approximate, bounded, above_expected, below_expected, period_unknown,"
                      + " partial (not all regions or shorter periods are in it), comparable_base (an earlier"
                      + " figure is restated by the definition of the later), base_break (it cannot be),"
                      + " backcast (of a year before the present survey), nearest_survey and"
                      + " between_surveys (lined up to a year without a survey), other_definition (of figures"
                      + " of definitions that are not the same),"
                      + " estimated (an input was estimated of households or of a published"
                      + " distribution)",
                  IndicatorValue::flags),
              optional("reason", Plain.TEXT, "Why there is no value", IndicatorValue::reason),
              required(
                  "inputs",
                  INPUTS,
                  "The figures put into the formula: variable, metric, scope, period, value in the metric's"
                      + " base unit, whether derived, and the observation (observations.observation_id)",
                  IndicatorValue::inputs),
              optional(
                  "children_reported",
                  Plain.INTEGER,
                  "Regions right below that are in the value; null when reported",
                  of(IndicatorValue::coverage, Coverage::reported)),
              optional(
                  "children_expected",
                  Plain.INTEGER,
                  "Regions right below there were; null when reported or not known",
                  of(IndicatorValue::coverage, Coverage::expected)),
              optional(
                  "weight_share",
                  Plain.DOUBLE,
                  "Weight of those in the value in the weight of all, 0 to 1; null without weights",
                  of(IndicatorValue::coverage, Coverage::weightShare)),
              optional(
                  "coverage",
                  Plain.DOUBLE,
                  "How much of the area the value covers, 0 to 1: weight_share, else by count",
                  of(IndicatorValue::coverage, Coverage::share)),
              optional(
                  "stand_ins",
                  new ListOf(Plain.TEXT),
                  "Which codes of other times are in the value in the place of which regions: X for"
                      + " A, B where X was divided into A and B; null when reported",
                  of(IndicatorValue::coverage, Coverage::standIns)),
              optional(
                  "previous_period",
                  Plain.TEXT,
                  "The period before in the same series, for change; aggregated only",
                  of(IndicatorValue::change, CoverageChange::previousPeriod)),
              optional(
                  "change",
                  Plain.DOUBLE,
                  "obs_value minus that of previous_period = change_in_both + change_in_coverage",
                  of(IndicatorValue::change, CoverageChange::total)),
              optional(
                  "change_in_both",
                  Plain.DOUBLE,
                  "The part of change from the regions that are in both periods",
                  of(IndicatorValue::change, CoverageChange::inBoth)),
              optional(
                  "change_in_coverage",
                  Plain.DOUBLE,
                  "The part of change from regions that came or went",
                  of(IndicatorValue::change, CoverageChange::inCoverage)),
              optional(
                  "parent_area",
                  Plain.TEXT,
                  "Region above, as of the period",
                  IndicatorValue::parentArea),
              optional(
                  "rank_in_parent",
                  Plain.INTEGER,
                  "Place among the regions of the same parent: the best first, the largest where"
                      + " neither is better; equal values share a place",
                  of(IndicatorValue::rank, SiblingRank::rank)),
              optional(
                  "ranked_in_parent",
                  Plain.INTEGER,
                  "How many of them have a value",
                  of(IndicatorValue::rank, SiblingRank::ranked)),
              optional(
                  "share_in_parent",
                  Plain.DOUBLE,
                  "obs_value as a share of the parent's, 0 to 1, where values add up",
                  of(IndicatorValue::rank, SiblingRank::share)),
              optional(
                  "rank_reason",
                  Plain.TEXT,
                  "Why there is neither rank nor share: total_not_whole, the parent's value is that of"
                      + " some of the regions below it only",
                  of(IndicatorValue::rank, SiblingRank::reason))),
          List.of(
              new Condition<>(
                  "value_or_reason",
                  "obs_value IS NOT NULL OR reason IS NOT NULL",
                  value -> value.value() != null || value.reason() != null),
              new Condition<>(
                  "value_is_finite",
                  "obs_value IS NULL OR abs(obs_value) < CAST('Infinity' AS DOUBLE)",
                  value -> value.value() == null || Double.isFinite(value.value())),
              new Condition<>(
                  "origin_is_known", "origin IN ('reported', 'aggregated')", value -> true),
              PeriodConditions.<IndicatorValue>freqIsKnown(value -> value.period().freq()),
              PeriodConditions.<IndicatorValue>kindIsKnown(value -> value.period().kind()),
              PeriodConditions.<IndicatorValue>isInOrder(IndicatorValue::period),
              new Condition<>(
                  "obs_status_is_known",
                  "obs_status IN ('A', 'E', 'M', 'O', 'Q')",
                  value -> STATUSES.contains(value.obsStatus())),
              new Condition<>(
                  "bound_is_known",
                  "bound IS NULL OR bound IN ('at_least', 'at_most', 'approx')",
                  value -> value.bound() == null || BOUNDS.contains(value.bound())),
              new Condition<>(
                  "coverage_is_a_share",
                  "coverage IS NULL OR coverage BETWEEN 0 AND 1.000001",
                  value -> isShare(value.coverage())),
              new Condition<>(
                  "change_adds_up",
                  "change IS NULL OR change = change_in_both + change_in_coverage",
                  value -> addsUp(value.change()))),
          List.of("indicator", "ref_area"));

  private IndicatorsTable() {}

  /** A cell of a part that a value may lack. */
  private static <P> Function<IndicatorValue, @Nullable Object> of(
      Function<IndicatorValue, @Nullable P> part, Function<P, ? extends @Nullable Object> cell) {
    return value -> {
      P its = part.apply(value);
      return its == null ? null : cell.apply(its);
    };
  }

  private static boolean isShare(@Nullable Coverage coverage) {
    Double share = coverage == null ? null : coverage.share();
    return share == null || (share >= 0 && share <= WHOLE);
  }

  private static boolean addsUp(@Nullable CoverageChange change) {
    return change == null || change.total() == change.inBoth() + change.inCoverage();
  }
}
