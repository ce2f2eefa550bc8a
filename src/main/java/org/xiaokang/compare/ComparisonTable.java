package org.xiaokang.compare;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.catalogue.Measure.Convergence.Model;
import org.xiaokang.catalogue.XiaokangException;

/**
 * A table of comparisons.
 *
 * @param <R> a row of it
 */
public final class ComparisonTable<R> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Places of regions. */
  public static final ComparisonTable<RankingRow> RANKINGS =
      new ComparisonTable<>(
          "rankings", measure -> measure instanceof Measure.Ranking m ? new Rankings(m) : null);

  /** Inequality between regions. */
  public static final ComparisonTable<InequalityRow> INEQUALITY =
      new ComparisonTable<>("inequality", ComparisonTable::inequality);

  /** Points of concentration curves. */
  public static final ComparisonTable<ConcentrationCurveRow> CONCENTRATION_CURVES =
      new ComparisonTable<>(
          "concentration_curves",
          measure ->
              measure instanceof Measure.Concentration m ? new Concentrations(m).curves() : null);

  /** Whether regions become alike. */
  public static final ComparisonTable<ConvergenceRow> CONVERGENCE =
      new ComparisonTable<>(
          "convergence",
          measure -> measure instanceof Measure.Convergence m ? new Convergences(m) : null);

  /** Which club each region converges to. */
  public static final ComparisonTable<ConvergenceClubRow> CONVERGENCE_CLUBS =
      new ComparisonTable<>(
          "convergence_clubs",
          measure ->
              measure instanceof Measure.Convergence m && m.models().contains(Model.CLUBS)
                  ? Clubs.members(m)
                  : null);

  /** How regions move between classes. */
  public static final ComparisonTable<MobilityRow> MOBILITY =
      new ComparisonTable<>(
          "mobility", measure -> measure instanceof Measure.Mobility m ? new Mobilities(m) : null);

  /** Regions alike: see {@link ComparisonPlan#features}. */
  public static final ComparisonTable<PeerGroupRow> PEER_GROUPS =
      new ComparisonTable<>("peer_groups", ComparisonTable::peerGroups);

  /** Several indicators as one number. */
  public static final ComparisonTable<CompositeIndexRow> COMPOSITE_INDEX =
      new ComparisonTable<>(
          "composite_index",
          measure -> measure instanceof Measure.Composite m ? new Composites(m) : null);

  /** What a change is made of. */
  public static final ComparisonTable<DecompositionRow> DECOMPOSITIONS =
      new ComparisonTable<>(
          "decompositions",
          measure -> measure instanceof Measure.Decomposition m ? new Decompositions(m) : null);

  /** The pace of each region. */
  public static final ComparisonTable<TrendRow> TRENDS =
      new ComparisonTable<>(
          "trends", measure -> measure instanceof Measure.Trend m ? new Trends(m) : null);

  private static final List<ComparisonTable<?>> ALL =
      List.of(
          RANKINGS,
          INEQUALITY,
          CONCENTRATION_CURVES,
          CONVERGENCE,
          CONVERGENCE_CLUBS,
          MOBILITY,
          PEER_GROUPS,
          COMPOSITE_INDEX,
          DECOMPOSITIONS,
          TRENDS);

  private final String name;
  private final transient Comparers<R> comparers;

  /** What makes the rows of a table; null where the measure does not fill it. */
  private interface Comparers<R> {
    @Nullable Comparer<R> of(Measure measure);
  }

  private ComparisonTable(String name, Comparers<R> comparers) {
    this.name = name;
    this.comparers = comparers;
  }

  private static @Nullable Comparer<InequalityRow> inequality(Measure measure) {
    if (measure instanceof Measure.Inequality inequality) {
      return new Inequalities(inequality);
    }
    return measure instanceof Measure.Concentration m ? new Concentrations(m).indices() : null;
  }

  private static @Nullable Comparer<PeerGroupRow> peerGroups(Measure measure) {
    return measure instanceof Measure.Peers
        ? subject -> {
          throw new IllegalStateException(
              "the rows of peer_groups are not made of values at once: take ComparisonPlan.features"
                  + " of each key, then peerGroups of all features, then the rows of each group");
        }
        : null;
  }

  /** All tables. */
  public static List<ComparisonTable<?>> all() {
    return ALL;
  }

  /**
   * The table of a name.
   *
   * @throws XiaokangException if there is none
   */
  public static ComparisonTable<?> of(String name) {
    return ALL.stream()
        .filter(table -> table.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new XiaokangException(
                    "'%s' is no table of comparisons; expected one of %s".formatted(name, ALL)));
  }

  /** The table's name, which is also its folder in the lake. */
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }

  /** Whether a measure has rows in it. */
  boolean isFilledBy(Measure measure) {
    return comparers.of(measure) != null;
  }

  /** Makes the rows of a measure that fills it. */
  Comparer<R> comparer(Measure measure) {
    Comparer<R> comparer = comparers.of(measure);
    if (comparer == null) {
      throw new IllegalArgumentException("table '%s' has no rows of %s".formatted(name, measure));
    }
    return comparer;
  }

  /** Only the name travels. */
  private Object readResolve() {
    return of(name);
  }
}
