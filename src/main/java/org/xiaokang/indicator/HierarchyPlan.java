package org.xiaokang.indicator;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.xiaokang.block.Keys;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.catalogue.SameLand;

/** From what regions' own figures give of indicators to the values of all regions. */
public final class HierarchyPlan {
  private final Regions regions;
  private final SameLand land;
  private final Map<String, RollUp> rollUps = new HashMap<>();
  private final Map<String, ValueRows> rows = new HashMap<>();

  /** For all indicators of a catalogue. */
  public HierarchyPlan(Catalogue catalogue) {
    this.regions = catalogue.regions();
    this.land = regions.sameLand();
    for (Indicator indicator : catalogue.indicators().values()) {
      rollUps.put(indicator.id(), RollUp.of(catalogue, indicator));
      rows.put(indicator.id(), new ValueRows(indicator));
    }
  }

  /**
   * Ids of the indicators of which a region's own figure covers only a part of it, so that what the
   * regions below make goes before it.
   */
  public static Set<String> partial(Catalogue catalogue) {
    Set<String> partial = new TreeSet<>();
    for (Indicator indicator : catalogue.indicators().values()) {
      if (RollUp.of(catalogue, indicator).ownIsPart()) {
        partial.add(indicator.id());
      }
    }
    return partial;
  }

  /** What inputs have in common that come together: an indicator in one scope and series. */
  public static long key(RegionInput input) {
    return Keys.of(input.indicator(), input.scope(), input.series());
  }

  /** Inputs that come together under one key. */
  public Together together() {
    return new Together();
  }

  private HierarchyValues values(String indicator) {
    return new HierarchyValues(
        Objects.requireNonNull(rollUps.get(indicator)),
        regions,
        land,
        Objects.requireNonNull(rows.get(indicator)));
  }

  /** What inputs have in common whose periods follow each other. */
  private record SeriesKey(String indicator, String scope, String series) {}

  /** One period of a series. */
  private record PeriodKey(SeriesKey series, String timePeriod) {
    static final Comparator<PeriodKey> ORDER =
        comparing((PeriodKey key) -> key.series.indicator)
            .thenComparing(key -> key.series.scope)
            .thenComparing(key -> key.series.series)
            .thenComparing(PeriodKey::timePeriod);

    static PeriodKey of(RegionInput input) {
      return new PeriodKey(
          new SeriesKey(input.indicator(), input.scope(), input.series()),
          input.period().timePeriod());
    }
  }

  /**
   * Takes the inputs that come together in the order of time. Keys are hashes: those of two series
   * may be the same, and are told apart here.
   */
  public final class Together {
    private final Map<SeriesKey, HierarchyValues> values = new HashMap<>();

    private Together() {}

    /**
     * The values of the periods at the next place in time.
     *
     * @param inputs all of one {@link RegionInput#ordinal}, in any order
     */
    public void next(List<RegionInput> inputs, Consumer<IndicatorValue> to) {
      Map<PeriodKey, List<RegionInput>> periods = new TreeMap<>(PeriodKey.ORDER);
      for (RegionInput input : inputs) {
        periods.computeIfAbsent(PeriodKey.of(input), key -> new ArrayList<>()).add(input);
      }
      periods.forEach((key, period) -> next(key.series(), period, to));
    }

    private void next(SeriesKey key, List<RegionInput> period, Consumer<IndicatorValue> to) {
      period.sort(HierarchyValues.ORDER);
      values
          .computeIfAbsent(key, one -> values(one.indicator()))
          .of(period, area -> true)
          .forEach(to);
    }
  }
}
