package org.xiaokang.compare;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.measure.Outcome;

/**
 * The regions that a region is alike to: a row of the table peer_groups.
 *
 * @param comparison the comparison's id
 * @param scope the breakdown that the values cover
 * @param level the level of the regions
 * @param periodEnd the last day of the periods the features are of
 * @param membership the region's group, or why it is in none
 * @param orderBy id of the indicator that numbers the groups
 * @param value its value, in {@code unit}; null where the region has none
 * @param unit the unit of the value and of the gap
 * @param gap the value minus the mean of that of the nearest regions, in {@code unit}; null where
 *     one of the two is not known
 * @param imputed ids of the features that a median stands for
 * @param reservations what must be said with it, as in {@link ComparedSeries}
 */
public record PeerGroupRow(
    String comparison,
    String scope,
    String level,
    LocalDate periodEnd,
    ComparedRegion region,
    Outcome<Membership> membership,
    String orderBy,
    @Nullable Double value,
    String unit,
    @Nullable Double gap,
    List<String> imputed,
    List<String> reservations) {
  /** Keeps a copy. */
  public PeerGroupRow {
    imputed = List.copyOf(imputed);
    reservations = List.copyOf(reservations);
  }

  /**
   * A group that a region is in.
   *
   * @param label its number among them
   * @param nearest the nearest regions of the group, the nearest first
   */
  public record Membership(PeerGroup.Label label, List<NearRegion> nearest) {
    /** Keeps a copy. */
    public Membership {
      nearest = List.copyOf(nearest);
    }
  }

  /**
   * A region nearby.
   *
   * @param refArea its code as of the period
   * @param distance between the standardised features, Euclidean
   * @param value of the indicator that numbers the groups; null where it has none
   */
  public record NearRegion(String refArea, double distance, @Nullable Double value) {}
}
