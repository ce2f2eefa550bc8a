package org.xiaokang.lake;

import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.List;
import org.xiaokang.assess.ContradictionRow;
import org.xiaokang.assess.StatedFigure;
import org.xiaokang.lake.ColumnType.Field;
import org.xiaokang.lake.ColumnType.ListOf;
import org.xiaokang.lake.ColumnType.Plain;
import org.xiaokang.lake.ColumnType.Struct;
import org.xiaokang.lake.TableSchema.Condition;

/** The table contradictions. */
public final class ContradictionsTable {
  private static final ColumnType STATEMENTS =
      new ListOf(
          Struct.of(
              new Field<>("doc_id", Plain.TEXT, StatedFigure::docId),
              new Field<>("obs_id", Plain.TEXT, StatedFigure::obsId),
              new Field<>("observation_id", Plain.LONG, StatedFigure::observationId),
              new Field<>("ref_area", Plain.TEXT, StatedFigure::refArea),
              new Field<>("metric", Plain.TEXT, StatedFigure::metric),
              new Field<>("scope", Plain.TEXT, StatedFigure::scope),
              new Field<>("time_period", Plain.TEXT, StatedFigure::timePeriod),
              new Field<>("printed", Plain.TEXT, StatedFigure::printed),
              new Field<>("qualifier", Plain.TEXT, StatedFigure::qualifier),
              new Field<>("locator", Plain.TEXT, StatedFigure::locator),
              new Field<>("interval", Plain.TEXT, StatedFigure::range)));

  /** Grain: contradiction_id. */
  public static final TableSchema<ContradictionRow> SCHEMA =
      new TableSchema<>(
          "contradictions",
          "Statements that cannot all be true, none of which can be left out."
              + " Grain: contradiction_id.",
          List.of(
              required(
                      "contradiction_id",
                      Plain.TEXT,
                      "The same for the same statements under the same subject",
                      ContradictionRow::id)
                  .ofItsOwn(),
              required(
                  "kind",
                  Plain.TEXT,
                  "twice: one figure stated several times; identity: a declared identity; reported: a"
                      + " figure against those it follows from; parts: regions below against the"
                      + " region's own; rank: a place against the values ranked; peers: a figure"
                      + " against its neighbours'; claim: a claim against figures",
                  row -> row.kind().code()),
              required(
                  "subject",
                  Plain.TEXT,
                  "Metric, id of the identity or the indicator, or the claim's formula",
                  ContradictionRow::subject),
              required(
                  "certainty",
                  Plain.TEXT,
                  "impossible: they cannot all be true, whatever was rounded; as_printed: they do not"
                      + " agree as printed; implausible: they hardly are all true",
                  row -> row.certainty().code()),
              optional(
                  "ref_area",
                  Plain.TEXT,
                  "Region code (regions.ref_area); of parts the region above",
                  ContradictionRow::refArea),
              optional("scope", Plain.TEXT, "Breakdown of the figures", ContradictionRow::scope),
              optional(
                  "time_period",
                  Plain.TEXT,
                  "Period of the figures, as in observations",
                  ContradictionRow::timePeriod),
              required("message", Plain.TEXT, "What does not fit", ContradictionRow::message),
              required(
                  "statements",
                  STATEMENTS,
                  "What documents state and where: document, figure or claim, what it is of, as"
                      + " printed, and where the value lies in the metric's unit",
                  ContradictionRow::statements),
              required(
                  "documents",
                  Plain.INTEGER,
                  "How many documents they are of",
                  row ->
                      (int) row.statements().stream().map(StatedFigure::docId).distinct().count())),
          List.of(
              new Condition<>(
                  "kind_is_known",
                  "kind IN ('twice', 'identity', 'reported', 'parts', 'rank', 'peers', 'claim')",
                  row -> true),
              new Condition<>(
                  "certainty_is_known",
                  "certainty IN ('impossible', 'as_printed', 'implausible')",
                  row -> true),
              new Condition<>(
                  "something_is_stated", "documents >= 1", row -> !row.statements().isEmpty())),
          List.of("ref_area", "subject"));

  private ContradictionsTable() {}
}
