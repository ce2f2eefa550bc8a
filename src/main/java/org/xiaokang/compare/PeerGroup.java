package org.xiaokang.compare;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of regions alike, or the regions that are in none.
 *
 * @param label which group it is; null where the regions are in none
 * @param regions in the order of the code of their series; at least one
 */
public record PeerGroup(@Nullable Label label, List<PeerFeatures> regions) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps a copy. */
  public PeerGroup {
    regions = List.copyOf(regions);
  }

  /**
   * Which group it is.
   *
   * @param group its number, from 1, by the mean of the ordering indicator, ascending
   * @param groups how many there are
   * @param silhouette how well the groups are apart, -1 to 1
   */
  public record Label(int group, int groups, double silhouette) implements Serializable {
    private static final long serialVersionUID = 1L;
  }
}
