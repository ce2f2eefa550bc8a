package org.xiaokang.job;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.xiaokang.catalogue.Region;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.catalogue.Regions.Reading;
import org.xiaokang.catalogue.Resolution;
import org.xiaokang.catalogue.Resolution.Match;
import org.xiaokang.catalogue.Resolution.Share;
import org.xiaokang.intake.Keys;
import org.xiaokang.intake.Lookups;

/** The region table as {@link Lookups#REGIONS}: what each code and each name means, day by day. */
final class RegionLookups {
  private final Regions regions;
  private final Map<String, Set<String>> namesOfPanel = new LinkedHashMap<>();

  RegionLookups(Regions regions) {
    this.regions = regions;
    for (Region region : regions.spells()) {
      namesOfPanel
          .computeIfAbsent(regions.panel(region.code(), region.validTo()), panel -> new TreeSet<>())
          .addAll(names(region));
    }
  }

  /** One row per code. */
  List<Row> codes() {
    Map<String, String> codes = new TreeMap<>();
    regions.spells().forEach(region -> codes.put(Keys.key(region.code()), region.code()));
    List<Row> rows = new ArrayList<>();
    codes.forEach(
        (key, code) -> {
          rows.add(
              row(
                  key,
                  regions.turningPoints(code),
                  day -> readings(regions.readings(code, day), day),
                  List.of(undated(code))));
        });
    return rows;
  }

  /** One row per name. */
  List<Row> names() {
    Map<String, List<Region>> bearers = new TreeMap<>();
    for (Region region : regions.spells()) {
      names(region).forEach(n -> bearers.computeIfAbsent(n, k -> new ArrayList<>()).add(region));
    }
    List<Row> rows = new ArrayList<>();
    bearers.forEach(
        (key, spells) -> {
          TreeSet<LocalDate> days = new TreeSet<>();
          spells.forEach(region -> days.addAll(regions.turningPoints(region.code())));
          Function<LocalDate, List<Row>> byDay =
              day ->
                  borne(spells, day).stream()
                      .map(r -> reading(r, day, Set.of(), List.of()))
                      .toList();
          rows.add(row(key, days, byDay, byDay.apply(Lookups.LAST_DAY)));
        });
    return rows;
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

  private static Row row(
      String key,
      SortedSet<LocalDate> days,
      Function<LocalDate, List<Row>> readings,
      List<Row> undated) {
    TreeSet<LocalDate> starts = new TreeSet<>(Set.of(Lookups.FIRST_DAY));
    days.stream()
        .filter(day -> day.isAfter(Lookups.FIRST_DAY) && !day.isAfter(Lookups.LAST_DAY))
        .forEach(starts::add);
    List<Row> segments = new ArrayList<>();
    LocalDate from = Lookups.FIRST_DAY;
    List<Row> meaning = readings.apply(from);
    for (LocalDate start : starts.tailSet(from, false)) {
      List<Row> next = readings.apply(start);
      if (!next.equals(meaning)) {
        segments.add(RowFactory.create(from, start.minusDays(1), meaning));
        from = start;
        meaning = next;
      }
    }
    segments.add(RowFactory.create(from, Lookups.LAST_DAY, meaning));
    segments.add(RowFactory.create(Lookups.UNDATED, Lookups.UNDATED, undated));
    return RowFactory.create(key, segments);
  }

  /** The code itself as it was last; what lies above it may be called as then or as today. */
  private Row undated(String code) {
    Region last = regions.nearest(code, null).orElseThrow();
    Set<String> above = new LinkedHashSet<>();
    regions.readings(code, Lookups.LAST_DAY).stream()
        .flatMap(today -> today.resolution().areas().stream())
        .forEach(area -> above.addAll(keys(above(area.code(), Lookups.LAST_DAY))));
    Reading itself = regions.reading(last, last.validTo());
    return reading(itself, last.validTo(), above, agreeing(itself));
  }

  private List<Row> readings(List<Reading> readings, LocalDate day) {
    return readings.stream().map(r -> reading(r, day, Set.of(), agreeing(r))).toList();
  }

  private Row reading(Reading reading, LocalDate day, Set<String> above, List<String> names) {
    Resolution resolution = reading.resolution();
    String code = resolution.areas().get(0).code();
    Region area =
        code.equals(reading.spell().code())
            ? reading.spell()
            : regions.nearest(code, day).orElseThrow();
    List<Region> parents = above(code, area.clamp(day));
    Set<String> ancestors = keys(parents);
    ancestors.addAll(above);
    return RowFactory.create(
        code,
        reading.panel(),
        Names.lower(resolution.match()),
        resolution.note(),
        shares(resolution, day),
        parents.isEmpty() ? area.name() : parents.get(0).name() + " " + area.name(),
        Keys.key(area.level()),
        List.copyOf(ancestors),
        names);
  }

  /** Codes and names by which a hint may call these regions. */
  private static Set<String> keys(List<Region> called) {
    Set<String> keys = new LinkedHashSet<>();
    for (Region region : called) {
      keys.addAll(List.of(region.code(), Keys.key(region.code())));
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
  private List<String> agreeing(Reading reading) {
    Region spell = reading.spell();
    Set<String> names = new TreeSet<>();
    for (String panel : List.of(regions.panel(spell.code(), spell.validTo()), reading.panel())) {
      names.addAll(namesOfPanel.getOrDefault(panel, Set.of()));
    }
    return List.copyOf(names);
  }

  private List<Row> shares(Resolution resolution, LocalDate day) {
    Collection<Share> parts = resolution.candidates();
    if (resolution.match() != Match.SPLIT || parts.stream().anyMatch(p -> p.weight() == null)) {
      return List.of();
    }
    return parts.stream()
        .map(p -> RowFactory.create(p.code(), regions.panel(p.code(), day), p.weight()))
        .toList();
  }

  private static Set<String> names(Region region) {
    return new TreeSet<>(List.of(Keys.key(region.name()), Keys.key(region.nameEn())));
  }
}
