package org.xiaokang.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
  private final int[] groups;
  private final Set<Integer> spoiled = new HashSet<>();
  private final Map<Integer, NavigableSet<LocalDate>> changes = new HashMap<>();
  private final Set<Integer> joined = new HashSet<>();
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

  /** The partitions of a whole, by its number. */
  List<Partition> of(int whole) {
    return byWhole.getOrDefault(whole, List.of());
  }

  /** The numbers of all wholes. */
  Set<Integer> wholes() {
    return byWhole.keySet();
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
    return heir.validFrom().isAfter(end)
        && !heir.validFrom().isAfter(end.plusYears(YEARS_BETWEEN));
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
    if (ends.size() > 1) {
      joined.addAll(ends);
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
  }

  /**
   * Whether a spell, or what it went on as under other codes, ended as one of several that what
   * followed was made of and nothing else: together they are still the same land.
   */
  boolean isPartOfWhole(int spell) {
    int last = spell;
    while (!joined.contains(last) && succession.next(last) != Spells.NONE) {
      last = succession.next(last);
    }
    return joined.contains(last);
  }
}
