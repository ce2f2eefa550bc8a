package org.xiaokang.compare;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the peers of a region are sought by.
 *
 * @param among the regions that it is grouped with
 * @param periodEnd the last day of the periods the features are of
 * @param orderValue its value of the indicator that numbers the groups, in {@code unit}; null where
 *     it has none
 * @param imputed ids of the features that a median stands for
 * @param features standardised, in the order of the comparison; null where one is not known
 * @param reservations what must be said with those of the level
 * @param reason why the region is in no group; null where nothing speaks against it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PeerFeatures(
    Among among,
    LocalDate periodEnd,
    ComparedRegion region,
    @Nullable Double orderValue,
    String unit,
    List<String> imputed,
    double @Nullable [] features,
    List<String> reservations,
    @Nullable String reason)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps a copy of the list; features or the reason why there are none. */
  public PeerFeatures {
    imputed = List.copyOf(imputed);
    reservations = List.copyOf(reservations);
    if (features == null && reason == null) {
      throw new IllegalArgumentException("%s has neither features nor a reason".formatted(region));
    }
  }

  /**
   * Regions that are grouped together.
   *
   * @param comparison the comparison's id
   * @param scope the breakdown that the values cover
   * @param level the level of the regions
   */
  public record Among(String comparison, String scope, String level) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** The same region, which is in no group. */
  PeerFeatures ungrouped(String why) {
    return new PeerFeatures(
        among,
        periodEnd,
        region,
        orderValue,
        unit,
        imputed,
        features,
        reservations,
        reason == null ? why : reason);
  }
}
