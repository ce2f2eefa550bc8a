package org.xiaokang.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The regions of a day and those of other times that are the same land as some of them: a region
 * that was divided before, or is not yet joined together, and its parts. Where figures come under
 * their codes all the same, they stand for each other.
 */
public final class Territory {
  /** Nobody divides a region as often as this; it ends what a mistaken table would make endless. */
  private static final int DEEPEST = 8;

  /**
   * A region, of this day or of another time, or several regions together.
   *
   * @param code under which figures of the day come for it; null where none do
   * @param isOfTheDay whether it is one of the day's regions
   * @param made what it is made of: for each way to divide it, all parts
   */
  public record Piece(@Nullable String code, boolean isOfTheDay, List<List<Piece>> made) {
    /** Keeps copies. */
    public Piece {
      made = made.stream().map(List::copyOf).toList();
    }

    private void addCodes(Set<String> codes) {
      if (code != null) {
        codes.add(code);
      }
      made.forEach(parts -> parts.forEach(part -> part.addCodes(codes)));
    }
  }

  /**
   * A region of another time, or several, made of regions of the day.
   *
   * @param cover the codes of these, in alphabetical order
   */
  public record Whole(Piece piece, Set<String> cover) {
    /** Keeps an ordered copy. */
    public Whole {
      cover = java.util.Collections.unmodifiableSet(new TreeSet<>(cover));
    }
  }

  private final Regions regions;
  private final Spells spells;
  private final Succession succession;
  private final Partitions partitions;
  private final LocalDate day;
  private final Map<String, List<Whole>> wholes = new HashMap<>();
  private final Map<String, List<List<Piece>>> made = new HashMap<>();
  private final Map<String, Set<String>> homes = new HashMap<>();
  private final Map<String, Set<String>> others = new HashMap<>();

  Territory(
      Regions regions,
      Spells spells,
      Succession succession,
      Partitions partitions,
      LocalDate day) {
    this.regions = regions;
    this.spells = spells;
    this.succession = succession;
    this.partitions = partitions;
    this.day = day;
    for (int node : partitions.wholes()) {
      if (isOfTheDay(node)) {
        add(spells.get(node).code(), made(node, Set.of()));
      } else {
        add(node);
      }
    }
    Comparator<Whole> order =
        Comparator.<Whole>comparingInt(whole -> whole.cover().size())
            .thenComparing(whole -> String.join(" ", whole.cover()))
            .thenComparing(whole -> Objects.requireNonNullElse(whole.piece().code(), ""));
    wholes.values().forEach(some -> some.sort(order));
  }

  private void add(String code, List<List<Piece>> ways) {
    if (!ways.isEmpty()) {
      made.put(code, ways);
      Set<String> codes = new HashSet<>();
      ways.forEach(parts -> parts.forEach(part -> part.addCodes(codes)));
      codes.forEach(part -> home(part, code));
    }
  }

  private void add(int node) {
    Set<String> cover = cover(node, Set.of());
    String above = cover == null ? null : above(cover);
    if (cover != null && above != null) {
      Whole whole = new Whole(piece(node, Set.of()), cover);
      wholes.computeIfAbsent(above, code -> new ArrayList<>()).add(whole);
      Set<String> codes = new HashSet<>();
      whole.piece().addCodes(codes);
      codes.forEach(code -> home(code, above));
    }
  }

  private void home(String code, String area) {
    for (String one : codes(code)) {
      homes.computeIfAbsent(one, key -> new TreeSet<>()).add(area);
    }
  }

  private boolean isOfTheDay(int node) {
    return node < spells.size() && spells.get(node).isValid(day);
  }

  /** The codes of the day's regions that a region is made of; null where it cannot be told. */
  private @Nullable Set<String> cover(int node, Set<Integer> within) {
    if (isOfTheDay(node)) {
      return Set.of(spells.get(node).code());
    }
    for (List<Integer> parts : ways(node, within)) {
      Set<String> cover = new TreeSet<>();
      boolean isWhole = true;
      for (int part : parts) {
        Set<String> its = cover(part, with(within, node));
        isWhole &= its != null && cover.addAll(its);
      }
      if (isWhole) {
        return cover;
      }
    }
    return null;
  }

  private Piece piece(int node, Set<Integer> within) {
    boolean isOfTheDay = isOfTheDay(node);
    return new Piece(code(node), isOfTheDay, isOfTheDay ? List.of() : made(node, within));
  }

  private List<List<Piece>> made(int node, Set<Integer> within) {
    List<List<Piece>> ways = new ArrayList<>();
    for (List<Integer> parts : ways(node, within)) {
      ways.add(parts.stream().map(part -> piece(part, with(within, node))).toList());
    }
    return ways;
  }

  private List<List<Integer>> ways(int node, Set<Integer> within) {
    return within.size() >= DEEPEST
        ? List.of()
        : partitions.of(node).stream()
            .filter(one -> one.holds(day) && one.parts().stream().noneMatch(within::contains))
            .map(Partitions.Partition::parts)
            .toList();
  }

  private static Set<Integer> with(Set<Integer> within, int node) {
    Set<Integer> all = new HashSet<>(within);
    all.add(node);
    return all;
  }

  /** The code of a spell; of another time's, the first of its series that figures come under. */
  private @Nullable String code(int node) {
    if (node >= spells.size() || isOfTheDay(node)) {
      return node >= spells.size() ? null : spells.get(node).code();
    }
    Set<String> codes = new LinkedHashSet<>();
    for (int spell = node; spell != Spells.NONE; spell = succession.next(spell)) {
      addReported(spell, codes);
    }
    for (int spell = node; spell != Spells.NONE; spell = succession.previous(spell)) {
      addReported(spell, codes);
    }
    if (codes.isEmpty()) {
      return null;
    }
    String code = codes.iterator().next();
    others.put(code, codes);
    return code;
  }

  private void addReported(int spell, Set<String> codes) {
    Region region = spells.get(spell);
    List<Regions.Reading> readings =
        region.isValid(day) ? List.of() : regions.readings(region.code(), day);
    if (readings.size() == 1
        && readings.get(0).spell().equals(region)
        && region.code().equals(readings.get(0).resolution().area())) {
      codes.add(region.code());
    }
  }

  /** The lowest region above all of these; null where there is none. */
  private @Nullable String above(Set<String> cover) {
    Set<String> common = null;
    for (String code : cover) {
      Set<String> chain = new LinkedHashSet<>();
      Optional<String> next = regions.parent(code, day);
      while (next.isPresent() && chain.add(next.get())) {
        next = regions.parent(next.get(), day);
      }
      if (common == null) {
        common = chain;
      } else {
        common.retainAll(chain);
      }
    }
    return common == null ? null : common.stream().findFirst().orElse(null);
  }

  /**
   * The regions of other times that lie within this one and within none below it, the smallest
   * first.
   */
  public List<Whole> wholes(String above) {
    return wholes.getOrDefault(above, List.of());
  }

  /** What a region of the day is made of, of other times: for each way to divide it, all parts. */
  public List<List<Piece>> made(String code) {
    return made.getOrDefault(code, List.of());
  }

  /** All codes of the series that a {@link Piece#code} is of, itself first. */
  public Set<String> codes(String code) {
    return others.getOrDefault(code, Set.of(code));
  }

  /** The regions whose values figures under this code may be a part of, beside its parents. */
  public Set<String> homes(String code) {
    return homes.getOrDefault(code, Set.of());
  }
}
