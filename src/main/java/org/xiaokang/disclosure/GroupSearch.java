package org.xiaokang.disclosure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the others with which confidential counts make a group: two members at least, of which in
 * each category the sum is 0 or no small count. The smallest other counts join them.
 */
final class GroupSearch {
  private final CountTable table;
  private final CoarserTables coarser;
  private final Predicate<String> isTaken;
  private final ToIntFunction<String> figures;
  private final Set<String> small = new TreeSet<>();

  /**
   * A search in one table.
   *
   * @param coarser what they must be grouped with
   * @param isTaken whether a region's counts are in a group
   * @param figures how many figures a region has, in this table and in finer ones
   */
  GroupSearch(
      CountTable table,
      CoarserTables coarser,
      Predicate<String> isTaken,
      ToIntFunction<String> figures) {
    this.table = table;
    this.coarser = coarser;
    this.isTaken = isTaken;
    this.figures = figures;
  }

  /** No group may lie in this region: its own figure is small, and their sum would tell that. */
  void leave(String region) {
    small.add(region);
  }

  /**
   * These, and as few others of the region as make a group. Nothing where there are none, or where
   * some of these belong to others elsewhere.
   */
  Optional<List<String>> group(List<String> open, String area) {
    Set<String> these = new HashSet<>(open);
    if (!open.stream().allMatch(one -> these.containsAll(coarser.together(one)))) {
      return Optional.empty();
    }
    List<String> group = new ArrayList<>(open);
    List<Candidate> candidates = isGroup(group) ? List.of() : candidates(these, area);
    while (!isGroup(group)) {
      Candidate next = next(candidates, group);
      if (next == null) {
        return Optional.empty();
      }
      candidates.remove(next);
      group.add(next.area());
    }
    return Optional.of(group);
  }

  /** The member in a region that would join a group first; nothing where none is free. */
  Optional<String> first(String area) {
    return candidates(Set.of(area), area).stream().findFirst().map(Candidate::area);
  }

  private boolean isGroup(List<String> areas) {
    return table.mayBeShown(areas) && !isInSmall(areas);
  }

  private boolean isInSmall(List<String> areas) {
    return small.stream().anyMatch(region -> table.allLieIn(region, areas));
  }

  /** The first that makes a group, else the first that adds to the first small sum. */
  private @Nullable Candidate next(List<Candidate> candidates, List<String> group) {
    double[] sums = table.sums(group);
    int category = table.small(sums);
    boolean inSmall = isInSmall(group);
    Candidate helps = null;
    for (Candidate candidate : candidates) {
      String area = candidate.area();
      boolean leaves = inSmall && !isInSmall(List.of(area));
      if (category == CountTable.NONE ? leaves || !inSmall : table.has(area, category)) {
        boolean isSmall = table.small(table.plus(sums, area)) != CountTable.NONE;
        if (!isSmall && (leaves || !inSmall)) {
          return candidate;
        }
        helps = helps == null ? candidate : helps;
      }
    }
    return helps;
  }

  /**
   * A region whose counts may join a group.
   *
   * @param figures how many it has, of as many as the group's own have
   * @param distance how many levels it lies below the region of the group's sum
   * @param total of all its counts
   */
  private record Candidate(String area, int figures, int distance, double total) {}

  /** The best first: what a member lacks, in this table or a finer one, the sum may lack, too. */
  private List<Candidate> candidates(Collection<String> open, String area) {
    int most = open.stream().mapToInt(figures).max().orElse(0);
    List<Candidate> candidates = new ArrayList<>();
    gather(area, 0, most, open, candidates);
    candidates.sort(
        Comparator.comparingInt(Candidate::figures)
            .reversed()
            .thenComparingInt(Candidate::distance)
            .thenComparingDouble(Candidate::total)
            .thenComparing(Candidate::area));
    return candidates;
  }

  private void gather(
      String area, int distance, int most, Collection<String> open, List<Candidate> found) {
    if (table.isMember(area) && !open.contains(area) && !isTaken.test(area)) {
      double total = table.size(area);
      if (total > 0) {
        int of = Math.min(most, figures.applyAsInt(area));
        found.add(new Candidate(area, of, distance, total));
      }
    }
    table.tree().children(area).forEach(child -> gather(child, distance + 1, most, open, found));
  }
}
