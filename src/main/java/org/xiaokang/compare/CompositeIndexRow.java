package org.xiaokang.compare;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.measure.Outcome;

/**
 * Several indicators of a region as one number: a row of the table composite_index.
 *
 * @param comparison the comparison's id
 * @param scope the breakdown that the values cover
 * @param level the level of the regions
 * @param periodEnd the last day of the periods the indicators are of
 * @param weighting equal, entropy, pca or declared
 * @param aggregation arithmetic, geometric or topsis
 * @param score the index, or why there is none
 * @param ranked how many regions have all indicators
 * @param reservations what must be said with it, as in {@link ComparedSeries}
 */
public record CompositeIndexRow(
    String comparison,
    String scope,
    String level,
    LocalDate periodEnd,
    ComparedRegion region,
    String weighting,
    String aggregation,
    Outcome<Score> score,
    int ranked,
    List<String> reservations) {
  /** Keeps a copy. */
  public CompositeIndexRow {
    reservations = List.copyOf(reservations);
  }

  /**
   * The index of a region.
   *
   * @param value more is better; no unit
   * @param rank its place by it, from 1; equal values share a place
   * @param range its place by other weights; null where there is nothing to order
   * @param parts of the indicators, in the order of the comparison
   */
  public record Score(double value, int rank, @Nullable RankRange range, List<IndexPart> parts) {
    /** Keeps a copy. */
    public Score {
      parts = List.copyOf(parts);
    }
  }

  /** Places over all weightings and aggregations, each indicator left out, and random weights. */
  public record RankRange(int best, int median, int worst) {}

  /**
   * What an indicator adds.
   *
   * @param indicator its id
   * @param weight its weight; those of a region sum to 1
   * @param contribution its part of the index; null where the index has no parts that sum
   */
  public record IndexPart(String indicator, double weight, @Nullable Double contribution) {}
}
