package org.xiaokang.catalogue;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Regions.Reading;
import org.xiaokang.catalogue.Resolution.Match;
import org.xiaokang.catalogue.Resolution.Share;

/** Follows spells forwards to their successors and backwards to what they were before. */
final class Resolver {
  private static final Set<Match> FOLLOWED = EnumSet.of(Match.SUCCESSOR, Match.MERGED);

  private final Spells spells;
  private final Succession succession;
  private final Partitions partitions;
  private final RegionNotes notes;

  Resolver(Spells spells, Succession succession, Partitions partitions) {
    this.partitions = partitions;
    this.spells = spells;
    this.succession = succession;
    this.notes = new RegionNotes(spells, succession);
  }

  /** The readings of a code on a day: none, one, or two that contradict each other. */
  List<Reading> readings(String code, LocalDate day) {
    int valid = spells.at(code, day);
    if (valid != Spells.NONE) {
      return List.of(reading(valid, day));
    }
    int earlier = spells.before(code, day);
    int later = spells.after(code, day);
    if (earlier == Spells.NONE || later == Spells.NONE) {
      int only = earlier == Spells.NONE ? later : earlier;
      return only == Spells.NONE ? List.of() : List.of(reading(only, day));
    }
    Reading before = reading(earlier, day);
    Reading after = reading(later, day);
    boolean oneName = before.spell().name().equals(after.spell().name());
    boolean oneArea =
        FOLLOWED.contains(before.resolution().match())
            && before.resolution().areas().equals(after.resolution().areas());
    if (oneArea || (oneName && before.resolution().match() != Match.ENDED)) {
      return List.of(before);
    }
    return oneName ? List.of(after) : List.of(before, after);
  }

  Resolution resolve(String code, LocalDate day) {
    List<Reading> readings = readings(code, day);
    if (readings.isEmpty()) {
      return new Resolution(
          Match.UNKNOWN, List.of(), List.of(), "no region of the table has the code " + code);
    }
    if (readings.size() == 1) {
      return readings.get(0).resolution();
    }
    List<Share> candidates = new ArrayList<>();
    readings.stream()
        .flatMap(reading -> reading.resolution().areas().stream())
        .map(area -> new Share(area.code(), null))
        .distinct()
        .sorted(Comparator.comparing(Share::code))
        .forEach(candidates::add);
    String note = notes.between(spells.before(code, day), spells.after(code, day));
    return new Resolution(Match.AMBIGUOUS, List.of(), candidates, note);
  }

  Reading reading(int spell, LocalDate day) {
    Region region = spells.get(spell);
    Resolution resolution =
        region.isValid(day)
            ? Resolution.to(Match.SAME, region.code(), null)
            : region.validTo().isBefore(day) ? forwards(spell, day) : backwards(spell, day);
    return new Reading(region, resolution, panel(spell, resolution, day));
  }

  private String panel(int spell, Resolution resolution, LocalDate day) {
    int area =
        switch (resolution.match()) {
          case SUCCESSOR, MERGED, PREDECESSOR -> spells.at(resolution.areas().get(0).code(), day);
          default -> spell;
        };
    return succession.panel(area == Spells.NONE ? spell : area);
  }

  private record Step(int spell, double weight) {}

  private Resolution forwards(int spell, LocalDate day) {
    Map<String, Double> found = new TreeMap<>();
    boolean lost = false;
    Deque<Step> open = new ArrayDeque<>(List.of(new Step(spell, 1)));
    while (!open.isEmpty()) {
      Step step = open.pop();
      Region region = step.spell() == Spells.NONE ? null : spells.get(step.spell());
      if (region != null && region.isValid(day)) {
        found.merge(region.code(), step.weight(), Double::sum);
        continue;
      }
      boolean on = region != null && region.validTo().isBefore(day);
      int[] heirs = on ? succession.heirs(step.spell()) : new int[0];
      lost |= heirs.length == 0;
      for (int i = 0; i < heirs.length; i++) {
        Double weight = heirs.length == 1 ? Double.valueOf(1) : weight(region, i);
        open.push(new Step(heirs[i], step.weight() * (weight == null ? Double.NaN : weight)));
      }
    }
    if (found.isEmpty()) {
      return Resolution.staying(
          Match.ENDED, spells.get(spell).code(), List.of(), notes.ended(spell));
    }
    if (found.size() == 1 && !lost) {
      String area = found.keySet().iterator().next();
      boolean alone = succession.panel(spell).equals(succession.panel(spells.at(area, day)));
      if (!alone && partitions.isRemade(spell)) {
        return Resolution.staying(
            Match.MERGED,
            spells.get(spell).code(),
            List.of(new Share(area, null)),
            notes.became(spell, day, area));
      }
      return Resolution.to(
          alone ? Match.SUCCESSOR : Match.MERGED, area, notes.became(spell, day, area));
    }
    List<Share> parts = new ArrayList<>();
    found.forEach((code, weight) -> parts.add(new Share(code, weight.isNaN() ? null : weight)));
    return Resolution.staying(
        Match.SPLIT, spells.get(spell).code(), parts, notes.divided(spell, day, parts, lost));
  }

  private static @Nullable Double weight(@Nullable Region region, int heir) {
    return region == null ? null : region.heirs().get(heir).weight();
  }

  private Resolution backwards(int spell, LocalDate day) {
    int first = spell;
    while (!spells.get(first).isValid(day) && succession.previous(first) != Spells.NONE) {
      first = succession.previous(first);
    }
    if (spells.get(first).isValid(day)) {
      return Resolution.to(Match.PREDECESSOR, spells.get(first).code(), notes.was(spell, first));
    }
    List<Share> parts = new ArrayList<>();
    for (int origin : succession.origins(first)) {
      if (spells.get(origin).isValid(day)) {
        parts.add(new Share(spells.get(origin).code(), null));
      }
    }
    parts.sort(Comparator.comparing(Share::code));
    return Resolution.staying(Match.NOT_YET, spells.get(spell).code(), parts, notes.notYet(spell));
  }
}
