package org.xiaokang.catalogue;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All regions of all times: which code meant which region when, what lay within what, and what
 * became of it. Everything is found by code, so that it may be asked for each row.
 */
public final class Regions implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<Region> table;
  private final transient Spells spells;
  private final transient Succession succession;
  private final transient Partitions partitions;
  private final transient Resolver resolver;
  private final transient Map<LocalDate, Territory> territories = new ConcurrentHashMap<>();

  /** Spell numbers by the parent they state. */
  private final transient Map<String, List<Integer>> below = new HashMap<>();

  /** Spell numbers of groups by the members they state. */
  private final transient Map<String, List<Integer>> groups = new HashMap<>();

  /** Spells whose stated parent was not valid all the time: it is resolved day by day. */
  private final transient Set<Integer> wandering = new HashSet<>();

  /**
   * One meaning of a code on a day.
   *
   * @param spell the spell it was read as
   * @param resolution what that spell means on the day
   * @param panel the code under which the series of the figure is kept
   */
  public record Reading(Region spell, Resolution resolution, String panel) {}

  /** A table of spells. */
  public Regions(List<Region> spells) {
    this.table = new ArrayList<>(spells);
    this.spells = new Spells(table);
    this.succession = new Succession(this.spells);
    this.partitions = new Partitions(this.spells, succession);
    this.resolver = new Resolver(this.spells, succession, partitions);
    for (int spell = 0; spell < table.size(); spell++) {
      Region region = table.get(spell);
      String parent = region.parent();
      if (parent != null && isCovered(region, parent)) {
        below.computeIfAbsent(parent, code -> new ArrayList<>()).add(spell);
      } else if (parent != null) {
        wandering.add(spell);
      }
      for (String member : region.membership().members()) {
        groups.computeIfAbsent(member, code -> new ArrayList<>()).add(spell);
      }
    }
  }

  /** Only the table travels. */
  private Object readResolve() {
    return new Regions(table);
  }

  /** All spells, in the order of the table. */
  public List<Region> spells() {
    return List.copyOf(table);
  }

  /** The spell of a code on a day; none where the code meant no region. */
  public Optional<Region> spell(String code, LocalDate day) {
    int spell = spells.at(code, day);
    return spell == Spells.NONE ? Optional.empty() : Optional.of(spells.get(spell));
  }

  /**
   * The code of the region above, as it was on that day. Where the table names a parent that was
   * not valid then, the one region that it became or had been.
   */
  public Optional<String> parent(String code, LocalDate day) {
    int spell = spells.at(code, day);
    return spell == Spells.NONE ? Optional.empty() : parent(spells.get(spell), day);
  }

  private Optional<String> parent(Region region, LocalDate day) {
    String parent = region.parent();
    if (parent == null || spells.at(parent, day) != Spells.NONE) {
      return Optional.ofNullable(parent);
    }
    Resolution resolution = resolver.resolve(parent, day);
    return switch (resolution.match()) {
      case SUCCESSOR, MERGED, PREDECESSOR -> Optional.of(resolution.candidates().get(0).code());
      default -> Optional.empty();
    };
  }

  /** The codes of the regions right below, as they were on that day, in alphabetical order. */
  public List<String> children(String code, LocalDate day) {
    TreeSet<String> children = new TreeSet<>();
    for (int spell : below.getOrDefault(code, List.of())) {
      if (spells.get(spell).isValid(day)) {
        children.add(spells.get(spell).code());
      }
    }
    for (int spell : wandering) {
      Region region = spells.get(spell);
      if (region.isValid(day) && parent(region, day).equals(Optional.of(code))) {
        children.add(region.code());
      }
    }
    return List.copyOf(children);
  }

  /**
   * The codes of the regions that a region's total is made of, as they were on that day, in
   * alphabetical order: the members of a group, else the regions right below but for groups and
   * those that the total leaves out.
   */
  public List<String> parts(String code, LocalDate day) {
    int spell = spells.at(code, day);
    if (spell != Spells.NONE && spells.get(spell).isGroup()) {
      return spells.get(spell).membership().members().stream()
          .filter(member -> spells.at(member, day) != Spells.NONE)
          .sorted()
          .toList();
    }
    return children(code, day).stream().filter(child -> isInParentTotal(child, day)).toList();
  }

  /** Whether what is said of the region above covers this one. */
  public boolean isInParentTotal(String code, LocalDate day) {
    int spell = spells.at(code, day);
    return spell == Spells.NONE || spells.get(spell).membership().inParentTotal();
  }

  /**
   * The codes of the regions whose total a region is part of on that day: the one above that covers
   * it, and after it the groups that list it, in the order of the table.
   */
  public List<String> totals(String code, LocalDate day) {
    List<String> totals = new ArrayList<>();
    if (isInParentTotal(code, day)) {
      parent(code, day).ifPresent(totals::add);
    }
    totals.addAll(groups(code, day));
    return totals;
  }

  /** The codes of the groups that list a region as a member on that day, as the table has them. */
  public List<String> groups(String code, LocalDate day) {
    return groups.getOrDefault(code, List.of()).stream()
        .map(spells::get)
        .filter(group -> group.isValid(day))
        .map(Region::code)
        .toList();
  }

  /** Whether the parts of a region's parts lead back to it. */
  boolean isPartOfItself(String code, LocalDate day) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(parts(code, day));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (next.equals(code)) {
        return true;
      }
      if (seen.add(next)) {
        open.addAll(parts(next, day));
      }
    }
    return false;
  }

  /** The codes of all regions there were on that day, in alphabetical order. */
  public List<String> valid(LocalDate day) {
    return table.stream()
        .filter(spell -> spell.isValid(day))
        .map(Region::code)
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * How many regions a total was made of on that day: what the table states, else as many as it
   * lists; as many as it lists, too, where these are more, for what is stated may be of another
   * time. None where the table does not know, or does not know the region on that day.
   */
  public OptionalInt expectedChildren(String code, LocalDate day) {
    int spell = spells.at(code, day);
    if (spell == Spells.NONE || spells.get(spell).children() == Region.NOT_KNOWN) {
      return OptionalInt.empty();
    }
    // Region.LISTED is below every count.
    return OptionalInt.of(Math.max(spells.get(spell).children(), parts(code, day).size()));
  }

  /**
   * The code under which the series of the region that the code meant on that day is kept. A series
   * goes on where a region went on whole and alone under another code or name; it is called by its
   * last code, and where a later series has that same code, by code@year with the year its last
   * spell began. A code without a meaning on that day, or with two, is its own series.
   */
  public String panel(String code, LocalDate day) {
    int valid = spells.at(code, day);
    if (valid != Spells.NONE) {
      return succession.panel(valid);
    }
    List<Reading> readings = resolver.readings(code, day);
    return readings.size() == 1 ? readings.get(0).panel() : code;
  }

  /** What a code means on a day. */
  public Resolution resolve(String code, LocalDate day) {
    return resolver.resolve(code, day);
  }

  /**
   * Every meaning a code may have on a day: none where it is unknown, two where it is ambiguous.
   */
  public List<Reading> readings(String code, LocalDate day) {
    return resolver.readings(code, day);
  }

  /** What one spell of this table means on a day. */
  public Reading reading(Region spell, LocalDate day) {
    return resolver.reading(number(spell), day);
  }

  private int number(Region region) {
    for (int spell : spells.of(region.code())) {
      if (spells.get(spell).equals(region)) {
        return spell;
      }
    }
    throw new XiaokangException(
        "spell %s from %s is not in the region table; take it from spells()"
            .formatted(region.shown(), region.validFrom()));
  }

  /**
   * The spell of a code that tells most about it on a day: the one valid then, else the last
   * before, else the first after. Without a day, the last.
   */
  public Optional<Region> nearest(String code, @Nullable LocalDate day) {
    int spell = spells.near(code, day == null ? LocalDate.MAX : day);
    return spell == Spells.NONE ? Optional.empty() : Optional.of(spells.get(spell));
  }

  /** The name of a code on a day, in the sense of {@link #nearest}; the code if it has none. */
  public String name(String code, @Nullable LocalDate day) {
    return nearest(code, day).map(Region::name).orElse(code);
  }

  /** The regions of a day and those of other times that are the same land as some of them. */
  public Territory territory(LocalDate day) {
    return territories.computeIfAbsent(
        day, date -> new Territory(this, spells, succession, partitions, date));
  }

  /** The series of regions that are the same land as others of another time, or parts of them. */
  public SameLand sameLand() {
    return SameLand.of(spells, succession, partitions);
  }

  /**
   * The days on which what a code means, or what lies above it, may change: between two of them
   * everything this table says of the code stays the same.
   */
  public SortedSet<LocalDate> turningPoints(String code) {
    Set<Integer> seen = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>();
    push(spells.of(code), seen, open);
    TreeSet<LocalDate> days = new TreeSet<>();
    while (!open.isEmpty()) {
      int spell = open.pop();
      Region region = spells.get(spell);
      days.add(region.validFrom());
      if (!region.validTo().equals(LocalDate.MAX)) {
        days.add(region.validTo().plusDays(1));
      }
      for (int origin : succession.origins(spell)) {
        days.add(spells.get(origin).validFrom());
      }
      push(succession.heirs(spell), seen, open);
      push(new int[] {succession.previous(spell)}, seen, open);
      String parent = region.parent();
      push(parent == null ? new int[0] : spells.of(parent), seen, open);
    }
    days.remove(LocalDate.MIN);
    return days;
  }

  /**
   * The codes of all regions whose values may follow from those of some series: the regions of the
   * series, those that ever lay above them, and those that ever lay right below one of these.
   *
   * @param panels codes as {@link #panel} gives them
   */
  public Set<String> around(Set<String> panels) {
    Set<String> above = new TreeSet<>(panels);
    for (int spell = 0; spell < table.size(); spell++) {
      if (panels.contains(succession.panel(spell))) {
        above.add(spells.get(spell).code());
      }
    }
    for (String code : List.copyOf(above)) {
      SortedSet<LocalDate> days = turningPoints(code);
      days.add(LocalDate.MIN);
      for (LocalDate day : days) {
        Set<String> chain = new HashSet<>();
        Optional<String> next = parent(code, day);
        while (next.isPresent() && chain.add(next.get())) {
          next = parent(next.get(), day);
        }
        above.addAll(chain);
      }
    }
    groups.keySet().forEach(member -> addGroups(member, above));
    Set<String> around = new TreeSet<>(above);
    for (String code : above) {
      below.getOrDefault(code, List.of()).forEach(spell -> around.add(spells.get(spell).code()));
    }
    wandering.forEach(spell -> around.add(spells.get(spell).code()));
    return around;
  }

  private void addGroups(String member, Set<String> above) {
    for (int spell : groups.getOrDefault(member, List.of())) {
      Region group = spells.get(spell);
      above.add(group.code());
      above.addAll(group.membership().members());
    }
  }

  private static void push(int[] found, Set<Integer> seen, Deque<Integer> open) {
    for (int spell : found) {
      if (spell != Spells.NONE && seen.add(spell)) {
        open.push(spell);
      }
    }
  }

  private boolean isCovered(Region region, String parent) {
    LocalDate day = region.validFrom();
    while (true) {
      int spell = spells.at(parent, day);
      if (spell == Spells.NONE) {
        return false;
      }
      LocalDate last = spells.get(spell).validTo();
      if (!last.isBefore(region.validTo())) {
        return true;
      }
      day = last.plusDays(1);
    }
  }
}
