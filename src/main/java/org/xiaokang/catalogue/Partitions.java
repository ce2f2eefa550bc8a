package org.xiaokang.catalogue;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which regions of different times are the same land, exactly: a region that was divided and those
 * it was divided into, one that others were joined to and these, or several that were divided anew
 * and what came of them. A region that took over another while it lived on is in none: under its
 * code it is one land before and another after.
 */
final class Partitions {
  /** Table dates may leave a gap between what ends and what begins, but no longer than this. */
  private static final int YEARS_BETWEEN = 1;

  /** Few regions are divided and joined so often that there are more. */
  private static final int MOST_WAYS = 500;

  /**
   * A whole and its parts.
   *
   * @param whole the number of a spell; from {@link Spells#size} on that of several together, which
   *     were never one region
   * @param parts numbers of spells
   * @param from the first day on which all codes of them mean these lands
   * @param last the last such day
   */
  record Partition(int whole, List<Integer> parts, LocalDate from, LocalDate last) {
    Partition {
      parts = List.copyOf(parts);
    }

    boolean holds(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(last);
    }
  }

  private final Spells spells;
  private final Succession succession;
  private final Map<Integer, List<Partition>> byWhole = new TreeMap<>();
  private final Map<Integer, List<Partition>> byPart = new TreeMap<>();
  private final int[] groups;
  private final Set<Integer> spoiled = new HashSet<>();
  private final Map<Integer, NavigableSet<LocalDate>> changes = new HashMap<>();
  private final Set<Integer> remade = new HashSet<>();
  private int unions;

