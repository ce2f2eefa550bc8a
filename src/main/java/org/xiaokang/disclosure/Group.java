package org.xiaokang.disclosure;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Suppression;

/** Regions whose figures are shown as one sum by category. */
final class Group {
  /** Of no region. */
  static final Group NONE = new Group(new double[0], Map.of());

  private static final int NOTHING = -1;

  /** The sum by category; none where nothing is in it yet. */
  private final double[] sums;

  /** How many of the regions have figures in just these categories. */
  private final Map<BitSet, Integer> shapes;

  private Group(double[] sums, Map<BitSet, Integer> shapes) {
    this.sums = sums;
    this.shapes = shapes;
  }

  /** Of one region: its counts by category, NaN where there is none. */
  static Group of(double[] counts) {
    return NONE.with(counts);
  }

  /** With one more region. */
  Group with(double[] counts) {
    double[] more = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      more[i] = (i < sums.length ? sums[i] : 0) + (Double.isNaN(counts[i]) ? 0 : counts[i]);
    }
    Map<BitSet, Integer> all = new HashMap<>(shapes);
    all.merge(shape(counts), 1, Integer::sum);
    return new Group(more, all);
  }

  private static BitSet shape(double[] counts) {
    BitSet shape = new BitSet(counts.length);
    for (int i = 0; i < counts.length; i++) {
      shape.set(i, !Double.isNaN(counts[i]));
    }
    return shape;
  }

  /** Whether the sum of a category is a small count. */
  boolean hasSmallSum(Suppression rule) {
    return small(rule) != NOTHING;
  }

  /**
   * Whether no figure follows from the sums: none is small, and none is of {@link #lonely one
   * region's figure}.
   */
  boolean isClosed(Suppression rule) {
    return !shapes.isEmpty() && !hasSmallSum(rule) && lonely() == null;
  }

  /** Whether the counts of another region bring the group nearer to being closed. */
  boolean isHelpedBy(double[] counts, Suppression rule) {
    int small = small(rule);
    if (small != NOTHING) {
      return !Double.isNaN(counts[small]) && counts[small] != 0;
    }
    Lonely lonely = lonely();
    return lonely != null && isAlike(lonely.shape(), shape(counts), lonely.category());
  }

  private int small(Suppression rule) {
    for (int i = 0; i < sums.length; i++) {
      if (rule.isSmall(sums[i])) {
        return i;
      }
    }
    return NOTHING;
  }

  private record Lonely(BitSet shape, int category) {}

  /**
   * A figure that may follow from the sums by category with the totals of each region: where two
   * regions have figures in the same two categories, one can be more and the other less in the one
   * category, and the other way round in the other, and neither a sum nor a total changes (a cycle
   * of suppressed cells: Gusfield, A Graph Theoretic Approach to Statistical Data Security, SIAM
   * Journal on Computing 17, 1988). Two regions with the same categories always have that; where it
   * is but one category, its figure is the total.
   */
  private @Nullable Lonely lonely() {
    for (Map.Entry<BitSet, Integer> one : shapes.entrySet()) {
      BitSet shape = one.getKey();
      for (int i = shape.nextSetBit(0); one.getValue() == 1 && i >= 0; ) {
        int category = i;
        if (shapes.keySet().stream()
            .noneMatch(other -> !other.equals(shape) && isAlike(shape, other, category))) {
          return new Lonely(shape, category);
        }
        i = shape.nextSetBit(i + 1);
      }
    }
    return null;
  }

  private static boolean isAlike(BitSet shape, BitSet other, int category) {
    BitSet common = (BitSet) shape.clone();
    common.and(other);
    return common.get(category) && (common.cardinality() > 1 || other.equals(shape));
  }
}
