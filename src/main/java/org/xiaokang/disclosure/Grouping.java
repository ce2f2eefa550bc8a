package org.xiaokang.disclosure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Suppression;

/**
 * Puts the confidential figures of one table, a count by region and category, into groups. Where a
 * region's own figure covers those of regions below, these are the members, and it stands for them.
 *
 * <p>A group closes at the lowest region whose sum can be shown: it has two members at least, in
 * each category their sum is 0 or no small count, and it has all or none of each group of a coarser
 * table ({@link #follow}). Where the confidential counts of a region do not make such a group, the
 * smallest other count joins them; where there is none, they go on to the region above, and the sum
 * of this one is not shown. In a category in which a member has no figure the group is never whole.
 */
final class Grouping {
  private static final int NONE = -1;

  private final Map<String, double[]> cells;
  private final Suppression rule;
  private final boolean ownIsPart;
  private final Function<String, Optional<String>> above;
  private final ToIntFunction<String> figures;
  private final ToLongFunction<String> ids;
  private final Map<String, String> parents = new HashMap<>();
  private final Map<String, Set<String>> children = new TreeMap<>();
  private final Set<String> covers = new TreeSet<>();
  private final Set<String> already = new TreeSet<>();
  private final Set<String> never = new TreeSet<>();
  private final Map<String, Set<String>> together = new HashMap<>();
  private final Set<String> small = new TreeSet<>();
  private final Map<String, Secret> members = new TreeMap<>();
  private final Map<String, Secret> standing = new TreeMap<>();

  /** The least sets of members whose sum follows from what is shown. */
  private List<Set<String>> known = new ArrayList<>();

  /**
   * Of one table.
   *
   * @param cells counts by category, NaN where there is none; by region
   * @param ownIsPart whether a region's own figure covers none of those below it
   * @param above the region above, if any, whose figure is the sum of those right below
   * @param figures how many figures a region has, in this table and in finer ones
   * @param ids a number for a group, from its first member
   */
  Grouping(
      Map<String, double[]> cells,
      Suppression rule,
      boolean ownIsPart,
      Function<String, Optional<String>> above,
      ToIntFunction<String> figures,
      ToLongFunction<String> ids) {
    this.cells = cells;
    this.rule = rule;
    this.ownIsPart = ownIsPart;
    this.above = above;
    this.figures = figures;
    this.ids = ids;
    cells.keySet().forEach(this::rise);
    if (!ownIsPart) {
      cells.keySet().forEach(area -> covers.addAll(regionsAbove(area)));
      covers.retainAll(cells.keySet());
    }
  }

