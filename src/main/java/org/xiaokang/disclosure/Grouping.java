package org.xiaokang.disclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Suppression;

/**
 * Puts the confidential figures of one table, a count by region and category, into groups. Where a
 * region's own figure covers those of regions below, these are the members, and it stands for them.
 *
 * <p>A group closes at the lowest region whose sum can be shown: it has two members at least, and
 * in each category their sum is 0 or no small count. Where the small counts of a region do not make
 * such a group, the smallest other count joins them; where there is none, they go on to the region
 * above, and the sum of this one is not shown.
 */
final class Grouping {
  private static final int NONE = -1;

  private final Map<String, double[]> cells;
  private final Set<String> already;
  private final Suppression rule;
  private final ToLongFunction<String> ids;
  private final boolean ownIsPart;
  private final Map<String, String> parents = new HashMap<>();
  private final Map<String, Set<String>> children = new TreeMap<>();
  private final Set<String> covers = new HashSet<>();
  private final Map<String, Secret> members = new TreeMap<>();

  private Grouping(
      Map<String, double[]> cells,
      Set<String> already,
      Suppression rule,
      boolean ownIsPart,
      Function<String, Optional<String>> above,
      ToLongFunction<String> ids) {
    this.cells = cells;
    this.already = already;
    this.rule = rule;
    this.ownIsPart = ownIsPart;
    this.ids = ids;
    cells.keySet().forEach(area -> rise(area, above));
  }

  private void rise(String from, Function<String, Optional<String>> above) {
    String area = from;
    while (!parents.containsKey(area)) {
      String parent = above.apply(area).orElse("");
      parents.put(area, parent);
      children.computeIfAbsent(parent, p -> new TreeSet<>()).add(area);
      if (parent.isEmpty()) {
        return;
      }
      area = parent;
    }
  }

  /**
   * The confidential figures of a table.
   *
   * @param cells counts by category, NaN where there is none; by region
   * @param already regions whose figures are confidential for another reason
   * @param ownIsPart whether a region's own figure covers none of those below it
   * @param above the region above, if any, whose figure is the sum of those right below
   * @param ids a number for a group, from its first member
   */
  static Map<String, Secret> of(
      Map<String, double[]> cells,
      Set<String> already,
      Suppression rule,
      boolean ownIsPart,
      Function<String, Optional<String>> above,
      ToLongFunction<String> ids) {
    Grouping grouping = new Grouping(cells, already, rule, ownIsPart, above, ids);
    grouping.close(grouping.open(""), Suppression.NEVER_WHOLE);
    Map<String, Secret> secrets = new TreeMap<>(grouping.members);
    secrets.putAll(grouping.covering());
    return secrets;
  }

  /** The confidential figures in a region that are in no group yet. */
  private List<String> open(String area) {
    List<String> open = new ArrayList<>();
    children.getOrDefault(area, Set.of()).forEach(child -> open.addAll(open(child)));
    boolean below = hasCells(area);
    if (cells.containsKey(area)) {
      if (below && !ownIsPart) {
        covers.add(area);
      } else if (isConfidential(area)) {
        open.add(area);
      }
    }
    if (open.isEmpty() || area.isEmpty()) {
      return open;
    }
    Optional<List<String>> group = group(open, area);
    group.ifPresent(closed -> close(closed, closed.size()));
    return group.isPresent() ? List.of() : open;
  }

  private boolean hasCells(String area) {
    return children.getOrDefault(area, Set.of()).stream()
        .anyMatch(child -> cells.containsKey(child) || hasCells(child));
  }

  private boolean isConfidential(String area) {
    return already.contains(area) || small(cell(area)) != NONE;
  }

  private double[] cell(String area) {
    return Objects.requireNonNull(cells.get(area));
  }

  private static double orZero(double count) {
    return Double.isNaN(count) ? 0 : count;
  }

