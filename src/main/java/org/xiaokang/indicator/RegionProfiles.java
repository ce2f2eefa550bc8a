package org.xiaokang.indicator;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Region;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.catalogue.Scopes;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.ingest.Period;

/**
 * The indicators as a spreadsheet: one row per region and period. Values of different regions do
 * not meet, so that each region can be done by itself.
 *
 * @param ownIsPart the indicators of which a region's own report covers only a part of it
 * @param regions names and parents of all times
 */
public record RegionProfiles(Set<String> ownIsPart, Regions regions) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps a copy. */
  public RegionProfiles {
    ownIsPart = Set.copyOf(ownIsPart);
  }

  /** Of the catalogue's indicators and regions. */
  public static RegionProfiles of(Catalogue catalogue) {
    Set<String> parts = new TreeSet<>();
    for (Indicator indicator : catalogue.indicators().values()) {
      if (RollUp.of(catalogue, indicator).ownIsPart()) {
        parts.add(indicator.id());
      }
    }
    return new RegionProfiles(parts, catalogue.regions());
  }

  private record Key(String refArea, String periodKind, String timePeriod)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::refArea)
            .thenComparing(Key::periodKind)
            .thenComparing(Key::timePeriod);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * The profiles of regions. An indicator's value is the one for the whole region (scope all);
   * where there is none and only one breakdown is reported, it is that one's; where several are, it
   * stays empty rather than pick one. A region's own report goes before the aggregate of its
   * children, unless it covers only a part of the region.
   *
   * @param values all values of indicators of some regions
   * @return profiles with at least one value, by region, kind of period and period
   */
  public List<RegionProfile> rows(Collection<IndicatorValue> values) {
    Map<Key, List<IndicatorValue>> profiles = new TreeMap<>();
    for (IndicatorValue value : values) {
      if (value.value() != null) {
        Key key = new Key(value.refArea(), value.period().kind(), value.period().timePeriod());
        profiles.computeIfAbsent(key, where -> new ArrayList<>()).add(value);
      }
    }
    return profiles.values().stream().map(this::row).toList();
  }

  private RegionProfile row(List<IndicatorValue> values) {
    IndicatorValue any = values.get(0);
    LocalDate end = greatest(values, value -> value.period().end());
    Period period =
        new Period(
            any.period().kind(),
            greatest(values, value -> value.period().start()),
            end,
            any.period().timePeriod(),
            any.period().freq());
    Optional<Region> region = regions.nearest(any.refArea(), end);
    String above = greatest(values, IndicatorValue::parentArea);
    String parent = above == null ? region.map(Region::parent).orElse(null) : above;
    String series = greatest(values, IndicatorValue::seriesArea);
    return new RegionProfile(
        any.refArea(),
        series == null ? any.seriesArea() : series,
        called(region),
        parent,
        parent == null ? null : called(regions.nearest(parent, end)),
        period,
        chosen(values));
  }

  private static RegionProfile.@Nullable Called called(Optional<Region> region) {
    return region
        .map(spell -> new RegionProfile.Called(spell.name(), spell.nameEn(), spell.level()))
        .orElse(null);
  }

  /** What values of one region and period hardly differ in; null where none has it. */
  private static <T extends Comparable<? super T>> @Nullable T greatest(
      List<IndicatorValue> values, Function<IndicatorValue, @Nullable T> what) {
    T greatest = null;
    for (IndicatorValue value : values) {
      T one = what.apply(value);
      if (one != null && (greatest == null || one.compareTo(greatest) > 0)) {
        greatest = one;
      }
    }
    return greatest;
  }

  /** One value per indicator, as far as there is one to choose. */
  private Map<String, Double> chosen(List<IndicatorValue> values) {
    Map<String, Map<Origin, List<IndicatorValue>>> byIndicator = new HashMap<>();
    for (IndicatorValue value : values) {
      byIndicator
          .computeIfAbsent(value.indicator(), id -> new EnumMap<>(Origin.class))
          .computeIfAbsent(value.origin(), origin -> new ArrayList<>())
          .add(value);
    }
    Map<String, Double> chosen = new HashMap<>();
    byIndicator.forEach(
        (indicator, its) -> {
          Double own = theOnly(its.getOrDefault(Origin.REPORTED, List.of()));
          Double below = theOnly(its.getOrDefault(Origin.AGGREGATED, List.of()));
          boolean isOwn = ownIsPart.contains(indicator) ? below == null : own != null;
          Double value = isOwn ? own : below;
          if (value != null) {
            chosen.put(indicator, value);
          }
        });
    return chosen;
  }

  /** The one value there is; several, as of a period that no document states, are none. */
  private static @Nullable Double theOnly(List<IndicatorValue> values) {
    List<IndicatorValue> whole =
        values.stream().filter(value -> value.scope().equals(Scopes.ALL)).toList();
    List<IndicatorValue> wanted = whole.isEmpty() ? values : whole;
    return wanted.size() == 1 ? wanted.get(0).value() : null;
  }
}
