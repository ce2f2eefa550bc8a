package org.xiaokang.assess;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xiaokang.catalogue.Criterion;
import org.xiaokang.catalogue.Region;
import org.xiaokang.catalogue.Regions;

/** Tells for which regions a threshold is. */
record RegionTraits(Regions regions) {
  /** The level of a region; empty where the code is not known. */
  String level(String code, LocalDate day) {
    return regions.nearest(code, day).map(Region::level).orElse("");
  }

  /** The threshold of a region in the year that ends on a day. */
  Optional<Criterion.Threshold> threshold(Criterion criterion, String code, LocalDate day) {
    return criterion.thresholds().stream()
        .filter(threshold -> threshold.years().contains(day.getYear()))
        .filter(
            threshold ->
                threshold.where().entrySet().stream().allMatch(one -> fits(one, code, day)))
        .findFirst();
  }

  private boolean fits(Map.Entry<String, List<String>> where, String code, LocalDate day) {
    String key = where.getKey();
    List<String> values = where.getValue();
    if (key.equals(Criterion.Threshold.LEVEL)) {
      return values.contains(level(code, day));
    }
    Set<String> seen = new HashSet<>();
    Optional<String> next = Optional.of(code);
    while (next.isPresent() && seen.add(next.get())) {
      Optional<Region> region = regions.nearest(next.get(), day);
      if (region.isEmpty()) {
        return false;
      }
      Region one = region.get();
      if (one.level().equals(key)) {
        return values.contains(one.code())
            || values.contains(one.name())
            || values.contains(one.nameEn());
      }
      String attribute = one.attributes().get(key);
      if (attribute != null) {
        return values.contains(attribute);
      }
      next = regions.parent(one.code(), one.clamp(day));
    }
    return false;
  }

  /** Codes of all regions above, the nearest first. */
  Set<String> above(String code, LocalDate day) {
    Set<String> above = new java.util.LinkedHashSet<>();
    Optional<String> next = regions.parent(code, day);
    while (next.isPresent() && above.add(next.get())) {
      next = regions.parent(next.get(), day);
    }
    return above;
  }
}
