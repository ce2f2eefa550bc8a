package org.xiaokang.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what indicators and derivations share: inputs, a formula over them, and its unit. */
final class FormulaReader {
  private static final Pattern SHIFT = Pattern.compile("([+-]?\\d{1,3})([ymq])");
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final List<String> KINDS =
      List.of(
          "year",
          "half_year",
          "quarter",
          "month",
          "year_to_date",
          "cumulative",
          "average",
          "point",
          "unknown");

  private final FormulaParser parser;
  private final Collection<String> metrics;

  FormulaReader(FormulaParser parser, Collection<String> metrics) {
    this.parser = parser;
    this.metrics = metrics;
  }

  List<Input> inputs(Definition owner) {
    List<Input> inputs = new ArrayList<>();
    Definition block = owner.definition("inputs");
    for (String variable : block.keys()) {
      if (Indicator.BUILT_IN.containsKey(variable)) {
        block.problem(
            variable,
            "'%s' is what every formula calls %s; give the input another name"
                .formatted(
                    variable,
                    variable.equals(Indicator.YEARS)
                        ? "the years from the base period"
                        : "the length of the period"));
      }
      inputs.add(input(variable, block.definition(variable)));
    }
    return inputs;
  }

  /** One input; every key of the entry is one of it. */
  Input input(String variable, Definition entry) {
    String metric = entry.text("metric");
    if (!metric.isEmpty() && !metrics.contains(metric)) {
      entry.problem("metric", Definition.unknown("metric", metric, metrics));
    }
    Optional<String> scope = entry.optionalText("scope").map(Scopes::canonical);
    Input input =
        new Input(variable, metric, scope, at(entry), of(entry), over(entry), missingIsZero(entry));
    entry.done();
    return input;
  }

  private static Input.Of of(Definition entry) {
    String of = entry.optionalText("of").orElse("");
    return switch (of) {
      case "" -> Input.Of.SELF;
      case "parent" -> Input.Of.PARENT;
      case "nearest" -> Input.Of.NEAREST;
      default -> Input.Of.region(of);
    };
  }

  private static Optional<Over> over(Definition entry) {
    return entry.optionalDefinition("over").map(FormulaReader::overOf);
  }

  private static Over overOf(Definition block) {
    Over.Span period = block.choice("period", Over.Span.class, Over.Span.YEAR);
    Over.Span from = block.choice("from", Over.Span.class, Over.Span.MONTH);
    block.text("rule");
    Over over =
        new Over(
            period,
            from,
            block.choice("rule", Over.Rule.class, Over.Rule.SUM),
            block.integer("at_least", Over.ALL));
    if (from == Over.Span.YEAR_TO_DATE || from.months() >= period.months()) {
      block.problem(
          "period", "a " + period.kind() + " is not made of " + from.kind() + "s; choose a longer");
    } else if (over.atLeast() < 0 || over.atLeast() > over.parts()) {
      block.problem(
          "at_least",
          "'at_least' must be 1 to %d, for a %s has %d %ss"
              .formatted(over.parts(), period.kind(), over.parts(), from.kind()));
    }
    block.done();
    return over;
  }

  private static boolean missingIsZero(Definition entry) {
    Optional<String> missing = entry.optionalText("missing");
    if (missing.isPresent() && !missing.get().equals("zero")) {
      entry.problem("missing", "'missing' must be zero, found '" + missing.get() + "'");
    }
    return missing.isPresent();
  }

  private static Input.At at(Definition entry) {
    Optional<String> shift = entry.optionalText("shift");
    Optional<String> at = entry.optionalText("at");
    List<String> kinds = entry.texts("period_kind");
    for (String kind : kinds) {
      if (!KINDS.contains(kind)) {
        entry.problem("period_kind", Definition.unknown("period_kind", kind, KINDS));
      }
    }
    boolean end = at.isPresent() && (at.get().equals("first") || at.get().equals("latest"));
    if (!kinds.isEmpty() && !end) {
      entry.problem("period_kind", "'period_kind' goes with 'at: first' or 'at: latest' only");
    }
    if (shift.isPresent() && at.isPresent()) {
      entry.problem("shift", "'shift' and 'at' exclude each other");
    }
    if (end) {
      return new Input.At.End(at.get().equals("latest"), kinds);
    }
    if (at.isPresent()) {
      if (at.get().equals("span_base") || at.get().equals("span_end")) {
        return new Input.At.Edge(at.get().equals("span_end"));
      }
      if (YEAR.matcher(at.get()).matches()) {
        return new Input.At.Year(Integer.parseInt(at.get()));
      }
      entry.problem(
          "at",
          "'at' must be first, latest, span_base, span_end or a year, found '" + at.get() + "'");
    }
    if (shift.isPresent()) {
      return shifted(entry, "shift", shift.get());
    }
    return new Input.At.Same();
  }

