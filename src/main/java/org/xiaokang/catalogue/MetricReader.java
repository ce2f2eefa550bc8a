package org.xiaokang.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads metrics.yaml. */
final class MetricReader {
  private final Units units;
  private final FormulaParser parser;
  private final Map<String, Metric> metrics = new LinkedHashMap<>();
  private final Map<String, String> ownerOfName = new LinkedHashMap<>();
  private final Map<String, Definition> entries = new LinkedHashMap<>();

  MetricReader(Units units, FormulaParser parser) {
    this.units = units;
    this.parser = parser;
  }

  Map<String, Metric> read(Definition file) {
    List<Definition> all = file.definitions("metrics");
    List<String> codes = new ArrayList<>();
    all.forEach(entry -> codes.add(entry.optionalText("code").orElse("")));
    Map<String, Unit> unitOf = new LinkedHashMap<>();
    all.forEach(entry -> unitOf.put(entry.text("code"), printedUnit(entry)));
    FormulaReader formulas = new FormulaReader(parser, codes);
    for (Definition entry : all) {
      Metric metric = metric(entry, unitOf, formulas);
      if (metrics.put(metric.code(), metric) != null) {
        entry.problem("code", "metric '" + metric.code() + "' is defined twice");
      }
      entries.put(metric.code(), entry);
      claimName(entry, "code", metric.code(), metric.code());
    }
    metrics.values().forEach(metric -> claimNames(metric));
    metrics.values().forEach(metric -> checkWeight(metric));
    metrics.values().forEach(metric -> checkComparableBase(metric));
    new DerivationCycles(metrics).report(entries);
    file.done();
    return metrics;
  }

  /** The unit of a metric: what tables print for it follows from its parts, each of them once. */
  private Unit printedUnit(Definition entry) {
    Unit unit = unit(entry, "unit", units);
    Collection<Integer> powers = unit.powers().values();
    boolean once = powers.stream().allMatch(power -> Math.abs(power) == 1);
    if (!powers.isEmpty() && !(once && powers.contains(1))) {
      entry.problem(
          "unit",
          "what tables print for '%s' does not follow from its parts; declare it as a unit"
                  .formatted(unit)
              + " of its own in units.yaml");
    }
    return unit;
  }

  static Unit unit(Definition entry, String key, Units units) {
    Unit unit = Unit.parse(entry.text(key));
    for (String code : unit.powers().keySet()) {
      if (!code.isEmpty() && !units.codes().contains(code)) {
        entry.problem(key, Definition.unknown("unit", code, units.codes()));
      }
    }
    return unit;
  }

  private Metric metric(Definition entry, Map<String, Unit> unitOf, FormulaReader formulas) {
    String code = entry.text("code");
    Metric metric =
        new Metric(
            code,
            Names.read(entry),
            entry.texts("aliases"),
            entry.optionalText("definition").orElse(""),
            unitOf.getOrDefault(code, Unit.RATIO),
            kind(entry),
            aggregation(entry),
            entry.optionalText("reports"),
            entry.optionalText("comparable_base"),
            derivations(code, entry, unitOf, formulas),
            scopes(entry),
            entry.has("backcast_before")
                ? Optional.of(entry.integer("backcast_before", 0))
                : Optional.empty(),
            entry.optionalDefinition("line_up").map(MetricReader::lineUp),
            entry.optionalText("no_indicator"));
    entry.done();
    return metric;
  }

  private static ScopeRelations scopes(Definition entry) {
    return new ScopeRelations(scopes(entry, "same_as"), scopes(entry, "near"));
  }

  private static Map<String, String> scopes(Definition entry, String key) {
    Map<String, String> scopes = new LinkedHashMap<>();
    entry
        .textMap(key)
        .forEach((from, to) -> scopes.put(Scopes.canonical(from), Scopes.canonical(to)));
    scopes.forEach(
        (from, to) -> {
          if (scopes.containsKey(to)) {
            entry.problem(
                key,
                "'%s' leads from '%s' to '%s' and on; name the last one at once"
                    .formatted(key, from, to));
          }
        });
    return scopes;
  }

  private static LineUp lineUp(Definition block) {
    List<Integer> years = block.numbers("years").stream().map(Double::intValue).toList();
    block.text("rule");
    LineUp lineUp =
        new LineUp(
            years,
            block.choice("rule", LineUp.Rule.class, LineUp.Rule.NEAREST),
            block.integer("within", 3),
            Scopes.canonical(block.optionalText("scope").orElse("lined_up")));
    if (years.isEmpty() || lineUp.within() < 0) {
      block.problem(
          "years",
          "'line_up' needs the years that figures are lined up to, such as [2008, 2018], and"
              + " 'within' how many years from them a survey may be");
    }
    if (lineUp.scope().equals(Scopes.ALL)) {
      block.problem("scope", "lined-up figures need a breakdown of their own, such as lined_up");
    }
    block.done();
    return lineUp;
  }

  private static Metric.Kind kind(Definition entry) {
    entry.text("kind");
    return entry.choice("kind", Metric.Kind.class, Metric.Kind.STOCK);
  }