  Partitions(Spells spells, Succession succession) {
    this.spells = spells;
    this.succession = succession;
    // The end of a spell stands under its number, its beginning under its number and size.
    this.groups = new int[2 * spells.size()];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = i;
    }
    for (int spell = 0; spell < spells.size(); spell++) {
      link(spell);
    }
    Map<Integer, List<Integer>> endings = new TreeMap<>();
    Map<Integer, List<Integer>> beginnings = new TreeMap<>();
    for (int i = 0; i < groups.length; i++) {
      boolean isEnd = i < spells.size();
      (isEnd ? endings : beginnings)
          .computeIfAbsent(group(i), group -> new ArrayList<>())
          .add(isEnd ? i : i - spells.size());
    }
    endings.forEach((group, ends) -> add(ends, beginnings.getOrDefault(group, List.of())));
  }

  /**
   * The ways to name the land of some regions on a day, each a set of numbers, itself first: a
   * whole may stand as its parts, and all parts of a whole as that, again and again.
   */
  Set<Set<Integer>> ways(Set<Integer> nodes, LocalDate day) {
    Set<Set<Integer>> ways = new LinkedHashSet<>();
    Deque<Set<Integer>> open = new ArrayDeque<>(List.of(nodes));
    while (!open.isEmpty() && ways.size() < MOST_WAYS) {
      Set<Integer> way = open.poll();
      if (ways.add(way)) {
        for (int one : way) {
          for (Partition whole : byWhole.getOrDefault(one, List.of())) {
            step(way, Set.of(one), whole.parts(), whole.holds(day), open);
          }
          for (Partition part : byPart.getOrDefault(one, List.of())) {
            step(way, part.parts(), Set.of(part.whole()), part.holds(day), open);
          }
        }
      }
    }
    return ways;
  }

  private static void step(
      Set<Integer> way,
      Collection<Integer> from,
      Collection<Integer> to,
      boolean holds,
      Deque<Set<Integer>> open) {
    if (holds && way.containsAll(from)) {
      Set<Integer> next = new TreeSet<>(way);
      next.removeAll(from);
      next.addAll(to);
      open.add(next);
    }
  }

  /** The partitions of a whole, by its number. */
  List<Partition> of(int whole) {
    return byWhole.getOrDefault(whole, List.of());
  }

  /** The numbers of all wholes. */
  Set<Integer> wholes() {
    return byWhole.keySet();
  }

  /** The numbers of all that are connected with one on a day, by wholes and parts. */
  Set<Integer> connected(int node, LocalDate day) {
    Set<Integer> connected = new TreeSet<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(node));
    while (!open.isEmpty()) {
      int one = open.pop();
      if (connected.add(one)) {
        List<Partition> its = new ArrayList<>(of(one));
        its.addAll(byPart.getOrDefault(one, List.of()));
        for (Partition partition : its) {
          if (partition.holds(day)) {
            open.add(partition.whole());
            open.addAll(partition.parts());
          }
        }
      }
    }
    return connected;
  }

  /** The numbers of all wholes and parts. */
  Set<Integer> all() {
    Set<Integer> all = new TreeSet<>(byWhole.keySet());
    all.addAll(byPart.keySet());
    return all;
  }

  private void link(int spell) {
    Region region = spells.get(spell);
    for (int heir : succession.heirs(spell)) {
      if (heir != Spells.NONE && follows(region, spells.get(heir))) {
        groups[group(spell)] = group(spells.size() + heir);
      } else {
        spoiled.add(spell);
        if (heir != Spells.NONE) {
          changed(heir, region.validTo().plusDays(1));
        }
      }
    }
    for (Region.Successor part : region.successors()) {
      LocalDate on = part.on();
      if (on != null) {
        changed(spell, on);
        int at = spells.at(part.code(), on);
        int taker = at == Spells.NONE ? spells.after(part.code(), on) : at;
        if (taker != Spells.NONE && spells.get(taker).validFrom().isAfter(on)) {
          spoiled.add(spells.size() + taker);
        } else if (taker != Spells.NONE) {
          changed(taker, on);
        }
      }
    }
  }

  private static boolean follows(Region region, Region heir) {
    LocalDate end = region.validTo();
    return heir.validFrom().isAfter(end) && !heir.validFrom().isAfter(end.plusYears(YEARS_BETWEEN));
  }

  private void changed(int spell, LocalDate day) {
    changes.computeIfAbsent(spell, s -> new TreeSet<>()).add(day);
  }

  private int group(int node) {
    int group = node;
    while (groups[group] != group) {
      group = groups[group];
    }
    return group;
  }

  private void add(List<Integer> ends, List<Integer> begins) {
    boolean isSpoiled =
        ends.stream().anyMatch(spoiled::contains)
            || begins.stream().anyMatch(spell -> spoiled.contains(spells.size() + spell));
    if (isSpoiled || begins.isEmpty()) {
      return;
    }
    if (ends.size() > 1 || begins.size() > 1) {
      remade.addAll(ends);
    }
    LocalDate from = LocalDate.MIN;
    for (int spell : ends) {
      NavigableSet<LocalDate> its = changes.getOrDefault(spell, new TreeSet<>());
      from = !its.isEmpty() && its.last().isAfter(from) ? its.last() : from;
    }
    LocalDate last = LocalDate.MAX;
    for (int spell : begins) {
      NavigableSet<LocalDate> its = changes.getOrDefault(spell, new TreeSet<>());
      last = !its.isEmpty() && its.first().isBefore(last) ? its.first().minusDays(1) : last;
    }
    int union = ends.size() > 1 && begins.size() > 1 ? spells.size() + unions++ : Spells.NONE;
    if (begins.size() == 1 || union != Spells.NONE) {
      add(new Partition(union == Spells.NONE ? begins.get(0) : union, ends, from, last));
    }
    if (ends.size() == 1 || union != Spells.NONE) {
      add(new Partition(union == Spells.NONE ? ends.get(0) : union, begins, from, last));
    }
  }

  private void add(Partition partition) {
    byWhole.computeIfAbsent(partition.whole(), whole -> new ArrayList<>()).add(partition);
    for (int part : partition.parts()) {
      byPart.computeIfAbsent(part, number -> new ArrayList<>()).add(partition);
    }
  }

  /**
   * Whether a spell, or what it went on as under other codes, ended as a part or as the whole of
   * what is still the same land together.
   */
  boolean isRemade(int spell) {
    int last = spell;
    while (!remade.contains(last) && succession.next(last) != Spells.NONE) {
      last = succession.next(last);
    }
    return remade.contains(last);
  }
}
