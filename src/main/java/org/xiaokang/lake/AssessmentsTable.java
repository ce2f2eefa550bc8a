package org.xiaokang.lake;

import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.assess.AssessmentRow;
import org.xiaokang.assess.AssessmentRow.InputInterval;
import org.xiaokang.assess.AssessmentVerdict;
import org.xiaokang.assess.BreakingPoint;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.lake.ColumnType.Field;
import org.xiaokang.lake.ColumnType.ListOf;
import org.xiaokang.lake.ColumnType.Plain;
import org.xiaokang.lake.ColumnType.Struct;
import org.xiaokang.lake.TableSchema.Condition;

/** The table assessments. */
public final class AssessmentsTable {
  private static final ColumnType INPUTS =
      new ListOf(
          Struct.of(
              new Field<>("variable", Plain.TEXT, InputInterval::variable),
              new Field<>("metric", Plain.TEXT, InputInterval::metric),
              new Field<>("scope", Plain.TEXT, InputInterval::scope),
              new Field<>("time_period", Plain.TEXT, InputInterval::timePeriod),
              new Field<>("value", Plain.DOUBLE, InputInterval::value),
              new Field<>("value_low", Plain.DOUBLE, InputInterval::low),
              new Field<>("value_high", Plain.DOUBLE, InputInterval::high),
              new Field<>("observation_id", Plain.LONG, InputInterval::observationId)));

  private static final ColumnType TURNING =
      new ListOf(
          Struct.of(
              new Field<>("variable", Plain.TEXT, BreakingPoint::variable),
              new Field<>("metric", Plain.TEXT, BreakingPoint::metric),
              new Field<>("observation_id", Plain.LONG, BreakingPoint::observationId),
              new Field<>("printed", Plain.DECIMAL, BreakingPoint::printed),
              new Field<>("corrected", Plain.DECIMAL, BreakingPoint::corrected),
              new Field<>("step", Plain.DECIMAL, BreakingPoint::step),
              new Field<>("share", Plain.DOUBLE, BreakingPoint::share),
              new Field<BreakingPoint>("turns_to", Plain.TEXT, point -> point.turnsTo().code()),
              new Field<BreakingPoint>("method", Plain.TEXT, point -> point.method().code())));

  /** Grain: ref_area, assessment, criterion, time_period, origin. */
  public static final TableSchema<AssessmentRow> SCHEMA =
      new TableSchema<>(
          "assessments",
          "What declared rules say of regions, year by year."
              + " Grain: ref_area, assessment, criterion, time_period, origin.",
          List.of(
              required(
                  "ref_area",
                  Plain.TEXT,
                  "Region code as of the year (regions.ref_area)",
                  AssessmentRow::refArea),
              required(
                  "panel_area",
                  Plain.TEXT,
                  "Code under which the region's series is kept across changes of its code",
                  AssessmentRow::seriesArea),
              required("assessment", Plain.TEXT, "Id of the rule", AssessmentRow::rule),
              required(
                  "criterion",
                  Plain.TEXT,
                  "Id of the criterion; whole: all of the rule's criteria together",
                  AssessmentRow::criterion),
              required(
                  "time_period",
                  Plain.TEXT,
                  "The assessed year",
                  row -> String.valueOf(row.year())),
              required(
                  "origin",
                  Plain.TEXT,
                  "reported: of the region itself; aggregated: of how many regions below it there"
                      + " are verdicts",
                  row -> row.origin().code()),
              optional(
                  "verdict",
                  Plain.TEXT,
                  "met, not_met, or not_decidable by what is known; null when aggregated",
                  row -> code(row.verdict())),
              optional(
                  "value",
                  Plain.DOUBLE,
                  "The value as printed figures give it, in unit_measure",
                  AssessmentRow::value),
              optional(
                  "value_low",
                  Plain.DOUBLE,
                  "Lower end of where the value lies, in unit_measure; null without an end",
                  AssessmentRow::low),
              optional(
                  "value_high",
                  Plain.DOUBLE,
                  "Upper end of where the value lies, in unit_measure; null without an end",
                  AssessmentRow::high),
              optional(
                  "interval",
                  Plain.TEXT,
                  "Where the value lies, in unit_measure; a round bracket leaves the end itself out",
                  AssessmentRow::range),
              optional(
                  "comparison",
                  Plain.TEXT,
                  "How the value must stand to threshold: below, at most, above, at least",
                  AssessmentRow::comparison),
              optional(
                  "threshold",
                  Plain.DOUBLE,
                  "In unit_measure; null where none is declared for the region and year",
                  AssessmentRow::threshold),
              optional(
                  "unit_measure",
                  Plain.TEXT,
                  "Unit of value, interval, threshold and margin",
                  AssessmentRow::unit),
              optional(
                  "margin",
                  Plain.DOUBLE,
                  "How far the value is on the right side of threshold, in unit_measure: of the"
                      + " worst that it may be where met, of the best where not (then not above 0)",
                  AssessmentRow::margin),
              required(
                  "obs_status",
                  Plain.TEXT,
                  "SDMX CL_OBS_STATUS: A all figures are exact, E one is not, M none is there",
                  AssessmentRow::obsStatus),
              optional("reason", Plain.TEXT, "Why nothing can be decided", AssessmentRow::reason),
              required(
                  "met",
                  Plain.INTEGER,
                  "How many criteria are met; of regions below when aggregated",
                  row -> row.counts().met()),
              required(
                  "not_met", Plain.INTEGER, "How many are not met", row -> row.counts().notMet()),
              required(
                  "not_decidable",
                  Plain.INTEGER,
                  "How many are not decidable",
                  row -> row.counts().notDecidable()),
              optional(
                  "expected",
                  Plain.INTEGER,
                  "How many criteria must be met; when aggregated, how many regions of the rule's"
                      + " levels there are below, null where the region table does not know",
                  AssessmentRow::expected),
              required(
                  "breaking_points",
                  TURNING,
                  "For each figure that can turn the verdict alone the smallest correction that"
                      + " does, in whole steps of its last printed place, the smallest share of its"
                      + " figure first; method: exact, or bisection",
                  AssessmentRow::turning),
              required(
                  "would_decide",
                  new ListOf(Plain.TEXT),
                  "Metrics whose figures would decide what is not decidable; a + b: both together",
                  AssessmentRow::wouldDecide),
              required(
                  "inputs",
                  INPUTS,
                  "The figures that were looked at: as printed, where the value lies, and the"
                      + " observation (observations.observation_id)",
                  AssessmentRow::inputs)),
          List.of(
              new Condition<>(
                  "origin_is_known", "origin IN ('reported', 'aggregated')", row -> true),
              new Condition<>(
                  "verdict_is_known",
                  "verdict IS NULL OR verdict IN ('met', 'not_met', 'not_decidable')",
                  row -> true),
              new Condition<>(
                  "reported_has_a_verdict",
                  "(verdict IS NULL) = (origin = 'aggregated')",
                  row -> (row.verdict() == null) == (row.origin() == Origin.AGGREGATED)),
              new Condition<>(
                  "not_decidable_has_a_reason",
                  "verdict IS NULL OR verdict <> 'not_decidable' OR reason IS NOT NULL",
                  row -> row.verdict() != AssessmentVerdict.NOT_DECIDABLE || row.reason() != null),
              new Condition<>("obs_status_is_known", "obs_status IN ('A', 'E', 'M')", row -> true)),
          List.of("ref_area", "assessment"));

  private AssessmentsTable() {}

  private static @Nullable String code(@Nullable AssessmentVerdict verdict) {
    return verdict == null ? null : verdict.code();
  }
}
