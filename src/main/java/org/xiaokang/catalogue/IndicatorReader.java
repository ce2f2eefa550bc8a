package org.xiaokang.catalogue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the thematic files of indicators. */
final class IndicatorReader {
  static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private final Units units;
  private final Map<String, Metric> metrics;
  private final Map<String, Unit> metricUnits = new LinkedHashMap<>();
  private final FormulaReader formulas;
  private final Map<String, Indicator> indicators = new LinkedHashMap<>();
  private final Map<String, String> places = new LinkedHashMap<>();
  private final Map<String, Definition> entries = new LinkedHashMap<>();

  IndicatorReader(Units units, Map<String, Metric> metrics, FormulaParser parser) {
    this.units = units;
    this.metrics = metrics;
    metrics.forEach((code, metric) -> metricUnits.put(code, metric.unit()));
    this.formulas = new FormulaReader(parser, metrics.keySet());
  }

  Map<String, Indicator> indicators() {
    return indicators;
  }

  void read(String theme, Definition file) {
    for (Definition entry : file.definitions("indicators")) {
      add(theme, entry);
    }
  }

  private void add(String theme, Definition entry) {
    String id = entry.text("id");
    String owner = "indicator '" + id + "'";
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      entry.problem(
          "id", owner + ": an id is a column name: a-z, 0-9 and _, at most 63, a letter first");
    }
    Names name = Names.read(entry);
    Unit unit = MetricReader.unit(entry, "unit", units);
    List<Input> inputs = formulas.inputs(entry);
    Parameters parameters = Parameters.read(entry, units.codes());
    Optional<Formula> formula = formulas.formula(owner, entry, inputs, parameters);
    entry.text("direction");
    Indicator.Better direction =
        entry.choice("direction", Indicator.Better.class, Indicator.Better.NEUTRAL);
    String definition = entry.optionalText("definition").orElse("");
    int decimals = decimals(entry);
    Indicator.Expected expected = expected(entry);
    boolean derived = entry.flag("derived");
    boolean otherDefinition = entry.flag("other_definition");
    Optional<String> period = entry.optionalText("period");
    int shift = period.map(text -> FormulaReader.years(entry, "period", text)).orElse(0);
    boolean headline = entry.flag("headline");
    Indicator.RollUp rollUp =
        entry.optionalDefinition("roll_up").map(this::rollUp).orElse(Indicator.RollUp.DEFAULT);
    checkOwn(owner, entry, inputs);
    for (String problem : Vintages.problems(inputs, metrics)) {
      entry.problem("inputs", owner + ": " + problem);
    }
    entry.done();
    String place = places.putIfAbsent(id, entry.file() + ":" + entry.line());
    if (place != null) {
      entry.problem("id", owner + " is defined twice; first at " + place);
    }
    formula.ifPresent(
        value -> {
          formulas.checkUnit(owner, entry, value, inputs, unit, metricUnits);
          indicators.put(
              id,
              new Indicator(
                  id,
                  theme,
                  name,
                  definition,
                  unit,
                  inputs,
                  value,
                  direction,
                  decimals,
                  expected,
                  derived,
                  otherDefinition,
                  shift,
                  headline,
                  rollUp));
          entries.put(id, entry);
        });
  }

  private static int decimals(Definition entry) {
    int decimals = entry.integer("decimals", 2);
    if (decimals < 0 || decimals > 12) {
      entry.problem("decimals", "'decimals' must be 0 to 12, found " + decimals);
    }
    return decimals;
  }

  private Indicator.RollUp rollUp(Definition block) {
    Indicator.RollUp rollUp =
        new Indicator.RollUp(
            block.choice("rule", Indicator.RollUp.Rule.class, Indicator.RollUp.Rule.PARTS),
            block.optionalText("reason").orElse(""),
            block.optionalText("weight"),
            block.number("min_coverage").orElse(Indicator.RollUp.DEFAULT_MIN_COVERAGE),
            block.texts("must_have"));
    boolean none = rollUp.rule() == Indicator.RollUp.Rule.NONE;
    if (none == rollUp.reason().isEmpty()) {
      block.problem("reason", "'reason' says why there is no roll-up: with 'rule: none', and only");
    }
    rollUp
        .weight()
        .filter(code -> !metrics.containsKey(code))
        .ifPresent(
            code -> block.problem("weight", Definition.unknown("metric", code, metrics.keySet())));
    if (rollUp.minCoverage() < 0 || rollUp.minCoverage() > 1) {
      block.problem(
          "min_coverage", "'min_coverage' is a share from 0 to 1, found " + rollUp.minCoverage());
    }
    block.done();
    return rollUp;
  }

  /** Figures that cover whole regions and figures that cover parts cannot be summed together. */
  private void checkOwn(String owner, Definition entry, List<Input> inputs) {
    Map<Metric.Aggregation.Own, String> covers = new EnumMap<>(Metric.Aggregation.Own.class);
    for (Input input : inputs) {
      Metric metric = metrics.get(input.metric());
      if (metric != null && input.of().isSelf()) {
        covers.putIfAbsent(metric.aggregation().own(), metric.code());
      }
    }
    if (covers.size() > 1) {
      entry.problem(
          "inputs",
          owner
              + ": a region's own figure of '%s' covers the whole region, that of '%s' a part of it"
                  .formatted(
                      covers.get(Metric.Aggregation.Own.WHOLE),
                      covers.get(Metric.Aggregation.Own.PART))
              + " (aggregation: own); such figures do not go into one formula");
    }
  }

  /** Notes every named region that is not in the region table. */
  void checkRegions(Set<String> codes) {
    for (Indicator indicator : indicators.values()) {
      List<String> named = new ArrayList<>(indicator.rollUp().mustHave());
      indicator.inputs().stream()
          .map(Input::of)
          .filter(of -> of.kind() == Input.Of.Kind.REGION)
          .forEach(of -> named.add(of.code()));
      for (String code : named) {
        if (!codes.contains(code)) {
          Objects.requireNonNull(entries.get(indicator.id()))
              .problem(
                  "inputs",
                  "indicator '%s' names region '%s', which is not in the region table%s; inputs take 'of:"
                          .formatted(indicator.id(), code, Nearest.hint(code, codes))
                      + " parent', 'of: nearest' or 'of:' a region's code");
        }
      }
    }
  }

  private static Indicator.Expected expected(Definition entry) {
    Optional<Definition> block = entry.optionalDefinition("expected");
    Optional<Double> min = block.flatMap(b -> b.number("min"));
    Optional<Double> max = block.flatMap(b -> b.number("max"));
    block.ifPresent(Definition::done);
    if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
      entry.problem("expected", "'min' is above 'max'");
    }
    return new Indicator.Expected(min, max);
  }
}