  private static Metric.Aggregation aggregation(Definition entry) {
    Definition block = entry.definition("aggregation");
    Metric.Aggregation.Rule rule =
        block.choice("rule", Metric.Aggregation.Rule.class, Metric.Aggregation.Rule.NONE);
    Optional<Definition> weight =
        block.isMapping("by") ? block.optionalDefinition("by") : Optional.empty();
    Optional<String> by = weight.map(its -> its.text("metric")).or(() -> block.optionalText("by"));
    List<String> without = weight.map(its -> its.texts("without")).orElse(List.of());
    weight.ifPresent(Definition::done);
    if (by.isPresent() != (rule == Metric.Aggregation.Rule.WEIGHTED_MEAN)) {
      block.problem("rule", "'by' names the weight of a weighted_mean, and only of that");
    }
    Optional<String> weightScope = block.optionalText("scope").map(Scopes::canonical);
    if (weightScope.isPresent() && by.isEmpty()) {
      block.problem("scope", "'scope' is the breakdown of the weight in 'by', which is missing");
    }
    Metric.Aggregation aggregation =
        new Metric.Aggregation(
            rule,
            by,
            weightScope,
            without,
            block.text("reason"),
            block.choice("own", Metric.Aggregation.Own.class, Metric.Aggregation.Own.WHOLE));
    block.done();
    return aggregation;
  }

  private List<Metric.Derivation> derivations(
      String code, Definition entry, Map<String, Unit> unitOf, FormulaReader formulas) {
    List<Metric.Derivation> derivations = new ArrayList<>();
    String owner = "derivation of '" + code + "'";
    for (Definition block : entry.definitions("derive")) {
      List<Input> inputs = formulas.inputs(block);
      Optional<Formula> formula = formulas.formula(owner, block, inputs);
      Optional<String> scope = block.optionalText("scope").map(Scopes::canonical);
      block.done();
      for (String problem : Vintages.problems(inputs, Map.of())) {
        block.problem("inputs", owner + ": " + problem);
      }
      if (inputs.stream().anyMatch(MetricReader::leavesRegionOrTime)) {
        block.problem(
            "inputs",
            owner + ": inputs of an identity belong to one region and one time; use shift");
      }
      formula.ifPresent(
          f -> {
            f.variables().stream()
                .filter(Indicator.BUILT_IN::containsKey)
                .forEach(
                    name ->
                        block.problem(
                            "value",
                            "%s: '%s' is known to indicators only; an identity has its inputs"
                                .formatted(owner, name)));
            Unit unit = unitOf.getOrDefault(code, Unit.RATIO);
            formulas.checkUnit(owner, block, f, inputs, unit, unitOf);
            derivations.add(new Metric.Derivation(inputs, f, scope, block.line()));
          });
    }
    return derivations;
  }

  private static boolean leavesRegionOrTime(Input input) {
    return input.at() instanceof Input.At.End
        || input.at() instanceof Input.At.Edge
        || !input.of().isSelf()
        || input.over().isPresent();
  }

  private void claimNames(Metric metric) {
    Definition entry = Objects.requireNonNull(entries.get(metric.code()));
    metric.name().all().forEach(name -> claimName(entry, "name", name, metric.code()));
    metric.aliases().forEach(alias -> claimName(entry, "aliases", alias, metric.code()));
  }

  private void claimName(Definition entry, String key, String name, String code) {
    String nameKey = NameKey.of(name);
    String owner = nameKey.isEmpty() ? null : ownerOfName.putIfAbsent(nameKey, code);
    if (owner != null && !owner.equals(code)) {
      entry.problem(
          key,
          "metric '%s': '%s' is a name of metric '%s' already; a name has one meaning"
              .formatted(code, name, owner));
    }
  }

  private void checkWeight(Metric metric) {
    metric
        .aggregation()
        .by()
        .filter(by -> !metrics.containsKey(by))
        .ifPresent(
            by ->
                Objects.requireNonNull(entries.get(metric.code()))
                    .problem(
                        "aggregation",
                        "metric '"
                            + metric.code()
                            + "' is weighted by "
                            + Definition.unknown("metric", by, metrics.keySet())));
  }

  private void checkComparableBase(Metric metric) {
    Definition entry = Objects.requireNonNull(entries.get(metric.code()));
    String code = metric.comparableBase().orElse(metric.code());
    Metric base = metrics.get(code);
    if (base == null) {
      entry.problem("comparable_base", Definition.unknown("metric", code, metrics.keySet()));
    } else if (!base.unit().equals(metric.unit())) {
      entry.problem(
          "comparable_base",
          "'%s' is in %s, '%s' in %s; a base is compared in the same unit"
              .formatted(code, base.unit(), metric.code(), metric.unit()));
    }
  }

  /** Notes every reason why there is no indicator of a metric that one reads all the same. */
  void checkUnused(Map<String, Indicator> indicators) {
    for (Indicator indicator : indicators.values()) {
      for (Input input : indicator.inputs()) {
        Metric metric = metrics.get(input.metric());
        if (metric != null && metric.noIndicator().isPresent()) {
          Objects.requireNonNull(entries.get(metric.code()))
              .problem(
                  "no_indicator",
                  "metric '%s' says why no indicator is computed from it, but '%s' is; leave one out"
                      .formatted(metric.code(), indicator.id()));
        }
      }
    }
  }

  /** Notes every 'reports' that names no indicator. */
  void checkReports(Map<String, Indicator> indicators) {
    for (Metric metric : metrics.values()) {
      metric
          .reports()
          .filter(id -> !indicators.containsKey(id))
          .ifPresent(
              id ->
                  Objects.requireNonNull(entries.get(metric.code()))
                      .problem(
                          "reports", Definition.unknown("indicator", id, indicators.keySet())));
    }
  }
}
