package org.xiaokang.indicator;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Indicator;

/**
 * A region among the children of its parent.
 *
 * @param rank its place, from 1: the best first, the largest where neither is better; equal values
 *     share a place; null with a reason
 * @param ranked how many of the children have a value; null with a reason
 * @param share its value in that of the parent, where values add up; null elsewhere
 * @param reason why there is neither place nor share; null where there is a place
 */
public record SiblingRank(
    @Nullable Integer rank,
    @Nullable Integer ranked,
    @Nullable Double share,
    @Nullable String reason)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * The parent's value is that of some regions below only. A share of it is none of the parent's,
   * and whoever is missing may be larger than all that are there.
   */
  static final String TOTAL_NOT_WHOLE = "total_not_whole";

  /** A place. */
  public SiblingRank(int rank, int ranked, @Nullable Double share) {
    this(rank, ranked, share, null);
  }

  /** The places of all regions of a aggregator that have a value and a parent. */
  static Map<String, SiblingRank> in(HierarchyAggregator aggregator, RollUp rollUp) {
    Map<String, List<String>> siblings =
        aggregator.areas().stream()
            .filter(area -> aggregator.value(area) != null && !aggregator.isReplaced(area))
            .filter(area -> aggregator.whole(area).isPresent())
            .collect(
                Collectors.groupingBy(
                    area -> aggregator.whole(area).orElseThrow(),
                    TreeMap::new,
                    Collectors.toList()));
    boolean smallestFirst = rollUp.direction() == Indicator.Better.LOWER_IS_BETTER;
    Map<String, SiblingRank> places = new HashMap<>();
    siblings.forEach(
        (parent, areas) -> {
          boolean addsUp = rollUp.isAdditive();
          if (addsUp && !aggregator.isWhole(parent)) {
            SiblingRank none = new SiblingRank(null, null, null, TOTAL_NOT_WHOLE);
            areas.forEach(area -> places.put(area, none));
            return;
          }
          Double whole = addsUp ? aggregator.value(parent) : null;
          double[] values =
              areas.stream().mapToDouble(area -> value(aggregator, area)).sorted().toArray();
          for (String area : areas) {
            double own = value(aggregator, area);
            int better =
                smallestFirst
                    ? below(values, own)
                    : values.length - below(values, Math.nextUp(own));
            Double share = whole == null || whole == 0 ? null : own / whole;
            places.put(area, new SiblingRank(better + 1, values.length, share));
          }
        });
    return places;
  }

  private static double value(HierarchyAggregator aggregator, String area) {
    return Objects.requireNonNull(aggregator.value(area)) + 0.0; // no negative zero
  }

  /** How many of the sorted values are smaller. */
  private static int below(double[] sorted, double value) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < value) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
