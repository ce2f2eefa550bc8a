package org.xiaokang.disclosure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.xiaokang.catalogue.Suppression;
import org.xiaokang.indicator.Confidentiality;

/**
 * Puts the confidential figures of one table into groups.
 *
 * <p>A group closes at the lowest region whose sum can be shown ({@link GroupSearch}); it has all
 * or none of each group of a coarser table ({@link CoarserTables}). Where the confidential counts
 * of a region do not make such a group and no other count joins them, they go on to the region
 * above, and the sum of this one is not shown. In a category in which a member has no figure the
 * group is never whole.
 */
final class Grouping {
  private final CountTable table;
  private final CoarserTables coarser;
  private final ToLongFunction<String> ids;
  private final GroupSearch search;
  private final Set<String> never;
  private final Map<String, Confidentiality> members = new TreeMap<>();
  private final Map<String, Confidentiality> standing;
  private final Set<String> alone = new TreeSet<>();
  private List<Set<String>> known = new ArrayList<>();

  /**
   * Of one table.
   *
   * @param figures how many figures a region has, in this table and in finer ones
   * @param ids a number for a group, from its first member
   */
  Grouping(
      CountTable table,
      CoarserTables coarser,
      ToIntFunction<String> figures,
      ToLongFunction<String> ids) {
    this.table = table;
    this.coarser = coarser;
    this.ids = ids;
    this.search = new GroupSearch(table, coarser, members::containsKey, figures);
    this.never = coarser.never();
    never.stream()
        .filter(table::isMember)
        .forEach(area -> close(List.of(area), Suppression.NEVER_WHOLE));
    close(open(AreaTree.ROOT), Suppression.NEVER_WHOLE);
    this.standing = new OwnFigures(table, never, this::isConfidential, ids).hidden(members);
  }

  CountTable table() {
    return table;
  }

  /** The confidential figures of members, by region. */
  Map<String, Confidentiality> members() {
    return members;
  }

  /** The confidential own figures of regions that stand for members below, by region. */
  Map<String, Confidentiality> standing() {
    return standing;
  }

  /** The regions whose own figure is small and below which nothing is hidden, in order. */
  Set<String> alone() {
    return alone;
  }

  /** The confidential figures of the table, by region. */
  Map<String, Confidentiality> confidential() {
    Map<String, Confidentiality> confidential = new TreeMap<>(members);
    confidential.putAll(standing);
    return confidential;
  }

  /** The least sets of members whose sum follows from what is shown. */
  List<Set<String>> known() {
    return known;
  }

  /** Takes note of what follows where finer tables are shown, too. */
  void know(List<Set<String>> sums) {
    known = sums;
  }

  /** The confidential figures in a region that are in no group yet. */
  private List<String> open(String area) {
    List<String> open = new ArrayList<>();
    table.tree().children(area).forEach(child -> open.addAll(open(child)));
    if (table.isMember(area) && !never.contains(area) && isConfidential(area)) {
      open.add(area);
    }
    if (table.isCover(area) && table.isSmall(area)) {
      search.leave(area);
      return open.isEmpty() ? hiddenBelow(area) : open;
    }
    if (open.isEmpty() || area.equals(AreaTree.ROOT)) {
      return open;
    }
    Optional<List<String>> group = search.group(open, area);
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
    Optional<String> free = search.first(area);
    if (free.isPresent()) {
      return List.of(free.get());
    }
    Set<String> below = table.membersBelow(area);
    if (Collections.disjoint(below, members.keySet())) {
      alone.add(area); // all that is reported below is 0
    }
    known.removeIf(group -> !Collections.disjoint(group, below));
    below.stream()
        .map(members::get)
        .filter(Objects::nonNull)
        .map(Confidentiality::group)
        .distinct()
        .toList()
        .forEach(this::neverShow);
    return List.of();
  }

  private void neverShow(long group) {
    members.replaceAll(
        (member, of) ->
            of.group() == group ? new Confidentiality(group, 1, Suppression.NEVER_WHOLE) : of);
  }

  private boolean isConfidential(String area) {
    return coarser.hides(area) || table.isSmall(area);
  }

  private void close(Collection<String> group, int size) {
    if (!group.isEmpty()) {
      Set<String> sorted = new TreeSet<>(group);
      long id = ids.applyAsLong(sorted.iterator().next());
      group.forEach(area -> members.put(area, new Confidentiality(id, 1, size)));
      if (size != Suppression.NEVER_WHOLE) {
        known.add(sorted);
      }
    }
  }
}
