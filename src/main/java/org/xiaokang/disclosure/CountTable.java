package org.xiaokang.disclosure;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.xiaokang.catalogue.Suppression;

/**
 * A count by region and category, and which sums of it are small.
 *
 * <p>The members of the table are the regions whose counts add up to all others. Where a region's
 * own figure covers those of regions below, these are the members, and it stands for them.
 */
final class CountTable {
  /** No category. */
  static final int NONE = -1;

  private final Map<String, double[]> cells;
  private final Suppression rule;
  private final boolean ownIsPart;
  private final AreaTree tree;
  private final Set<String> covers = new TreeSet<>();

  /**
   * One table.
   *
   * @param cells counts by category, NaN where there is none; by region
   * @param ownIsPart whether a region's own figure covers none of those below it
   * @param above the region above, if any, whose figure is the sum of those right below
   */
  CountTable(
      Map<String, double[]> cells,
      Suppression rule,
      boolean ownIsPart,
      Function<String, Optional<String>> above) {
    this.cells = cells;
    this.rule = rule;
    this.ownIsPart = ownIsPart;
    this.tree = new AreaTree(above);
    cells.keySet().forEach(tree::add);
    if (!ownIsPart) {
      cells.keySet().forEach(area -> covers.addAll(tree.above(area)));
      covers.retainAll(cells.keySet());
    }
  }

  /** The regions of the table. */
  AreaTree tree() {
    return tree;
  }

  /** The regions whose own figure covers those of regions below, in order. */
  Set<String> covers() {
    return covers;
  }

  boolean isCover(String area) {
    return covers.contains(area);
  }

  /** Whether a region has figures that can be in a group. */
  boolean isMember(String area) {
    return cells.containsKey(area) && !covers.contains(area);
  }

  /** The members below a region, in order. */
  Set<String> membersBelow(String area) {
    Set<String> members = new TreeSet<>();
    addBelow(area, members);
    return members;
  }

  private void addBelow(String area, Set<String> found) {
    for (String child : tree.children(area)) {
      if (isMember(child)) {
        found.add(child);
      }
      addBelow(child, found);
    }
  }

  /**
   * The members that a region's figure in another table is made of here: itself, those below it, or
   * the one that it is a part of.
   */
  Set<String> membersOf(String area) {
    if (isMember(area)) {
      return Set.of(area);
    }
    if (ownIsPart) {
      return Set.of();
    }
    Set<String> below = membersBelow(area);
    if (!below.isEmpty()) {
      return below;
    }
    tree.add(area);
    return tree.above(area).stream()
        .filter(this::isMember)
        .findFirst()
        .map(Set::of)
        .orElse(Set.of());
  }

  /** A region's counts by category; of a region that has any. */
  double[] counts(String area) {
    return Objects.requireNonNull(cells.get(area));
  }

  /** What counts come to with those of another region, by category. */
  double[] plus(double[] sums, String area) {
    double[] counts = counts(area);
    double[] more = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      more[i] = sums[i] + orZero(counts[i]);
    }
    return more;
  }

  /** The sums over some regions, at least one, by category. */
  double[] sums(Collection<String> areas) {
    double[] sums = new double[counts(areas.iterator().next()).length];
    for (String area : areas) {
      sums = plus(sums, area);
    }
    return sums;
  }

  /** All that a region counts, whatever its sign. */
  double size(String area) {
    double size = 0;
    for (double count : counts(area)) {
      size += Math.abs(orZero(count));
    }
    return size;
  }

  /** Whether a region counts anything in a category. */
  boolean has(String area, int category) {
    return orZero(counts(area)[category]) != 0;
  }

  private static double orZero(double count) {
    return Double.isNaN(count) ? 0 : count;
  }

  /** The first category with a small sum; {@link #NONE} if there is none. */
  int small(double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      if (rule.isSmall(sums[i])) {
        return i;
      }
    }
    return NONE;
  }

  /** Whether a region has a small count. */
  boolean isSmall(String area) {
    return small(counts(area)) != NONE;
  }

  /** Whether the sums over some regions tell no figure and are not small. */
  boolean mayBeShown(Collection<String> areas) {
    return areas.size() > 1 && small(sums(areas)) == NONE;
  }

  /** Whether each of some regions lies in another. */
  boolean allLieIn(String region, List<String> areas) {
    return areas.stream().allMatch(area -> tree.above(area).contains(region));
  }
}
