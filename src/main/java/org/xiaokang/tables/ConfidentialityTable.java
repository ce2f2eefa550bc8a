package org.xiaokang.tables;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.xiaokang.tables.TableDefinition.Column.required;

import java.util.List;
import java.util.Map;
import org.xiaokang.reader.ConfidentialTables;

/** Which observations are confidential, where counts are suppressed. */
public final class ConfidentialityTable {
  /** Grain: observation_id. */
  public static final TableDefinition CONFIDENTIAL_FIGURES =
      new TableDefinition(
          ConfidentialTables.FIGURES,
          "Observations that are not shown: small counts, and figures that these could be computed"
              + " from. Sums of them are shown only of whole groups. Not to be published."
              + " Grain: observation_id.",
          List.of(
              required("observation_id", LongType, "The observation (observations.observation_id)"),
              required("metric", StringType, "Its metric (metrics.metric)"),
              required("group", LongType, "The figures that are only shown in one sum"),
              required(
                  "members",
                  IntegerType,
                  "For how many of the group the figure stands: a region's own figure for those of the"
                      + " regions below it"),
              required(
                  "size",
                  IntegerType,
                  "How many figures the group has; 2147483647 where no sum may have the figure")),
          Map.of("members_are_of_the_group", "members BETWEEN 1 AND size"),
          List.of("metric"));

  private ConfidentialityTable() {}
}
