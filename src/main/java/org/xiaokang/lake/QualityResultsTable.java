package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.DOUBLE;
import static org.xiaokang.lake.ColumnType.Plain.TEXT;
import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.quality.QualityFinding;

/** What the quality gates found in a release. */
public final class QualityResultsTable {
  /**
   * A row.
   *
   * @param finding what a gate says
   * @param runId the run that judged
   */
  public record QualityResult(QualityFinding finding, String runId) {}

  /** Grain: gate and what it found; one row for a gate that found nothing. */
  public static final TableSchema<QualityResult> SCHEMA =
      new TableSchema<>(
          "quality",
          "What the quality gates found in this release. Grain: gate and finding; a gate without"
              + " findings has one row, which says that it passed or why it judged nothing.",
          List.of(
              required(
                  "gate",
                  TEXT,
                  "Name of the gate in the configuration",
                  row -> row.finding().gate()),
              required(
                  "severity",
                  TEXT,
                  "hold: the finding holds the release back; warn: it is only told, also where a"
                      + " release that readers saw had the same value",
                  row -> row.finding().severity().code()),
              required(
                  "verdict",
                  TEXT,
                  "failed: this row is a finding; passed: the gate found nothing; not_judged: it had"
                      + " nothing to judge",
                  row -> row.finding().verdict().code()),
              optional(
                  "ref_area",
                  TEXT,
                  "Region code of the value (indicators.ref_area)",
                  row -> row.finding().subject().refArea()),
              optional(
                  "indicator",
                  TEXT,
                  "Indicator id (indicator_catalogue.indicator)",
                  row -> row.finding().subject().indicator()),
              optional(
                  "metric",
                  TEXT,
                  "Metric that was counted (metrics.metric)",
                  row -> row.finding().subject().metric()),
              optional(
                  "source",
                  TEXT,
                  "Source whose rows were counted",
                  row -> row.finding().subject().source()),
              optional(
                  "scope",
                  TEXT,
                  "Breakdown of the value, as in indicators",
                  row -> row.finding().subject().scope()),
              optional(
                  "period_kind",
                  TEXT,
                  "Kind of period of the value, as in indicators",
                  row -> row.finding().subject().periodKind()),
              optional(
                  "time_period",
                  TEXT,
                  "Period of the value, as in indicators; the newest day, of freshness",
                  row -> row.finding().subject().timePeriod()),
              optional(
                  "origin",
                  TEXT,
                  "reported or aggregated, as in indicators",
                  row -> code(row.finding().subject().origin())),
              optional(
                  "value",
                  DOUBLE,
                  "What was judged: an indicator's value in its unit; a share, 0 to 1; a number of"
                      + " regions; an age in days",
                  row -> row.finding().value()),
              optional(
                  "expected_low",
                  DOUBLE,
                  "Smallest value that passes, in the unit of value; null: no bound",
                  row -> row.finding().expectedLow()),
              optional(
                  "expected_high",
                  DOUBLE,
                  "Largest value that passes, in the unit of value; null: no bound",
                  row -> row.finding().expectedHigh()),
              optional(
                  "excess",
                  DOUBLE,
                  "Distance from the nearest bound, in halves of the expected range's width, or as a"
                      + " share of the only bound; the larger the worse",
                  row -> row.finding().excess()),
              required("message", TEXT, "What was found, in words", row -> row.finding().message()),
              required(
                  "run_id", TEXT, "Run that judged (releases.release_id)", QualityResult::runId)),
          List.of(
              new TableSchema.Condition<>(
                  "severity_is_known", "severity IN ('hold', 'warn')", row -> true),
              new TableSchema.Condition<>(
                  "verdict_is_known", "verdict IN ('failed', 'passed', 'not_judged')", row -> true),
              new TableSchema.Condition<>(
                  "a_finding_has_a_value",
                  "verdict <> 'failed' OR value IS NOT NULL",
                  row -> !row.finding().isFailed() || row.finding().value() != null),
              new TableSchema.Condition<>(
                  "a_finding_has_a_bound",
                  "verdict <> 'failed' OR expected_low IS NOT NULL OR expected_high IS NOT NULL",
                  row -> !row.finding().isFailed() || hasBound(row.finding()))),
          List.of("gate", "ref_area"));

  private QualityResultsTable() {}

  private static @Nullable String code(@Nullable Origin origin) {
    return origin == null ? null : origin.code();
  }

  private static boolean hasBound(QualityFinding finding) {
    return finding.expectedLow() != null || finding.expectedHigh() != null;
  }
}