  private void rise(String from) {
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

  private List<String> regionsAbove(String area) {
    List<String> regions = new ArrayList<>();
    String region = Objects.requireNonNull(parents.get(area));
    while (!region.isEmpty()) {
      regions.add(region);
      region = Objects.requireNonNull(parents.get(region));
    }
    return regions;
  }

  /**
   * Keeps what a coarser table hides. The figures of this table add up to those of the coarser one,
   * so a sum over regions that is shown here tells the sum over the same regions there: of each
   * group there, it may have all members or none. What is in no sum there is in none here.
   *
   * <p>Where only some members of a group have figures in this table, their sum and the rest follow
   * as soon as theirs is shown. Where either would tell a figure, theirs is never shown.
   */
  void follow(Grouping coarser) {
    already.addAll(coarser.standing.keySet());
    coarser.standing.forEach((area, secret) -> neverIfSo(secret, Set.of(area)));
    coarser.members.forEach(
        (area, secret) -> {
          neverIfSo(secret, ofRegion(area));
          if (ofRegion(area).isEmpty()) {
            // What stands for it there stands for others here.
            coarser.regionsAbove(area).stream()
                .filter(coarser.standing::containsKey)
                .forEach(never::add);
          }
        });
    List<Set<String>> least = new ArrayList<>();
    for (Set<String> sum : coarser.known) {
      Set<String> here = new TreeSet<>();
      Set<String> present = new TreeSet<>();
      Set<String> absent = new TreeSet<>();
      for (String area : sum) {
        Set<String> of = ofRegion(area);
        here.addAll(of);
        (of.isEmpty() ? absent : present).add(area);
      }
      boolean isSplit = !present.isEmpty() && !absent.isEmpty();
      if (isSplit && coarser.mayBeShown(present) && coarser.mayBeShown(absent)) {
        least.addAll(List.of(present, absent));
      } else {
        least.add(sum);
        never.addAll(isSplit ? here : Set.of());
      }
      if (here.size() > 1) {
        bind(here);
      }
    }
    coarser.known = least;
  }

  private void neverIfSo(Secret secret, Set<String> areas) {
    if (secret.size() == Suppression.NEVER_WHOLE) {
      never.addAll(areas);
    }
  }

  private void bind(Set<String> areas) {
    Set<String> all = new TreeSet<>(areas);
    areas.forEach(area -> all.addAll(together.getOrDefault(area, Set.of())));
    all.forEach(area -> together.put(area, all));
    already.addAll(areas);
  }

  /**
   * The figures of this table that a region's figure in another table is made of: its own, those
   * below it, or the one it is a part of.
   */
  private Set<String> ofRegion(String area) {
    if (isMember(area)) {
      return Set.of(area);
    }
    if (ownIsPart) {
      return Set.of();
    }
    Set<String> below = new TreeSet<>();
    addBelow(area, below);
    if (!below.isEmpty()) {
      return below;
    }
    rise(area);
    return regionsAbove(area).stream()
        .filter(this::isMember)
        .findFirst()
        .map(Set::of)
        .orElse(Set.of());
  }

  private void addBelow(String area, Set<String> found) {
    for (String child : children.getOrDefault(area, Set.of())) {
      if (isMember(child)) {
        found.add(child);
      }
      addBelow(child, found);
    }
  }

  /** Whether a region has figures that can be in a group. */
  private boolean isMember(String area) {
    return cells.containsKey(area) && !covers.contains(area);
  }

  /** The confidential figures of the table. */
  Map<String, Secret> confidential() {
    together.values().stream()
        .filter(areas -> areas.stream().anyMatch(never::contains))
        .toList()
        .forEach(never::addAll);
    never.stream()
        .filter(this::isMember)
        .forEach(area -> close(List.of(area), Suppression.NEVER_WHOLE));
    close(open(""), Suppression.NEVER_WHOLE);
    standing.putAll(covering());
    Map<String, Secret> secrets = new TreeMap<>(members);
    secrets.putAll(standing);
    return secrets;
  }

  /** The confidential figures in a region that are in no group yet. */
  private List<String> open(String area) {
    List<String> open = new ArrayList<>();
    children.getOrDefault(area, Set.of()).forEach(child -> open.addAll(open(child)));
    if (isMember(area) && !never.contains(area) && isConfidential(area)) {
      open.add(area);
    }
    if (covers.contains(area) && small(cell(area)) != NONE) {
      small.add(area);
      return open.isEmpty() ? hiddenBelow(area) : open;
    }
    if (open.isEmpty() || area.isEmpty()) {
      return open;
    }
    Optional<List<String>> group = group(open, area);
    group.ifPresent(closed -> close(closed, closed.size()));
    return group.isPresent() ? List.of() : open;
  }

  /**
   * What is hidden below a region whose own figure is small where no figure below is: some of them
   * are not reported. The others would tell the rest of its breakdown, so that one of them is in no
   * sum that the region has all of.
   */
  private List<String> hiddenBelow(String area) {
    never.add(area);
    List<Candidate> free = candidates(Set.of(area), area);
    if (!free.isEmpty()) {
      return List.of(free.get(0).area());
    }
    Set<String> below = new TreeSet<>();
    addBelow(area, below);
    known.removeIf(group -> !Collections.disjoint(group, below));
    below.stream()
        .map(members::get)
        .filter(Objects::nonNull)
        .map(Secret::group)
        .distinct()
        .toList()
        .forEach(
            group ->
                members.replaceAll(
                    (member, secret) ->
                        secret.group() == group
                            ? new Secret(group, 1, Suppression.NEVER_WHOLE)
                            : secret));
    return List.of();
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

  private double[] sums(Collection<String> areas) {
    double[] sums = new double[cell(areas.iterator().next()).length];
    for (String area : areas) {
      sums = plus(sums, area);
    }
    return sums;
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

  /** Whether the sums of some regions may be shown. */
  private boolean mayBeShown(Collection<String> areas) {
    return areas.size() > 1 && small(sums(areas)) == NONE;
  }

  /**
   * These, and as few others of the region as make a group. Nothing where there are none, or where
   * some of these belong to others elsewhere.
   */
  private Optional<List<String>> group(List<String> open, String area) {
    Set<String> these = new HashSet<>(open);
    if (!open.stream().allMatch(one -> these.containsAll(together.getOrDefault(one, Set.of())))) {
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

  private boolean isGroup(Collection<String> areas) {
    return mayBeShown(areas) && !isInSmall(areas);
  }

  /** Whether all lie in a region whose own figure is small: its sum would tell that. */
  private boolean isInSmall(Collection<String> areas) {
    return small.stream()
        .anyMatch(region -> areas.stream().allMatch(area -> regionsAbove(area).contains(region)));
  }

  /** The first that makes a group, else the first that adds to the first small sum. */
  private @Nullable Candidate next(List<Candidate> candidates, List<String> group) {
    double[] sums = sums(group);
    int category = small(sums);
    boolean inSmall = isInSmall(group);
    Candidate helps = null;
    for (Candidate candidate : candidates) {
      boolean leaves = inSmall && !isInSmall(List.of(candidate.area()));
      if (category == NONE ? leaves || !inSmall : orZero(cell(candidate.area())[category]) != 0) {
        if (small(plus(sums, candidate.area())) == NONE && (leaves || !inSmall)) {
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
  private List<Candidate> candidates(Set<String> open, String area) {
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
      String area, int distance, int most, Set<String> open, List<Candidate> found) {
    if (isMember(area) && !open.contains(area) && !members.containsKey(area)) {
      double total = 0;
      for (double count : cell(area)) {
        total += Math.abs(orZero(count));
      }
      if (total > 0) {
        int of = Math.min(most, figures.applyAsInt(area));
        found.add(new Candidate(area, of, distance, total));
      }
    }
    children
        .getOrDefault(area, Set.of())
        .forEach(child -> gather(child, distance + 1, most, open, found));
  }

  private void close(List<String> group, int size) {
    if (!group.isEmpty()) {
      Set<String> sorted = new TreeSet<>(group);
      long id = ids.applyAsLong(sorted.iterator().next());
      group.forEach(area -> members.put(area, new Secret(id, 1, size)));
      if (size != Suppression.NEVER_WHOLE) {
        known.add(sorted);
      }
    }
  }

  /** The own figures of regions that stand for a part of a group, or are small themselves. */
  private Map<String, Secret> covering() {
    Map<String, Map<Long, Secret>> below = new HashMap<>();
    members.forEach(
        (member, secret) -> {
          for (String area : regionsAbove(member)) {
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
      if (parts.size() == 1 && !never.contains(cover)) {
        secrets.put(cover, parts.get(0));
      } else if (!parts.isEmpty() || never.contains(cover) || isConfidential(cover)) {
        secrets.put(cover, new Secret(ids.applyAsLong(cover), 1, Suppression.NEVER_WHOLE));
      }
    }
    return secrets;
  }
}
