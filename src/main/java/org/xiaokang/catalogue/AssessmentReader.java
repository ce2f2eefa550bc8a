package org.xiaokang.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the files of rules by which regions are assessed. */
final class AssessmentReader {
  private final Units units;
  private final Map<String, Metric> metrics;
  private final Map<String, Indicator> indicators;
  private final Map<String, Unit> metricUnits = new HashMap<>();
  private final FormulaReader formulas;
  private final ThresholdReader thresholds;
  private final IdentityReader identities;
  private final Map<String, RuleSet> rules = new LinkedHashMap<>();
  private final Map<String, String> places = new HashMap<>();

  AssessmentReader(
      Units units,
      Map<String, Metric> metrics,
      Map<String, Indicator> indicators,
      List<Region> regions,
      FormulaParser parser) {
    this.units = units;
    this.metrics = metrics;
    this.indicators = indicators;
    metrics.forEach((code, metric) -> metricUnits.put(code, metric.unit()));
    this.formulas = new FormulaReader(parser, metrics.keySet());
    this.thresholds = new ThresholdReader(regions);
    this.identities = new IdentityReader(metrics, metricUnits, formulas);
  }

  Assessments assessments() {
    return new Assessments(rules, identities.identities());
  }

  void read(Definition file) {
    file.definitions("assessments").forEach(this::add);
    file.definitions("identities").forEach(identities::add);
    file.done();
  }

