package org.xiaokang.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xiaokang.catalogue.Definition;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.config.Gate.OnFailure;

/** Reads the gates of a configuration. */
final class GateReader {
  private static final List<String> KINDS =
      List.of(
          "rejected_share",
          "regions_reporting",
          "freshness",
          "contradictions",
          "range",
          "history",
          "peers",
          "release_difference");

  private static final List<String> CERTAINTIES =
      List.of("impossible", "as_printed", "implausible");

  private GateReader() {}

  /** The gates in the order of the file; what is wrong is noted in the definition's problems. */
  static List<Gate> read(Definition top) {
    List<Gate> gates = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Definition entry : top.definitions("gates")) {
      gate(entry)
          .ifPresent(
              gate -> {
                if (!names.add(gate.name())) {
                  entry.problem(
                      "gate",
                      "gate '%s' is declared twice; give each a 'name' of its own"
                          .formatted(gate.name()));
                }
                gates.add(gate);
              });
    }
    return gates;
  }

  private static Optional<Gate> gate(Definition entry) {
    String kind = entry.text("gate");
    Optional<Gate.Rule> rule = rule(kind, entry);
    if (rule.isEmpty()) {
      if (!kind.isEmpty()) {
        entry.problem(
            "gate",
            "gate '%s' is not known; expected one of %s%s"
                .formatted(kind, String.join(", ", KINDS), Nearest.hint(kind, KINDS)));
      }
      return Optional.empty(); // what its keys mean is not known either
    }
    String name = entry.optionalText("name").orElse(kind);
    if (!entry.has("on_failure")) {
      entry.problem("gate", "'on_failure' is missing in gate '" + name + "'; say hold or warn");
    }
    OnFailure onFailure = entry.choice("on_failure", OnFailure.class, OnFailure.WARN);
    boolean ofIndicators = KINDS.indexOf(kind) >= KINDS.indexOf("range");
    Set<String> indicators =
        ofIndicators ? new HashSet<>(entry.texts("indicators")) : new HashSet<>();
    if (ofIndicators && entry.has("indicators") && indicators.isEmpty()) {
      entry.problem("indicators", "'indicators' is empty; list ids or themes, or leave it out");
    }
    entry.done();
    return Optional.of(
        new Gate(name, onFailure, indicators, rule.get(), entry.file(), entry.line()));
  }

  private static Optional<Gate.Rule> rule(String kind, Definition entry) {
    return Optional.ofNullable(
        switch (kind) {
          case "rejected_share" ->
              new Gate.RejectedShare(
                  share(entry, "at_most", 0.05),
                  entry.has("at_most_by_source") ? share(entry, "at_most_by_source", 1) : null);
          case "regions_reporting" ->
              new Gate.RegionsReporting(
                  share(entry, "drop_at_most", 0.1),
                  entry.choice("by", Gate.RegionsReporting.By.class, Gate.RegionsReporting.By.ALL));
          case "freshness" ->
              new Gate.Freshness(
                  days(entry),
                  entry.choice("of", Gate.Freshness.Of.class, Gate.Freshness.Of.PERIOD_END));
          case "contradictions" -> contradictions(entry);
          case "range" -> range(entry);
          case "history" -> new Gate.History(limits(entry));
          case "peers" -> new Gate.Peers(limits(entry));
          case "release_difference" ->
              new Gate.ReleaseDifference(
                  notNegative(entry, "at_most", 0.5), share(entry, "disappeared_at_most", 0.05));
          default -> null;
        });
  }

  private static Gate.Contradictions contradictions(Definition entry) {
    int atMost = entry.integer("at_most", 0);
    if (atMost < 0) {
      entry.problem("at_most", "'at_most' must be a whole number from 0; found '" + atMost + "'");
    }
    List<String> of = entry.has("of") ? entry.texts("of") : List.of("impossible");
    for (String certainty : of) {
      if (!CERTAINTIES.contains(certainty)) {
        entry.problem(
            "of",
            "'of' lists '%s'; expected some of %s%s"
                .formatted(
                    certainty,
                    String.join(", ", CERTAINTIES),
                    Nearest.hint(certainty, CERTAINTIES)));
      }
    }
    return new Gate.Contradictions(atMost, new HashSet<>(of));
  }

  private static int days(Definition entry) {
    if (!entry.has("days")) {
      entry.problem("gate", "'days' is missing; say how old the newest figure may be, in days");
    }
    int days = entry.integer("days", 0);
    if (days < 0) {
      entry.problem("days", "'days' must be a whole number from 0; found '" + days + "'");
    }
    return days;
  }

  private static Gate.Range range(Definition entry) {
    Double min = entry.number("min").orElse(null);
    Double max = entry.number("max").orElse(null);
    if (min != null && max != null && min > max) {
      entry.problem("min", "'min' is above 'max'");
    }
    return new Gate.Range(min, max);
  }

  private static Gate.Limits limits(Definition entry) {
    int atLeast = entry.integer("at_least", 5);
    if (atLeast < 3) {
      entry.problem(
          "at_least",
          "'at_least' must be a whole number from 3, for fewer values tell no spread; found '%d'"
              .formatted(atLeast));
    }
    double deviations = notNegative(entry, "deviations", 5);
    return new Gate.Limits(deviations, atLeast, notNegative(entry, "tolerance", 0.1));
  }

  private static double share(Definition entry, String key, double absent) {
    double share = notNegative(entry, key, absent);
    if (share > 1) {
      entry.problem(
          key, "'%s' is a share and must be from 0 to 1; found '%s'".formatted(key, share));
    }
    return share;
  }

  private static double notNegative(Definition entry, String key, double absent) {
    double number = entry.number(key).orElse(absent);
    if (!(number >= 0) || Double.isInfinite(number)) {
      entry.problem(key, "'%s' must be a number from 0; found '%s'".formatted(key, number));
    }
    return number;
  }
}
