package org.xiaokang.indicator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.catalogue.Territory;
import org.xiaokang.indicator.IndicatorValue.Coverage;
import org.xiaokang.indicator.StandIns.StandIn;

/**
 * Who makes the value of a region: the regions right below, those of other times that stand for
 * some of them, or those that stand for the region itself. Each piece of land is in it once.
 */
final class Composition {
  /** A region of another time in the place of some of the day's. */
  record Replacement(Set<String> cover, StandIn by) {}

  private final HierarchyAggregator period;
  private final Regions regions;
  private final LocalDate day;
  private final String area;
  private final StandIns standIns;
  private final List<String> children;
  private final @Nullable Integer expected;

  /** What each child adds, by code, and how much of it that covers. */
  private final Map<String, Contribution> shares = new TreeMap<>();

  private final Map<String, Double> covered = new TreeMap<>();
  private final List<Replacement> replacements = new ArrayList<>();
  private final Set<String> replaced = new TreeSet<>();
  private final Set<String> standing = new TreeSet<>();
  private @Nullable StandIn all;
  private List<String> told = List.of();

  Composition(HierarchyAggregator period, Regions regions, LocalDate day, String area) {
    this.period = period;
    this.regions = regions;
    this.day = day;
    this.area = area;
    this.standIns = period.standIns();
    OptionalInt known = regions.expectedChildren(area, day);
    List<String> below = regions.parts(area, day);
    for (String child : below) {
      add(child, period.share(child));
    }
    wholes().forEach(this::replace);
    List<Territory.Piece> instead = partsInstead(below.size());
    this.children = instead == null ? below : codes(instead);
    this.expected =
        instead != null
            ? Integer.valueOf(instead.size())
            : known.isPresent() ? known.getAsInt() : null;
  }

  private void add(String child, @Nullable Contribution share) {
    shares.remove(child);
    covered.remove(child);
    if (share != null) {
      shares.put(child, share);
      covered.put(child, share.coverage());
    }
  }

  /** Regions of other times within this one: first those whose parts are missing most. */
  private List<Territory.Whole> wholes() {
    List<Territory.Whole> wholes = new ArrayList<>(period.territory().wholes(area));
    if (wholes.size() > 1) {
      Map<Territory.Whole, Integer> known = new HashMap<>();
      for (Territory.Whole whole : wholes) {
        known.put(whole, (int) whole.cover().stream().filter(this::isComplete).count());
      }
      wholes.sort(Comparator.comparing(whole -> known.getOrDefault(whole, 0)));
    }
    return wholes;
  }

  /** Puts a region of another time in the place of those that are missing, and those with them. */
  private void replace(Territory.Whole whole) {
    if (isComplete(whole.cover()) || isHeld(whole.cover()) || overlaps(whole.cover())) {
      return;
    }
    StandIn by = standIns.of(whole.ways());
    Set<String> cover = new TreeSet<>(whole.cover());
    if (by == null || (cover.removeAll(by.kept()) && isHeld(cover))) {
      return;
    }
    replacements.removeIf(one -> cover.containsAll(one.cover));
    replacements.add(new Replacement(cover, by));
    replaced.addAll(cover);
    for (String child : regions.parts(area, day)) {
      if (replaced.contains(child)) {
        add(child, null);
        covered.put(child, 1.0);
      } else if (cover.stream().anyMatch(code -> isBelow(code, child))) {
        List<Contribution> rest = new ArrayList<>();
        double share = remainder(child, rest, new TreeSet<>());
        add(child, rest.isEmpty() ? null : Contribution.sum(rest, share));
        covered.put(child, share);
      }
    }
  }

  private boolean isComplete(Set<String> cover) {
    return cover.stream().allMatch(this::isComplete);
  }

  private boolean isComplete(String code) {
    Contribution share = replaced.contains(code) ? null : period.share(code);
    return replaced.contains(code) || (share != null && StandIns.isWhole(share.coverage()));
  }

  /** Whether the report of a region in between covers some of these. */
  private boolean isHeld(Set<String> cover) {
    for (String code : cover) {
      Optional<String> next = regions.parent(code, day);
      while (next.isPresent() && !next.get().equals(area)) {
        if (period.reportsWhole(next.get())) {
          return true;
        }
        next = regions.parent(next.get(), day);
      }
    }
    return false;
  }

  private boolean overlaps(Set<String> cover) {
    return replacements.stream()
        .map(Replacement::cover)
        .anyMatch(other -> !cover.containsAll(other) && other.stream().anyMatch(cover::contains));
  }

  private boolean isBelow(String code, String child) {
    Optional<String> next = regions.parent(code, day);
    while (next.isPresent() && !next.get().equals(area)) {
      if (next.get().equals(child)) {
        return true;
      }
      next = regions.parent(next.get(), day);
    }
    return false;
  }

