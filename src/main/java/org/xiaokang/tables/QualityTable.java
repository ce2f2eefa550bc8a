package org.xiaokang.tables;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.xiaokang.tables.TableDefinition.Column.optional;
import static org.xiaokang.tables.TableDefinition.Column.required;

import java.util.List;
import java.util.Map;

/** What the quality gates found in a release. */
public final class QualityTable {
  /** Grain: gate and what it found; one row for a gate that found nothing. */
  public static final TableDefinition QUALITY =
      new TableDefinition(
          "quality",
          "What the quality gates found in this release. Grain: gate and finding; a gate without"
              + " findings has one row, which says that it passed or why it judged nothing.",
          List.of(
              required("gate", StringType, "Name of the gate in the configuration"),
              required(
                  "severity",
                  StringType,
                  "hold: the finding holds the release back; warn: it is only told, also where a"
                      + " release that readers saw had the same value"),
              required(
                  "verdict",
                  StringType,
                  "failed: this row is a finding; passed: the gate found nothing; not_judged: it had"
                      + " nothing to judge"),
              optional("ref_area", StringType, "Region code of the value (indicators.ref_area)"),
              optional("indicator", StringType, "Indicator id (indicator_catalogue.indicator)"),
              optional("metric", StringType, "Metric that was counted (metrics.metric)"),
              optional("source", StringType, "Source whose rows were counted"),
              optional("scope", StringType, "Breakdown of the value, as in indicators"),
              optional("period_kind", StringType, "Kind of period of the value, as in indicators"),
              optional(
                  "time_period",
                  StringType,
                  "Period of the value, as in indicators; the newest day, of freshness"),
              optional("origin", StringType, "reported or aggregated, as in indicators"),
              optional(
                  "value",
                  DoubleType,
                  "What was judged: an indicator's value in its unit; a share, 0 to 1; a number of"
                      + " regions; an age in days"),
              optional(
                  "expected_low",
                  DoubleType,
                  "Smallest value that passes, in the unit of value; null: no bound"),
              optional(
                  "expected_high",
                  DoubleType,
                  "Largest value that passes, in the unit of value; null: no bound"),
              optional(
                  "excess",
                  DoubleType,
                  "Distance from the nearest bound, in halves of the expected range's width, or as a"
                      + " share of the only bound; the larger the worse"),
              required("message", StringType, "What was found, in words"),
              required("run_id", StringType, "Run that judged (releases.release_id)")),
          Map.of(
              "severity_is_known", "severity IN ('hold', 'warn')",
              "verdict_is_known", "verdict IN ('failed', 'passed', 'not_judged')",
              "a_finding_has_a_value", "verdict <> 'failed' OR value IS NOT NULL",
              "a_finding_has_a_bound",
                  "verdict <> 'failed' OR expected_low IS NOT NULL OR expected_high IS NOT NULL"),
          List.of("gate", "ref_area"));

  private QualityTable() {}
}
