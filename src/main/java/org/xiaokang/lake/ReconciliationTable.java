package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.BOOLEAN;
import static org.xiaokang.lake.ColumnType.Plain.DOUBLE;
import static org.xiaokang.lake.ColumnType.Plain.TEXT;
import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.List;
import org.xiaokang.indicator.ReconciliationRow;
import org.xiaokang.indicator.ReconciliationVerdict;

/** The table reconciliation. */
public final class ReconciliationTable {
  /** Grain: source, doc_id, claim_id. */
  public static final TableSchema<ReconciliationRow> SCHEMA =
      new TableSchema<>(
          "reconciliation",
          "What reports state against what follows from their figures. Grain: source, doc_id, claim_id.",
          List.of(
              required("claim_id", TEXT, "Id of the statement", ReconciliationRow::claimId),
              optional(
                  "source",
                  TEXT,
                  "Name of the source in the configuration",
                  ReconciliationRow::source),
              optional(
                  "doc_id", TEXT, "Document that makes the statement", ReconciliationRow::docId),
              optional(
                  "ref_area", TEXT, "Region code (regions.ref_area)", ReconciliationRow::refArea),
              required(
                  "kind",
                  TEXT,
                  "metric: a reported figure that an indicator computes; claim: a declared claim;"
                      + " roll_up: an area's own value against what the regions below make of it",
                  row -> row.kind().code()),
              optional(
                  "subject",
                  TEXT,
                  "Metric code, or the claim's formula",
                  ReconciliationRow::subject),
              optional("statement", TEXT, "What is stated, in words", ReconciliationRow::statement),
              optional("scope", TEXT, "Breakdown the statement covers", ReconciliationRow::scope),
              optional(
                  "time_period",
                  TEXT,
                  "Period the statement covers, as in observations",
                  ReconciliationRow::timePeriod),
              optional("reported", TEXT, "The figure as printed", ReconciliationRow::reported),
              optional(
                  "reported_value",
                  DOUBLE,
                  "The figure in unit_measure",
                  ReconciliationRow::reportedValue),
              optional(
                  "computed_value",
                  DOUBLE,
                  "What follows from the other figures, in unit_measure",
                  ReconciliationRow::computedValue),
              optional(
                  "unit_measure",
                  TEXT,
                  "Unit of both values, of tolerance and of difference",
                  ReconciliationRow::unit),
              optional(
                  "tolerance",
                  DOUBLE,
                  "Largest difference that printed rounding explains, in unit_measure",
                  ReconciliationRow::tolerance),
              optional(
                  "difference",
                  DOUBLE,
                  "computed_value - reported_value, in unit_measure",
                  ReconciliationRow::difference),
              required(
                  "verdict",
                  TEXT,
                  "agrees, within_rounding, disagrees or not_checkable",
                  row -> row.verdict().code()),
              optional(
                  "consistent",
                  BOOLEAN,
                  "agrees or within_rounding; null when not checkable",
                  row -> row.verdict().isConsistent()),
              optional(
                  "reason",
                  TEXT,
                  "Why the verdict; always there when not checkable",
                  ReconciliationRow::reason)),
          conditions(),
          List.of("ref_area", "verdict"));

  private ReconciliationTable() {}

  /** Where a record cannot say otherwise, nothing is left to look at. */
  private static List<TableSchema.Condition<ReconciliationRow>> conditions() {
    return List.of(
        new TableSchema.Condition<>(
            "kind_is_known", "kind IN ('metric', 'claim', 'roll_up')", row -> true),
        new TableSchema.Condition<>(
            "verdict_is_known",
            "verdict IN ('agrees', 'within_rounding', 'disagrees', 'not_checkable')",
            row -> true),
        new TableSchema.Condition<>(
            "consistent_follows_verdict",
            "consistent IS NOT DISTINCT FROM CASE WHEN verdict = 'not_checkable' THEN NULL"
                + " ELSE verdict IN ('agrees', 'within_rounding') END",
            row -> true),
        new TableSchema.Condition<>(
            "not_checkable_has_a_reason",
            "verdict <> 'not_checkable' OR reason IS NOT NULL",
            row -> row.verdict() != ReconciliationVerdict.NOT_CHECKABLE || row.reason() != null),
        new TableSchema.Condition<>(
            "tolerance_is_not_negative",
            "tolerance IS NULL OR tolerance >= 0",
            row -> row.tolerance() == null || row.tolerance() >= 0));
  }
}
