package org.xiaokang.run;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Region;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.config.Distribution;
import org.xiaokang.estimate.Estimate;

/**
 * What is estimated of all distributions.
 *
 * @param sources by name; those of which something is estimated
 */
record EstimatePlan(Map<String, SourceEstimates> sources) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What is declared. */
  static EstimatePlan of(Catalogue catalogue, List<Distribution> distributions) {
    Set<List<String>> above = above(catalogue.regions());
    int least = catalogue.suppression().map(rule -> rule.below()).orElse(1);
    Map<String, SourceEstimates> sources = new TreeMap<>();
    for (Distribution source : distributions) {
      List<Estimate> estimates =
          catalogue.estimates().values().stream()
              .filter(estimate -> estimate.source().equals(source.name()))
              .map(estimate -> estimate.showingFrom(least))
              .toList();
      sources.put(
          source.name(),
          SourceEstimates.of(
              source, estimates, (one, other) -> above.contains(List.of(one, other))));
    }
    return new EstimatePlan(sources);
  }

  SourceEstimates source(String name) {
    SourceEstimates source = sources.get(name);
    if (source == null) {
      throw new IllegalStateException("source '" + name + "' is no distribution");
    }
    return source;
  }

  /** Which level lies above which; every level above the regions that rows name. */
  private static Set<List<String>> above(Regions regions) {
    Set<List<String>> above = new HashSet<>();
    for (Region region : regions.spells()) {
      above.add(List.of(region.level(), SourceEstimates.OWN));
      LocalDate day = region.validTo();
      for (Region up : ancestors(regions, region, day)) {
        if (!up.level().equals(region.level())) {
          above.add(List.of(up.level(), region.level()));
        }
      }
    }
    return above;
  }

  private static List<Region> ancestors(Regions regions, Region region, LocalDate day) {
    List<Region> all = new ArrayList<>();
    Set<String> seen = new HashSet<>(Set.of(region.code()));
    Optional<String> parent = regions.parent(region.code(), day);
    while (parent.isPresent() && seen.add(parent.get())) {
      Optional<Region> spell = regions.spell(parent.get(), day);
      spell.ifPresent(all::add);
      parent = regions.parent(parent.get(), day);
    }
    return all;
  }

  /** Finds the regions above, which are asked for each row. */
  static final class Ancestors {
    private final Regions regions;
    private final Map<List<Object>, Map<String, String>> known = new HashMap<>();

    Ancestors(Regions regions) {
      this.regions = regions;
    }

    /** The region itself or the one above it of a level, as of a day; null where there is none. */
    @Nullable String of(String code, LocalDate day, String level) {
      if (level.equals(SourceEstimates.OWN)) {
        return code;
      }
      return known.computeIfAbsent(List.of(code, day), key -> byLevel(code, day)).get(level);
    }

    private Map<String, String> byLevel(String code, LocalDate day) {
      Map<String, String> levels = new HashMap<>();
      regions
          .spell(code, day)
          .ifPresent(
              region -> {
                levels.put(region.level(), code);
                ancestors(regions, region, day)
                    .forEach(up -> levels.putIfAbsent(up.level(), up.code()));
              });
      return levels;
    }
  }
}
