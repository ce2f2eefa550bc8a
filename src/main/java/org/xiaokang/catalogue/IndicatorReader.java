package org.xiaokang.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the thematic files of indicators. */
final class IndicatorReader {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private final Units units;
  private final Map<String, Unit> metricUnits = new LinkedHashMap<>();
  private final FormulaReader formulas;
  private final Map<String, Indicator> indicators = new LinkedHashMap<>();
  private final Map<String, String> places = new LinkedHashMap<>();

  IndicatorReader(Units units, Map<String, Metric> metrics, FormulaParser parser) {
    this.units = units;
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
    file.done();
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
    Optional<Formula> formula = formulas.formula(owner, entry, inputs);
    entry.text("direction");
    Indicator.Better direction =
        entry.choice("direction", Indicator.Better.class, Indicator.Better.NEUTRAL);
    String definition = entry.optionalText("definition").orElse("");
    int decimals = entry.integer("decimals", 2);
    Indicator.Expected expected = expected(entry);
    boolean derived = entry.flag("derived");
    Optional<String> period = entry.optionalText("period");
    int shift = period.map(text -> FormulaReader.years(entry, "period", text)).orElse(0);
    boolean headline = entry.flag("headline");
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
                  shift,
                  headline));
        });
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
