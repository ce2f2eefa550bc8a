package org.xiaokang.lake;

import java.util.Map;
import java.util.Objects;
import org.xiaokang.compare.ComparisonTable;

/** The schemas of the tables of comparisons. */
public final class ComparisonSchemas {
  private static final Map<ComparisonTable<?>, TableSchema<?>> ALL =
      Map.of(
          ComparisonTable.RANKINGS, RankingsTable.SCHEMA,
          ComparisonTable.INEQUALITY, InequalityTable.SCHEMA,
          ComparisonTable.CONCENTRATION_CURVES, ConcentrationCurvesTable.SCHEMA,
          ComparisonTable.CONVERGENCE, ConvergenceTable.SCHEMA,
          ComparisonTable.CONVERGENCE_CLUBS, ConvergenceClubsTable.SCHEMA,
          ComparisonTable.MOBILITY, MobilityTable.SCHEMA,
          ComparisonTable.PEER_GROUPS, PeerGroupsTable.SCHEMA,
          ComparisonTable.COMPOSITE_INDEX, CompositeIndexTable.SCHEMA,
          ComparisonTable.DECOMPOSITIONS, DecompositionsTable.SCHEMA,
          ComparisonTable.TRENDS, TrendsTable.SCHEMA);

  private ComparisonSchemas() {}

  /** The schema of a table. */
  @SuppressWarnings("unchecked") // each table stands beside the schema of its own rows
  public static <R> TableSchema<R> of(ComparisonTable<R> table) {
    return (TableSchema<R>) Objects.requireNonNull(ALL.get(table), table.name());
  }
}
