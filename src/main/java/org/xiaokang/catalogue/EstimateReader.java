package org.xiaokang.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.xiaokang.estimate.Benchmarking;
import org.xiaokang.estimate.EquivalenceScale;
import org.xiaokang.estimate.Estimate;

/**
 * Reads what is estimated of distributions: the lists {@code estimates:} of the thematic files.
 * What the named source has is checked where sources are known.
 */
final class EstimateReader {
  private static final double CONFIDENCE = 0.95;

  /** Above it an estimate of official statistics is not published by itself. */
  private static final double ROUGH = 0.2;

  private final Map<String, Metric> metrics;
  private final Set<String> levels = new TreeSet<>();
  private final Map<String, Estimate> estimates = new LinkedHashMap<>();

  EstimateReader(Map<String, Metric> metrics, List<Region> regions) {
    this.metrics = metrics;
    regions.forEach(region -> levels.add(region.level()));
  }

  Map<String, Estimate> estimates() {
    return estimates;
  }

  void read(List<Definition> entries) {
    entries.forEach(this::add);
  }

  private void add(Definition keys) {
    String id = keys.text("id");
    if (!id.isEmpty() && !IndicatorReader.ID.matcher(id).matches()) {
      keys.problem(
          "id", "estimate '" + id + "': an id is a-z, 0-9 and _, at most 63, a letter first");
    }
    if (keys.has("name")) {
      Names.read(keys);
    }
    String source = keys.text("source");
    List<Estimate.PovertyLine> lines = new ArrayList<>();
    keys.definitions("lines").forEach(entry -> lines.add(line(entry)));
    Optional<Estimate.DeprivationRule> deprivations = deprivations(keys);
    Optional<Estimate.Welfare> welfare = welfare(keys);
    List<Estimate.Figure> figures = new EstimateFigureReader(metrics).figures(keys);
    double confidence = keys.number("confidence").orElse(CONFIDENCE);
    if (!(confidence > 0 && confidence < 1)) {
      keys.problem("confidence", "'confidence' must be above 0 and below 1; found " + confidence);
    }
    int least = keys.integer("min_households", 1);
    if (least < 1) {
      keys.problem(
          "min_households", "'min_households' must be a whole number from 1; found " + least);
    }
    Estimate estimate =
        new Estimate(
            id,
            source,
            figures,
            welfare,
            keys.choice("of", Estimate.Of.class, Estimate.Of.PERSONS),
            levels(keys, "levels"),
            keys.texts("breakdowns").stream()
                .map(
                    text ->
                        Arrays.stream(text.split("\\+", -1)).map(String::strip).sorted().toList())
                .toList(),
            lines,
            deprivations,
            keys.optionalText("unit").orElse(""),
            confidence > 0 && confidence < 1 ? confidence : CONFIDENCE,
            least,
            keys.optionalDefinition("small_areas").map(block -> smallAreas(block, source)),
            keys.choice("curve", Estimate.CurveRule.class, Estimate.CurveRule.CHOSEN),
            keys.file(),
            keys.line());
    EstimateFigureReader.requireWhatFiguresNeed(keys, estimate);
    keys.done();
    Estimate before = estimates.putIfAbsent(id, estimate);
    if (before != null) {
      keys.problem(
          "id",
          "estimate '%s' is declared twice; first at %s:%d"
              .formatted(id, before.file(), before.line()));
    }
  }

  private List<String> levels(Definition keys, String key) {
    List<String> named = keys.texts(key);
    for (String level : named) {
      requireLevel(keys, key, level);
    }
    return named;
  }

  private void requireLevel(Definition keys, String key, String level) {
    if (!levels.contains(level)) {
      keys.problem(key, Definition.unknown("level of the region table", level, levels));
    }
  }

  private static Optional<Estimate.Welfare> welfare(Definition keys) {
    EquivalenceScale scale = scale(keys);
    Optional<String> deflator = keys.optionalText("deflator");
    Optional<String> ppp = keys.optionalText("ppp");
    return keys.optionalText("welfare")
        .map(variable -> new Estimate.Welfare(variable, deflator, ppp, scale));
  }

  /** One of the names, or a number: the power of the size. */
  private static EquivalenceScale scale(Definition keys) {
    Optional<String> text = keys.optionalText("equivalence");
    if (text.isEmpty()) {
      return EquivalenceScale.NONE;
    }
    if (text.get().matches("[0-9.]+")) {
      double power = keys.number("equivalence").orElse(1.0);
      if (!(power >= 0 && power <= 1)) {
        keys.problem(
            "equivalence", "a power of the household's size is from 0 to 1; found " + power);
      }
      return new EquivalenceScale(EquivalenceScale.Kind.POWER, power);
    }
    return new EquivalenceScale(
        keys.choice("equivalence", EquivalenceScale.Kind.class, EquivalenceScale.Kind.NONE), 0);
  }