  /**
   * What a region adds without what is replaced, and how much of it the two cover.
   *
   * @param held codes of the day that others stand for within it
   */
  private double remainder(String region, List<Contribution> rest, Set<String> held) {
    if (replaced.contains(region) || held.contains(region)) {
      return 1;
    }
    List<String> below = regions.parts(region, day);
    if (replaced.stream().noneMatch(code -> isUnder(code, region))) {
      Contribution share = period.share(region);
      if (share != null) {
        rest.add(share);
      }
      return share == null ? 0 : share.coverage();
    }
    for (Replacement one : period.composition(region).replacements) {
      if (one.cover.stream().noneMatch(replaced::contains)) {
        rest.add(one.by.contribution());
        held.addAll(one.cover);
      }
    }
    double sum = 0;
    for (String child : below) {
      sum += remainder(child, rest, held);
    }
    OptionalInt known = regions.expectedChildren(region, day);
    return sum / (known.isPresent() ? known.getAsInt() : below.size());
  }

  private boolean isUnder(String code, String region) {
    return regions.totals(code, day).stream()
        .anyMatch(total -> total.equals(region) || isUnder(total, region));
  }

  /**
   * The parts of the region of another time, where more of it is known by them than by the regions
   * below; null where not.
   */
  private @Nullable List<Territory.Piece> partsInstead(int below) {
    List<List<Territory.Piece>> made = period.territory().made(area);
    double best = below == 0 ? 0 : sum(covered.values()) / below;
    List<Territory.Piece> instead = null;
    if (made.isEmpty() || StandIns.isWhole(best)) {
      return null;
    }
    for (List<Territory.Piece> parts : made) {
      double known = (double) parts.stream().filter(p -> standIns.of(p) != null).count();
      if (known / parts.size() > best) {
        best = known / parts.size();
        instead = parts;
      }
    }
    if (!StandIns.isWhole(best)) {
      StandIn together = standIns.together(period.inputOf(area), made);
      instead = together == null ? instead : null;
      all = together;
    }
    if (instead != null || all != null) {
      shares.clear();
      covered.clear();
      replacements.clear();
      replaced.clear();
    }
    if (instead != null) {
      takeParts(instead);
    }
    return instead;
  }

  private void takeParts(List<Territory.Piece> parts) {
    Set<String> codes = new TreeSet<>();
    boolean isWhole = true;
    for (Territory.Piece part : parts) {
      StandIn found = standIns.of(part);
      isWhole &= found != null;
      if (found != null) {
        String name = String.join("+", found.codes());
        shares.put(name, found.contribution());
        covered.put(name, 1.0);
        codes.addAll(found.codes());
      }
    }
    standing.addAll(codes);
    told = isWhole ? List.of(String.join(", ", codes) + " for " + area) : List.of();
  }

  private static List<String> codes(List<Territory.Piece> parts) {
    return parts.stream().map(part -> Objects.requireNonNullElse(part.code(), "")).toList();
  }

  /** The contributions, each with what it covers counted elsewhere. */
  List<Contribution> contributions() {
    List<Contribution> found = new ArrayList<>(shares.values());
    replacements.forEach(one -> found.add(one.by.contribution()));
    if (all != null) {
      found.add(all.contribution());
    }
    return found;
  }

  /** Whether a region that is needed has a figure, or another stands for it. */
  boolean has(String needed) {
    return replaced.contains(needed) || period.share(needed) != null;
  }

  /** The regions of the day that others stand for. */
  Set<String> replaced() {
    return replaced;
  }

  /** The codes whose figures stand for others, or for this region. */
  Set<String> standing() {
    Set<String> codes = new TreeSet<>(standing);
    replacements.forEach(one -> codes.addAll(one.by.codes()));
    return codes;
  }

  /** Who is in it. */
  Coverage coverage() {
    List<String> stands = new ArrayList<>(told);
    replacements.forEach(one -> stands.add(one.by.standingFor(one.cover)));
    if (all != null) {
      return new Coverage(1, 1, null, 1.0, List.of(all.toldFor(area)));
    }
    int reported = 0;
    for (Map.Entry<String, Double> one : covered.entrySet()) {
      reported += shares.containsKey(one.getKey()) || one.getValue() > 0 ? 1 : 0;
    }
    double weightShare =
        expected != null && expected == children.size()
            ? new CoverageWeights(period, regions, day).share(children, covered, replacements)
            : Double.NaN;
    double countShare =
        expected != null && expected > 0 ? sum(covered.values()) / expected : Double.NaN;
    double share = Double.isNaN(weightShare) ? countShare : weightShare;
    return new Coverage(reported, expected, known(weightShare), known(share), stands);
  }

  private static @Nullable Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** The same in whatever order they come. */
  static double sum(java.util.Collection<Double> values) {
    return values.stream().sorted().mapToDouble(value -> value).reduce(0, Double::sum);
  }
}
