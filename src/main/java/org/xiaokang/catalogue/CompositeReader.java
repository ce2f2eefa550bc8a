package org.xiaokang.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xiaokang.catalogue.Measure.Composite;
import org.xiaokang.catalogue.Measure.Composite.Aggregation;
import org.xiaokang.catalogue.Measure.Composite.Normalisation;
import org.xiaokang.catalogue.Measure.Composite.Weighting;

/** Reads the keys that only a composite index has. */
final class CompositeReader {
  private CompositeReader() {}

  static Composite read(ComparisonEntry entry, List<String> compared) {
    Definition keys = entry.keys();
    List<Weighting> weightings = new ArrayList<>(keys.choices("weightings", Weighting.class));
    List<Aggregation> aggregations =
        new ArrayList<>(keys.choices("aggregations", Aggregation.class));
    boolean wanted = weightings.contains(Weighting.DECLARED);
    if (wanted && !keys.has("weights")) {
      keys.problem("weightings", "'declared' needs 'weights', one for each indicator");
    }
    Map<String, Double> declared = declared(keys, compared);
    if (weightings.isEmpty()) {
      weightings.add(Weighting.EQUAL);
    }
    if (!declared.isEmpty() && !wanted) {
      weightings.add(Weighting.DECLARED);
    }
    if (aggregations.isEmpty()) {
      aggregations.add(Aggregation.ARITHMETIC);
    }
    return new Composite(
        keys.choice("normalisation", Normalisation.class, Normalisation.MIN_MAX),
        weightings,
        declared,
        aggregations,
        lower(entry, compared),
        entry.whole("draws", 1000, 0, 100_000),
        keys.integer("seed", 1));
  }

  private static Map<String, Double> declared(Definition keys, List<String> compared) {
    Optional<Definition> block = keys.optionalDefinition("weights");
    if (block.isEmpty()) {
      return Map.of();
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    List<String> without = new ArrayList<>();
    for (String id : compared) {
      if (!block.get().has(id)) {
        without.add(id);
      }
      weights.put(id, ComparisonEntry.notNegative(block.get(), id, 0));
    }
    block.get().done();
    if (!without.isEmpty()) {
      keys.problem(
          "weights",
          "'weights' lacks %s; give each indicator a number, 0 where it shall not count"
              .formatted(String.join(", ", without)));
    } else if (weights.values().stream().allMatch(weight -> weight == 0)) {
      keys.problem("weights", "'weights' are all 0; expected one above 0 at least");
    }
    return weights;
  }

  /** Less is better of these; an indicator that is neutral must be named. */
  private static List<String> lower(ComparisonEntry entry, List<String> compared) {
    Definition keys = entry.keys();
    List<String> lower = entry.named("lower_is_better", "indicator", compared);
    List<String> higher = entry.named("higher_is_better", "indicator", compared);
    List<String> all = new ArrayList<>();
    for (String id : compared) {
      Indicator indicator = entry.indicators().get(id);
      if (indicator == null) {
        continue;
      }
      boolean isLower = lower.contains(id);
      boolean isHigher = higher.contains(id);
      if (isLower && isHigher) {
        keys.problem(
            "higher_is_better",
            "indicator '%s' stands under 'lower_is_better' too; name it under one".formatted(id));
      } else if (!isLower && !isHigher && indicator.direction() == Indicator.Better.NEUTRAL) {
        keys.problem(
            "indicators",
            "indicator '%s' is neutral; name it under 'higher_is_better' or 'lower_is_better'"
                .formatted(id));
      }
      if (isLower || (!isHigher && indicator.direction() == Indicator.Better.LOWER_IS_BETTER)) {
        all.add(id);
      }
    }
    return all;
  }
}