  private static Input.At shifted(Definition entry, String key, String text) {
    return new Input.At.Shifted(months(entry, key, text));
  }

  /** The number of years in a text like -1y. */
  static int years(Definition entry, String key, String text) {
    int months = months(entry, key, text);
    if (months % 12 != 0) {
      entry.problem(key, "'" + key + "' must be whole years such as -1y, found '" + text + "'");
    }
    return months / 12;
  }

  /** The number of months in a text like -1y, -1q or -1m. */
  private static int months(Definition entry, String key, String text) {
    Matcher matcher = SHIFT.matcher(text);
    if (matcher.matches() && Integer.parseInt(matcher.group(1)) != 0) {
      int months = matcher.group(2).equals("y") ? 12 : matcher.group(2).equals("q") ? 3 : 1;
      return Integer.parseInt(matcher.group(1)) * months;
    }
    entry.problem(
        key,
        "'"
            + key
            + "' must be a number of years, quarters or months such as -1y, -1q, -1m, found '"
            + text
            + "'");
    return -12;
  }

  /** The formula at 'value'; what is wrong with it is noted under the owner's name. */
  Optional<Formula> formula(String owner, Definition entry, List<Input> inputs) {
    return formula("value", owner, entry, inputs, new Parameters());
  }

  /** The formula at a key; what is wrong with it is noted under the owner's name. */
  Optional<Formula> formula(String key, String owner, Definition entry, List<Input> inputs) {
    return formula(key, owner, entry, inputs, new Parameters());
  }

  /** The same at 'value', with constants that the entry declares. */
  Optional<Formula> formula(
      String owner, Definition entry, List<Input> inputs, Parameters parameters) {
    return formula("value", owner, entry, inputs, parameters);
  }

  private Optional<Formula> formula(
      String key, String owner, Definition entry, List<Input> inputs, Parameters parameters) {
    String text = entry.text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Formula formula = parser.parse(text);
      checkNames(key, owner, entry, formula, inputs, parameters.names());
      return Optional.of(parameters.in(formula));
    } catch (FormulaException e) {
      entry.problem(key, owner + ": " + e.text());
      return Optional.empty();
    }
  }

  private static void checkNames(
      String key,
      String owner,
      Definition entry,
      Formula formula,
      List<Input> inputs,
      Set<String> parameters) {
    TreeSet<String> declared = new TreeSet<>(parameters);
    for (Input input : inputs) {
      if (!declared.add(input.variable()) && parameters.contains(input.variable())) {
        entry.problem(
            "parameters",
            "%s: '%s' is an input already; give one another name"
                .formatted(owner, input.variable()));
      }
    }
    parameters.stream()
        .filter(Indicator.BUILT_IN::containsKey)
        .forEach(
            name -> entry.problem("parameters", owner + ": '" + name + "' has a meaning already"));
    for (String used : formula.variables()) {
      if (!declared.contains(used) && !Indicator.BUILT_IN.containsKey(used)) {
        entry.problem(key, owner + ": " + Definition.unknown("input", used, declared));
      }
    }
    for (String name : declared) {
      if (!formula.variables().contains(name)) {
        entry.problem(
            key,
            "%s: %s '%s' is declared but not used in '%s'"
                .formatted(owner, parameters.contains(name) ? "parameter" : "input", name, key));
      }
    }
    boolean navigates = inputs.stream().anyMatch(input -> !input.at().isSame());
    if (formula.variables().contains(Indicator.YEARS) && !navigates) {
      entry.problem(
          key, owner + ": 'years' needs an input with 'at' or 'shift' to measure its distance");
    }
  }

  /** Notes where the declared unit does not follow from the inputs. */
  void checkUnit(
      String owner,
      Definition entry,
      Formula formula,
      List<Input> inputs,
      Unit declared,
      Map<String, Unit> metricUnits) {
    Map<String, Unit> units = new TreeMap<>();
    units.putAll(Indicator.BUILT_IN);
    for (Input input : inputs) {
      Unit unit = metricUnits.get(input.metric());
      if (unit == null) {
        return; // the unknown metric is a problem already
      }
      units.put(input.variable(), unit);
    }
    UnitAlgebra.mismatch(formula, units, declared)
        .ifPresent(problem -> entry.problem("value", owner + ": " + problem));
  }
}
