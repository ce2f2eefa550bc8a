package org.xiaokang.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The regions of a day and those of other times that are the same land as some of them: a region
 * that was divided before, or is not yet joined together, and its parts. Where figures come under
 * their codes all the same, they stand for each other.
 */
public final class Territory {
  /**
   * A region, of this day or of another time.
   *
   * @param code under which figures of the day come for it; null where none do
   * @param isOfTheDay whether it is one of the day's regions
   */
  public record Piece(@Nullable String code, boolean isOfTheDay) {}

  /**
   * Regions of the day that are together one of another time, or several.
   *
   * @param ways to name the same land: for each all regions, the nearest first
   * @param cover the codes of the day's, in alphabetical order
   */
  public record Whole(List<List<Piece>> ways, Set<String> cover) {
    /** Keeps ordered copies. */
    public Whole {
      ways = ways.stream().map(List::copyOf).toList();
      cover = Collections.unmodifiableSet(new TreeSet<>(cover));
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
      Regions regions, Spells spells, Succession succession, Partitions partitions, LocalDate day) {
    this.regions = regions;
    this.spells = spells;
    this.succession = succession;
    this.partitions = partitions;
    this.day = day;
    Set<Integer> seen = new TreeSet<>();
    for (int node : partitions.all()) {
      add(node, partitions.ways(Set.of(node), day));
      if (!seen.contains(node)) {
        Set<Integer> connected = partitions.connected(node, day);
        seen.addAll(connected);
        addAll(connected.stream().filter(this::isOfTheDay).collect(Collectors.toSet()));
      }
    }
    Comparator<Whole> order =
        Comparator.<Whole>comparingInt(whole -> whole.cover().size())
            .thenComparing(whole -> String.join(" ", whole.cover()))
            .thenComparing(whole -> whole.ways().toString());
    wholes.values().forEach(some -> some.sort(order));
  }

  private void add(int node, Set<Set<Integer>> sets) {
    List<List<Piece>> ways = new ArrayList<>();
    Set<String> cover = null;
    for (Set<Integer> way : sets) {
      List<Piece> pieces = way.stream().map(one -> new Piece(code(one), isOfTheDay(one))).toList();
      ways.add(pieces);
      if (cover == null && pieces.stream().allMatch(Piece::isOfTheDay)) {
        cover = new TreeSet<>();
        for (Piece piece : pieces) {
          cover.add(Objects.requireNonNull(piece.code()));
        }
      }
    }
    if (isOfTheDay(node)) {
      String code = spells.get(node).code();
      List<List<Piece>> others = ways.stream().filter(way -> !isOnly(way, code)).toList();
      made.put(code, others);
      home(others, code);
    } else if (cover != null) {
      String above = above(cover);
      if (above != null) {
        wholes.computeIfAbsent(above, code -> new ArrayList<>()).add(new Whole(ways, cover));
        home(ways, above);
      }
    }
  }

  /** All regions of the day that are connected: they may be named together in no way apart. */
  private void addAll(Set<Integer> nodes) {
    Set<String> cover = new TreeSet<>();
    nodes.forEach(node -> cover.add(spells.get(node).code()));
    String above = nodes.size() > 1 ? above(cover) : null;
    if (above != null) {
      List<List<Piece>> ways = new ArrayList<>();
      for (Set<Integer> way : partitions.ways(nodes, day)) {
        ways.add(way.stream().map(one -> new Piece(code(one), isOfTheDay(one))).toList());
      }
      wholes.computeIfAbsent(above, code -> new ArrayList<>()).add(new Whole(ways, cover));
      home(ways, above);
    }
  }

  private static boolean isOnly(List<Piece> way, String code) {
    return way.size() == 1 && code.equals(way.get(0).code());
  }

  private void home(List<List<Piece>> ways, String area) {
    for (List<Piece> way : ways) {
      for (Piece piece : way) {
        if (piece.code() != null && !piece.isOfTheDay()) {
          for (String one : codes(piece.code())) {
            homes.computeIfAbsent(one, key -> new TreeSet<>()).add(area);
          }
        }
      }
    }
  }

  private boolean isOfTheDay(int node) {
    return node < spells.size() && spells.get(node).isValid(day);
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

  /** The ways to name a region of the day by those of other times: for each all of them. */
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