  private Estimate.PovertyLine line(Definition entry) {
    String id = entry.text("id");
    Optional<Double> value = entry.number("value");
    Optional<Double> share = entry.number("share");
    if (value.isPresent() == share.isPresent()) {
      entry.problem(
          "id", "line '%s' needs either 'value', an amount, or 'share' and 'of'".formatted(id));
    }
    double amount = value.or(() -> share).orElse(1.0);
    if (!(amount > 0)) {
      entry.problem(
          value.isPresent() ? "value" : "share", "a line must be above 0; found " + amount);
    }
    String of = entry.optionalText("of").orElse("median");
    Estimate.Base base = value.isPresent() ? Estimate.Base.AMOUNT : Estimate.Base.QUANTILE;
    double at = entry.number("at").orElse(0.5);
    if (share.isPresent() && of.equals("mean")) {
      base = Estimate.Base.MEAN;
    } else if (!of.equals("median") && !of.equals("quantile")) {
      entry.problem("of", Definition.unknown("of", of, List.of("median", "mean", "quantile")));
    }
    if (!(at > 0 && at < 1)) {
      entry.problem("at", "'at' says which quantile, above 0 and below 1; found " + at);
    }
    Optional<String> level = entry.optionalText("level");
    level.ifPresent(name -> requireLevel(entry, "level", name));
    if (value.isPresent()) {
      for (String key : List.of("of", "at", "level")) {
        if (entry.has(key)) {
          entry.problem(key, "'" + key + "' is of a line with 'share'; leave it out");
        }
      }
    }
    String scope = entry.optionalText("scope").map(Scopes::canonical).orElse("line=" + id);
    entry.done();
    return new Estimate.PovertyLine(id, base, amount, at, level, scope);
  }

  private static Optional<Estimate.DeprivationRule> deprivations(Definition keys) {
    Map<String, Double> weights = new LinkedHashMap<>();
    keys.optionalDefinition("deprivations").ifPresent(block -> weights(block, weights));
    for (Definition dimension : keys.definitions("dimensions")) {
      Map<String, Double> within = new LinkedHashMap<>();
      dimension.text("id");
      double weight = dimension.number("weight").orElse(1.0);
      weights(dimension.definition("deprivations"), within);
      double sum = within.values().stream().mapToDouble(Double::doubleValue).sum();
      within.forEach((name, part) -> weights.put(name, weight * part / sum));
      dimension.done();
    }
    List<Estimate.Cutoff> cutoffs = new ArrayList<>();
    for (Definition entry : keys.definitions("cutoffs")) {
      cutoffs.add(cutoff(entry, weights));
    }
    if (weights.isEmpty() != cutoffs.isEmpty()) {
      keys.problem(
          weights.isEmpty() ? "cutoffs" : "deprivations",
          "'deprivations' (or 'dimensions') and 'cutoffs' go together");
    }
    return weights.isEmpty()
        ? Optional.empty()
        : Optional.of(new Estimate.DeprivationRule(weights, cutoffs));
  }

  private static void weights(Definition block, Map<String, Double> weights) {
    for (String name : block.keys()) {
      double weight = block.number(name).orElse(1.0);
      if (!(weight > 0)) {
        block.problem(name, "the weight of '%s' must be above 0; found %s".formatted(name, weight));
      }
      weights.put(name, Math.max(weight, Double.MIN_NORMAL));
    }
  }

  /** A share of all weights, or a count of deprivations that weigh alike. */
  private static Estimate.Cutoff cutoff(Definition entry, Map<String, Double> weights) {
    String id = entry.text("id");
    Optional<Double> share = entry.number("share");
    Optional<Double> count = entry.number("count");
    if (share.isPresent() == count.isPresent()) {
      entry.problem("id", "cut-off '%s' needs either 'share' or 'count'".formatted(id));
    }
    if (count.isPresent() && weights.values().stream().distinct().count() > 1) {
      entry.problem("count", "deprivations of different weights are not counted; give a 'share'");
    }
    double reached = share.orElseGet(() -> count.orElse(1.0) / Math.max(1, weights.size()));
    if (!(reached > 0 && reached <= 1)) {
      entry.problem(
          share.isPresent() ? "share" : "count",
          "a cut-off is above 0 and at most all; it is a share of " + reached);
      reached = 1;
    }
    String scope = entry.optionalText("scope").map(Scopes::canonical).orElse("cutoff=" + id);
    entry.done();
    return new Estimate.Cutoff(id, reached, scope);
  }

  private Estimate.SmallAreaRule smallAreas(Definition block, String source) {
    Optional<String> within = block.optionalText("within");
    within.ifPresent(level -> requireLevel(block, "within", level));
    double above = block.number("above_variation").orElse(ROUGH);
    if (!(above >= 0)) {
      block.problem("above_variation", "'above_variation' must be 0 or more; found " + above);
    }
    Estimate.SmallAreaRule rule =
        new Estimate.SmallAreaRule(
            block.texts("covariates"),
            block.texts("factors"),
            levels(block, "factor_levels"),
            block.optionalText("from").orElse(source),
            above,
            within,
            block.choice("benchmark", Benchmarking.Method.class, Benchmarking.Method.RATIO));
    if (block.has("benchmark") && within.isEmpty()) {
      block.problem(
          "benchmark", "'benchmark' needs 'within', the level of the region that areas agree with");
    }
    block.done();
    return rule;
  }
}
