package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.INTEGER;
import static org.xiaokang.lake.ColumnType.Plain.LONG;
import static org.xiaokang.lake.ColumnType.Plain.TEXT;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.List;
import org.xiaokang.disclosure.ProtectedFigure;
import org.xiaokang.lake.TableSchema.Condition;

/** Which observations are confidential, where counts are suppressed. */
public final class DisclosureGroupsTable {
  /** Grain: observation_id. */
  public static final TableSchema<ProtectedFigure> SCHEMA =
      new TableSchema<>(
          "confidential_figures",
          "Observations that are not shown: small counts, and figures that these could be computed"
              + " from. Sums of them are shown only of whole groups. Not to be published."
              + " Grain: observation_id.",
          List.of(
              required(
                  "observation_id",
                  LONG,
                  "The observation (observations.observation_id)",
                  ProtectedFigure::observationId),
              required("metric", TEXT, "Its metric (metrics.metric)", ProtectedFigure::metric),
              required(
                  "group",
                  LONG,
                  "The figures that are only shown in one sum",
                  row -> row.confidentiality().group()),
              required(
                  "members",
                  INTEGER,
                  "For how many of the group the figure stands: a region's own figure for those of the"
                      + " regions below it",
                  row -> row.confidentiality().members()),
              required(
                  "size",
                  INTEGER,
                  "How many figures the group has; 2147483647 where no sum may have the figure",
                  row -> row.confidentiality().size())),
          List.of(
              new Condition<>(
                  "members_are_of_the_group",
                  "members BETWEEN 1 AND size",
                  row ->
                      row.confidentiality().members() >= 1
                          && row.confidentiality().members() <= row.confidentiality().size())),
          List.of("metric"));

  private DisclosureGroupsTable() {}
}
