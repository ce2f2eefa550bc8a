package org.xiaokang.ingest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.xiaokang.catalogue.NameKey;
import org.xiaokang.catalogue.Region;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.catalogue.Regions.Reading;
import org.xiaokang.catalogue.Resolution;
import org.xiaokang.catalogue.Resolution.Match;
import org.xiaokang.catalogue.Resolution.Share;
import org.xiaokang.ingest.RegionIndex.Meanings;

/** Asks the region table once what each code and each name means, day by day. */
final class RegionIndexBuilder {
  /** Before every day that a report can print. */
  private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);

  /** After every day that a report can print. */
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 30);

  private final Regions regions;
  private final Map<String, List<Region>> spells = new HashMap<>();
  private final Map<String, Set<String>> namesOfSeries = new LinkedHashMap<>();

  RegionIndexBuilder(Regions regions) {
    this.regions = regions;
    for (Region region : regions.spells()) {
      spells.computeIfAbsent(region.code(), code -> new ArrayList<>()).add(region);
      namesOfSeries
          .computeIfAbsent(regions.panel(region.code(), region.validTo()), code -> new TreeSet<>())
          .addAll(names(region));
    }
  }

  RegionIndex build() {
    return new RegionIndex(codes(), names());
  }

  private Map<String, Meanings> codes() {
    Map<String, Meanings> codes = new HashMap<>();
    for (String code : new TreeSet<>(regions.spells().stream().map(Region::code).toList())) {
      codes.put(
          NameKey.of(code),
          meanings(
              regions.turningPoints(code),
              day -> readings(regions.readings(code, day), day),
              undated(code)));
    }
    return codes;
  }

  private Map<String, Meanings> names() {
    Map<String, List<Region>> bearers = new TreeMap<>();
    for (Region region : regions.spells()) {
      names(region).forEach(n -> bearers.computeIfAbsent(n, k -> new ArrayList<>()).add(region));
    }
    Map<String, Meanings> names = new HashMap<>();
    bearers.forEach(
        (key, spells) -> {
          TreeSet<LocalDate> days = new TreeSet<>();
          spells.forEach(region -> days.addAll(regions.turningPoints(region.code())));
          Function<LocalDate, List<RegionReading>> byDay =
              day ->
                  borne(spells, day).stream()
                      .map(reading -> reading(reading, day, Set.of(), Set.of()))
                      .toList();
          names.put(key, meanings(days, byDay, byDay.apply(LAST_DAY)));
        });
    return names;
  }

  /** Who bears the name that day; if nobody does, what became of all who ever bore it. */
  private List<Reading> borne(List<Region> spells, LocalDate day) {
    List<Region> valid = spells.stream().filter(region -> region.isValid(day)).toList();
    Map<String, Reading> byArea = new TreeMap<>();
    for (Region region : valid.isEmpty() ? spells : valid) {
      Reading reading = regions.reading(region, day);
      byArea.putIfAbsent(reading.resolution().areas().get(0).code(), reading);
    }
    return List.copyOf(byArea.values());
  }

  private static Meanings meanings(
      SortedSet<LocalDate> days,
      Function<LocalDate, List<RegionReading>> readings,
      List<RegionReading> undated) {
    TreeMap<LocalDate, List<RegionReading>> segments = new TreeMap<>();
    segments.put(FIRST_DAY, readings.apply(FIRST_DAY));
    for (LocalDate day : days) {
      if (day.isAfter(FIRST_DAY) && !day.isAfter(LAST_DAY)) {
        List<RegionReading> next = readings.apply(day);
        if (!next.equals(segments.lastEntry().getValue())) {
          segments.put(day, next);
        }
      }
    }
    return new Meanings(segments, undated);
  }

  /**
   * The code itself as it was last, of each series that it was the code of: where it belonged to
   * two regions one after the other, only a day tells which of them is meant.
   */
  private List<RegionReading> undated(String code) {
    Map<String, Region> lastOfSeries = new TreeMap<>();
    for (Region spell : spells.getOrDefault(code, List.of())) {
      lastOfSeries.merge(
          regions.panel(code, spell.validTo()),
          spell,
          (a, b) -> a.validTo().isAfter(b.validTo()) ? a : b);
    }
    return lastOfSeries.values().stream().map(this::undated).toList();
  }

  /** What lies above it may be called as then or as today. */
  private RegionReading undated(Region last) {
    String code = last.code();
    Set<String> above = new LinkedHashSet<>();
    regions.readings(code, LAST_DAY).stream()
        .flatMap(today -> today.resolution().areas().stream())
        .forEach(area -> above.addAll(keys(above(area.code(), LAST_DAY))));
    Reading itself = regions.reading(last, last.validTo());
    return reading(itself, last.validTo(), above, agreeing(itself));
  }

  private List<RegionReading> readings(List<Reading> readings, LocalDate day) {
    return readings.stream().map(r -> reading(r, day, Set.of(), agreeing(r))).toList();
  }

  private RegionReading reading(
      Reading reading, LocalDate day, Set<String> above, Set<String> names) {
    Resolution resolution = reading.resolution();
    String code = resolution.areas().get(0).code();
    Region area =
        code.equals(reading.spell().code())
            ? reading.spell()
            : regions.nearest(code, day).orElseThrow();
    List<Region> parents = above(code, area.clamp(day));
    Set<String> ancestors = new HashSet<>(keys(parents));
    ancestors.addAll(above);
    return new RegionReading(
        code,
        reading.panel(),
        resolution.match().name().toLowerCase(Locale.ROOT),
        resolution.note(),
        shares(resolution, day),
        parents.isEmpty() ? area.name() : parents.get(0).name() + " " + area.name(),
        NameKey.of(area.level()),
        ancestors,
        names);
  }

  /** Codes and names by which a hint may call these regions. */
  private static Set<String> keys(List<Region> called) {
    Set<String> keys = new LinkedHashSet<>();
    for (Region region : called) {
      keys.addAll(List.of(region.code(), NameKey.of(region.code())));
      keys.addAll(names(region));
    }
    return keys;
  }

  private List<Region> above(String code, LocalDate day) {
    List<Region> above = new ArrayList<>();
    Optional<Region> next = regions.parent(code, day).flatMap(p -> regions.spell(p, day));
    while (next.isPresent() && !above.contains(next.get())) {
      above.add(next.get());
      next = regions.parent(next.get().code(), day).flatMap(p -> regions.spell(p, day));
    }
    return above;
  }

  /** All names of the region as it was read and of the one it became or had been. */
  private Set<String> agreeing(Reading reading) {
    Region spell = reading.spell();
    Set<String> names = new HashSet<>();
    for (String series : List.of(regions.panel(spell.code(), spell.validTo()), reading.panel())) {
      names.addAll(namesOfSeries.getOrDefault(series, Set.of()));
    }
    return names;
  }

  private List<RegionReading.Share> shares(Resolution resolution, LocalDate day) {
    Collection<Share> parts = resolution.candidates();
    List<RegionReading.Share> shares = new ArrayList<>();
    if (resolution.match() == Match.SPLIT) {
      for (Share part : parts) {
        Double weight = part.weight();
        if (weight == null) {
          return List.of();
        }
        shares.add(new RegionReading.Share(part.code(), regions.panel(part.code(), day), weight));
      }
    }
    return List.copyOf(shares);
  }

  private static Set<String> names(Region region) {
    Set<String> names =
        new TreeSet<>(List.of(NameKey.of(region.name()), NameKey.of(region.nameEn())));
    region.aliases().forEach(alias -> names.add(NameKey.of(alias)));
    return names;
  }
}