  /** What counts come to with those of another region, by category. */
  private double[] plus(double[] sums, String area) {
    double[] counts = cell(area);
    double[] more = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      more[i] = sums[i] + orZero(counts[i]);
    }
    return more;
  }

  /** The first category with a small sum; {@link #NONE} if there is none. */
  private int small(double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      if (rule.isSmall(sums[i])) {
        return i;
      }
    }
    return NONE;
  }

  /**
   * These, and as few others of the region as make a group: of two at least, whose sum is small in
   * no category. Nothing where there are none.
   */
  private Optional<List<String>> group(List<String> open, String area) {
    double[] sums = new double[cell(open.get(0)).length];
    for (String one : open) {
      sums = plus(sums, one);
    }
    List<String> group = new ArrayList<>(open);
    List<Candidate> candidates = new ArrayList<>();
    if (group.size() < 2 || small(sums) != NONE) {
      gather(area, 0, new HashSet<>(open), candidates);
      candidates.sort(
          Comparator.comparingInt(Candidate::distance)
              .thenComparing(Comparator.comparingInt(Candidate::categories).reversed())
              .thenComparingDouble(Candidate::total)
              .thenComparing(Candidate::area));
    }
    while (group.size() < 2 || small(sums) != NONE) {
      Candidate next = next(candidates, sums);
      if (next == null) {
        return Optional.empty();
      }
      candidates.remove(next);
      group.add(next.area());
      sums = plus(sums, next.area());
    }
    return Optional.of(group);
  }

  /** The first that leaves no sum small, else the first that adds to the first small one. */
  private @Nullable Candidate next(List<Candidate> candidates, double[] sums) {
    int small = small(sums);
    Candidate helps = null;
    for (Candidate candidate : candidates) {
      if (small == NONE || orZero(cell(candidate.area())[small]) != 0) {
        if (small(plus(sums, candidate.area())) == NONE) {
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
   * @param distance how many levels it lies below the region of the group's sum
   * @param categories in how many it has a count
   * @param total of all its counts
   */
  private record Candidate(String area, int distance, int categories, double total) {}

  private void gather(String area, int distance, Set<String> open, List<Candidate> found) {
    boolean free = cells.containsKey(area) && !covers.contains(area) && !open.contains(area);
    if (free && !members.containsKey(area)) {
      double total = 0;
      int categories = 0;
      for (double count : cell(area)) {
        total += Math.abs(orZero(count));
        categories += Double.isNaN(count) ? 0 : 1;
      }
      if (total > 0) {
        found.add(new Candidate(area, distance, categories, total));
      }
    }
    children
        .getOrDefault(area, Set.of())
        .forEach(child -> gather(child, distance + 1, open, found));
  }

  private void close(List<String> group, int size) {
    if (!group.isEmpty()) {
      long id = ids.applyAsLong(new TreeSet<>(group).first());
      group.forEach(area -> members.put(area, new Secret(id, 1, size)));
    }
  }

  /** The own figures of regions that stand for a part of a group, or are small themselves. */
  private Map<String, Secret> covering() {
    Map<String, Map<Long, Secret>> below = new HashMap<>();
    members.forEach(
        (member, secret) -> {
          String area = member;
          while (!area.isEmpty()) {
            area = Objects.requireNonNull(parents.get(area));
            below
                .computeIfAbsent(area, a -> new TreeMap<>())
                .merge(
                    secret.group(),
                    secret,
                    (a, b) -> new Secret(a.group(), a.members() + b.members(), a.size()));
          }
        });
    Map<String, Secret> secrets = new HashMap<>();
    for (String cover : covers) {
      List<Secret> parts =
          below.getOrDefault(cover, Map.of()).values().stream()
              .filter(secret -> secret.members() < secret.size())
              .toList();
      if (parts.size() == 1) {
        secrets.put(cover, parts.get(0));
      } else if (!parts.isEmpty() || isConfidential(cover)) {
        secrets.put(cover, new Secret(ids.applyAsLong(cover), 1, Suppression.NEVER_WHOLE));
      }
    }
    return secrets;
  }
}
