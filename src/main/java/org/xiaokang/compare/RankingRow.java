package org.xiaokang.compare;

import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.measure.Measured;
import org.xiaokang.compare.measure.PlaceRange;

/**
 * The place of a region in a period and a group: a row of the table rankings.
 *
 * @param value in {@code unit}
 * @param rank its place, from 1: the best first, the largest where neither is better; equal values
 *     share a place
 * @param certain the best and the worst place that it may have, given what is only a bound
 * @param bound at_least, at_most or approx where only that is known of the value; else null
 * @param ranked how many regions of the group have a value
 * @param percentile share of the other regions with a smaller value, and half of those with an
 *     equal one, 0 to 1
 * @param robustScore see {@link org.xiaokang.compare.measure.Ranks#robustScores}
 * @param distanceToBest the value minus the best of the group, in {@code unit}
 * @param distanceToParent the value minus that of the region right above, in {@code unit}; null but
 *     in the group of its children
 * @param distanceToTarget the value minus the declared target, in {@code unit}
 * @param previous its place in the period before; null where it was in another group, or not there
 */
public record RankingRow(
    ComparedSeries series,
    ComparedPeriod period,
    RegionGroup group,
    ComparedRegion region,
    double value,
    String unit,
    int rank,
    PlaceRange certain,
    @Nullable String bound,
    int ranked,
    double percentile,
    Measured robustScore,
    double distanceToBest,
    @Nullable Double distanceToParent,
    @Nullable Double distanceToTarget,
    @Nullable Previous previous) {
  /**
   * A place in the period before.
   *
   * @param timePeriod the period's name
   * @param rank the place, from 1
   */
  public record Previous(String timePeriod, int rank) {}

  /** Below 0 the region moved up; null where it has no place in the period before. */
  public @Nullable Integer rankChange() {
    return previous == null ? null : rank - previous.rank();
  }
}