  private void add(Definition entry) {
    String id = entry.text("id");
    if (!id.isEmpty() && !IndicatorReader.ID.matcher(id).matches()) {
      entry.problem(
          "id", "assessment '" + id + "': an id is a-z, 0-9 and _, at most 63, a letter first");
    }
    Names name = Names.read(entry);
    String definition = entry.optionalText("definition").orElse("");
    String source = entry.text("source");
    List<String> levels = thresholds.levels(entry);
    String scope = Scopes.canonical(entry.optionalText("scope").orElse(Scopes.ALL));
    Comparison.Years years = ThresholdReader.years(entry);
    List<Criterion> criteria = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Definition block : entry.definitions("criteria")) {
      Criterion criterion = criterion(block);
      if (!ids.add(criterion.id())) {
        block.problem(
            "id", "criterion '%s' stands twice in assessment '%s'".formatted(criterion.id(), id));
      }
      criteria.add(criterion);
    }
    if (criteria.isEmpty()) {
      entry.problem("criteria", "assessment '" + id + "' needs 'criteria'; list at least one");
    }
    int atLeast = atLeast(entry, criteria.size());
    entry.done();
    String place = places.putIfAbsent(id, entry.file() + ":" + entry.line());
    if (place != null) {
      entry.problem("id", "assessment '" + id + "' is declared twice; first at " + place);
    }
    RuleSet rule =
        new RuleSet(id, name, definition, source, levels, scope, years, atLeast, criteria);
    ImpossibleCriteria.check(rule, entry, metrics, indicators);
    rules.put(id, rule);
  }

  /** How many criteria must be met: all, any, or a number. */
  private static int atLeast(Definition entry, int criteria) {
    String text = entry.optionalText("require").orElse("all");
    if (text.equals("all")) {
      return Math.max(criteria, 1);
    }
    if (text.equals("any")) {
      return 1;
    }
    int number = text.matches("[1-9][0-9]?") ? Integer.parseInt(text) : 0;
    if (number == 0) {
      entry.problem(
          "require",
          "'require' must be all, any, or how many criteria must be met; found '" + text + "'");
      return 1;
    }
    if (number > criteria) {
      entry.problem(
          "require",
          "'require' asks for %d criteria, and there are %d: nothing can meet it"
              .formatted(number, criteria));
    }
    return number;
  }

  private Criterion criterion(Definition block) {
    String id = block.text("id");
    String owner = "criterion '" + id + "'";
    if (!id.isEmpty() && !IndicatorReader.ID.matcher(id).matches()) {
      block.problem("id", owner + ": an id is a-z, 0-9 and _, at most 63, a letter first");
    }
    Names name = Names.read(block);
    if (!block.has("unit")) {
      block.problem(
          "id", owner + " has a threshold without a 'unit'; say the unit of value and threshold");
    }
    Unit unit = block.has("unit") ? MetricReader.unit(block, "unit", units) : Unit.RATIO;
    block.text("comparison");
    Criterion.Comparing comparing =
        block.choice("comparison", Criterion.Comparing.class, Criterion.Comparing.BELOW);
    List<Criterion.Threshold> read = thresholds.thresholds(owner, block);
    List<Criterion.Subject> subjects = new ArrayList<>();
    for (Definition figure : block.definitions("figures")) {
      subject(owner, figure, block.keys().contains("unit") ? unit : null).ifPresent(subjects::add);
    }
    if (!block.keys().contains("figures")) {
      block.problem(
          "figures",
          owner + " needs 'figures'; list {metric: ...}, {indicator: ...} or inputs and value");
    }
    block.done();
    return new Criterion(id, name, unit, comparing, read, subjects);
  }

  private Optional<Criterion.Subject> subject(
      String owner, Definition figure, @Nullable Unit unit) {
    Optional<Criterion.Subject> subject =
        figure.has("indicator")
            ? ofIndicator(owner, figure, unit)
            : figure.has("inputs") ? computed(owner, figure, unit) : reported(owner, figure, unit);
    figure.done();
    return subject;
  }

  private Optional<Criterion.Subject> ofIndicator(
      String owner, Definition figure, @Nullable Unit unit) {
    String id = figure.text("indicator");
    Indicator indicator = indicators.get(id);
    if (indicator == null) {
      figure.problem("indicator", Definition.unknown("indicator", id, indicators.keySet()));
      return Optional.empty();
    }
    if (unit != null && !unit.equals(indicator.unit())) {
      figure.problem(
          "indicator",
          "%s is in %s, indicator '%s' in %s; a value meets a threshold in the same unit"
              .formatted(owner, unit, id, indicator.unit()));
    }
    return Optional.of(new Criterion.OfIndicator(id));
  }

  private Optional<Criterion.Subject> computed(
      String owner, Definition figure, @Nullable Unit unit) {
    List<Input> inputs = formulas.inputs(figure);
    Optional<Formula> formula = formulas.formula(owner, figure, inputs);
    inputs.forEach(input -> checkNear(owner, figure, input));
    formula.ifPresent(
        value -> {
          for (String name : value.variables()) {
            if (Indicator.BUILT_IN.containsKey(name)) {
              figure.problem("value", owner + ": '" + name + "' is known to indicators only");
            }
          }
          if (unit != null) {
            formulas.checkUnit(owner, figure, value, inputs, unit, metricUnits);
          }
        });
    return formula.map(value -> new Criterion.Computed(inputs, value));
  }

  private static void checkNear(String owner, Definition figure, Input input) {
    boolean near = input.at().isSame() || isLatest(input.at());
    if (!near || !input.of().isSelf() || input.over().isPresent()) {
      figure.problem(
          "inputs",
          ("%s: input '%s' leaves the assessed region or year; take it through an indicator, which"
                  + " knows 'shift', 'of' and 'over'")
              .formatted(owner, input.variable()));
    }
  }

  private static boolean isLatest(Input.At at) {
    return at instanceof Input.At.End end && end.latest();
  }

  private Optional<Criterion.Subject> reported(
      String owner, Definition figure, @Nullable Unit unit) {
    Input input = formulas.input(Criterion.Computed.REPORTED, figure);
    checkNear(owner, figure, input);
    Metric metric = metrics.get(input.metric());
    if (metric == null) {
      return Optional.empty(); // the unknown metric is a problem already
    }
    if (unit != null && !unit.equals(metric.unit())) {
      figure.problem(
          "metric",
          "%s is in %s, metric '%s' in %s; a value meets a threshold in the same unit"
              .formatted(owner, unit, metric.code(), metric.unit()));
    }
    return Optional.of(
        new Criterion.Computed(List.of(input), new Formula.Variable(Criterion.Computed.REPORTED)));
  }
}
