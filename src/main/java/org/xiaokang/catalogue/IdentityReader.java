package org.xiaokang.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what must hold between figures. */
final class IdentityReader {
  private static final List<String> KINDS = List.of("holds", "parts", "within", "rank", "peers");

  private final Map<String, Metric> metrics;
  private final Map<String, Unit> metricUnits;
  private final FormulaReader formulas;
  private final Map<String, Identity> identities = new LinkedHashMap<>();
  private final Map<String, String> places = new HashMap<>();

  IdentityReader(
      Map<String, Metric> metrics, Map<String, Unit> metricUnits, FormulaReader formulas) {
    this.metrics = metrics;
    this.metricUnits = metricUnits;
    this.formulas = formulas;
  }

  Map<String, Identity> identities() {
    return identities;
  }

  void add(Definition entry) {
    String id = entry.text("id");
    if (!id.isEmpty() && !IndicatorReader.ID.matcher(id).matches()) {
      entry.problem(
          "id", "identity '" + id + "': an id is a-z, 0-9 and _, at most 63, a letter first");
    }
    Names name = Names.read(entry);
    List<String> kinds = KINDS.stream().filter(entry::has).toList();
    if (kinds.size() != 1) {
      entry.problem(
          "id",
          "identity '%s' needs one of 'holds', 'parts', 'within', 'rank' and 'peers'; found %s"
              .formatted(id, kinds.isEmpty() ? "none" : kinds));
      return;
    }
    Optional<Identity> identity =
        switch (kinds.get(0)) {
          case "holds" -> holds(id, name, entry);
          case "parts" -> Optional.of(new Identity.Parts(id, name, known(entry, "parts")));
          case "within" -> Optional.of(new Identity.Within(id, name, known(entry, "within")));
          case "rank" -> Optional.of(ranks(id, name, entry));
          default -> Optional.of(peers(id, name, entry));
        };
    entry.done();
    String place = places.putIfAbsent(id, entry.file() + ":" + entry.line());
    if (place != null) {
      entry.problem("id", "identity '" + id + "' is declared twice; first at " + place);
    }
    identity.ifPresent(one -> identities.put(id, one));
  }

  private Optional<Identity> holds(String id, Names name, Definition entry) {
    String owner = "identity '" + id + "'";
    boolean plausible = entry.flag("plausible");
    List<Input> inputs = formulas.inputs(entry);
    for (Input input : inputs) {
      boolean near =
          input.at().isSame() || (input.at() instanceof Input.At.Shifted s && s.isYears());
      if (!near || !input.of().isSelf() || input.over().isPresent()) {
        entry.problem(
            "inputs",
            "%s: input '%s' must be of the same region, and of its period or whole years from it (shift: -1y)"
                .formatted(owner, input.variable()));
      }
    }
    Optional<Formula> condition = formulas.formula("holds", owner, entry, inputs);
    Map<String, Unit> units = new HashMap<>();
    for (Input input : inputs) {
      Unit unit = metricUnits.get(input.metric());
      if (unit == null) {
        return Optional.empty(); // the unknown metric is a problem already
      }
      units.put(input.variable(), unit);
    }
    return condition.map(
        formula -> {
          UnitAlgebra.condition(formula, units)
              .ifPresent(problem -> entry.problem("holds", owner + ": " + problem));
          return new Identity.Holds(id, name, plausible, inputs, formula);
        });
  }

  private List<String> known(Definition entry, String key) {
    List<String> codes = new ArrayList<>();
    for (String code : entry.texts(key)) {
      Metric metric = metrics.get(code);
      if (metric == null) {
        entry.problem(key, Definition.unknown("metric", code, metrics.keySet()));
      } else if (key.equals("parts")
          && metric.aggregation().rule() != Metric.Aggregation.Rule.SUM) {
        entry.problem(
            key,
            "metric '%s' does not add up over regions (aggregation: %s), so that it has no parts"
                .formatted(code, metric.aggregation().reason()));
      }
      codes.add(code);
    }
    return codes;
  }

  private Identity ranks(String id, Names name, Definition entry) {
    String rank = one(entry, "rank");
    String of = one(entry, "of");
    Metric metric = metrics.get(rank);
    if (metric != null && metric.kind() != Metric.Kind.RANK) {
      entry.problem("rank", "metric '" + rank + "' is no rank (kind: rank)");
    }
    String order = entry.optionalText("order").orElse("highest_first");
    if (!order.equals("highest_first") && !order.equals("lowest_first")) {
      entry.problem(
          "order", "'order' must be highest_first or lowest_first, found '" + order + "'");
    }
    return new Identity.Ranks(id, name, rank, of, order.equals("highest_first"));
  }

  private String one(Definition entry, String key) {
    String code = entry.text(key);
    if (!code.isEmpty() && !metrics.containsKey(code)) {
      entry.problem(key, Definition.unknown("metric", code, metrics.keySet()));
    }
    return code;
  }

  private Identity peers(String id, Names name, Definition entry) {
    List<String> codes = known(entry, "peers");
    double factor = entry.number("factor").orElse(0.0);
    if (!(factor > 1)) {
      entry.problem(
          "factor",
          "'factor' must be a number above 1: how many times the median of its neighbours a figure"
              + " may be");
    }
    return new Identity.Peers(id, name, codes, factor);
  }
}
