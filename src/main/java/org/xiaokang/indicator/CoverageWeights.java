package org.xiaokang.indicator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Regions;

/** How much of a region those below it are, by the weight that the indicator names. */
record CoverageWeights(HierarchyAggregator period, Regions regions, LocalDate day) {
  /**
   * The weight of what is covered in that of all; NaN where some weight is not known.
   *
   * @param covered how much of each child is covered, by code
   */
  double share(
      List<String> children,
      Map<String, Double> covered,
      List<Composition.Replacement> replacements) {
    Map<String, Double> weights = new TreeMap<>();
    for (String child : children) {
      weights.put(child, Objects.requireNonNullElse(weight(child), Double.NaN));
    }
    for (Composition.Replacement one : replacements) {
      double together = 0;
      for (String code : one.by().codes()) {
        together += Objects.requireNonNullElse(weight(code), Double.NaN);
      }
      Set<String> cover = one.cover();
      if (weights.keySet().containsAll(cover)
          && cover.stream().anyMatch(code -> Double.isNaN(weights.getOrDefault(code, 0.0)))) {
        double each = together / cover.size();
        cover.forEach(code -> weights.put(code, each));
      }
    }
    List<Double> ofCovered = new ArrayList<>();
    covered.forEach(
        (child, share) -> ofCovered.add(weights.getOrDefault(child, Double.NaN) * share));
    return Composition.sum(ofCovered) / Composition.sum(weights.values());
  }

  /** How much of its parent a region is: as reported, else as its children's weights add up. */
  private @Nullable Double weight(String area) {
    RegionInput input = period.inputs().get(area);
    if (input != null && input.weight() != null) {
      return input.weight();
    }
    List<String> children = period.isAbove(area) ? regions.parts(area, day) : List.of();
    double sum = 0;
    for (String child : children) {
      Double weight = weight(child);
      if (weight == null) {
        return null;
      }
      sum += weight;
    }
    return children.isEmpty() ? null : sum;
  }
}
