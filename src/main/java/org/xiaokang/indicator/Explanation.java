package org.xiaokang.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.FormulaText;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.Metric;

/** The compiled plan of one indicator in words. */
public final class Explanation {
  private Explanation() {}

  /** Lines that say what the indicator is, what it reads and in which steps it is computed. */
  public static List<String> of(Catalogue catalogue, String id) {
    Indicator indicator = catalogue.indicator(id);
    Plan plan = Plan.of(catalogue, List.of(id));
    List<String> lines = new ArrayList<>();
    lines.add(id + " — " + indicator.name().both());
    if (!indicator.definition().isEmpty()) {
      lines.add(indicator.definition());
    }
    lines.add("");
    lines.add("value = " + FormulaText.of(indicator.value()) + "   [" + indicator.unit() + "]");
    for (Input input : indicator.inputs()) {
      lines.add("  " + input.variable() + " = " + words(catalogue, input));
      for (Metric.Derivation derivation : plan.derivations(input.metric())) {
        lines.add("      where it is not reported, derived as " + words(derivation));
      }
    }
    lines.addAll(rules(indicator));
    lines.add("");
    lines.add("plan");
    lines.add("  1. scan the preferred observations of " + String.join(", ", plan.metrics()));
    int step = 2;
    if (!plan.lookedUp().isEmpty()) {
      lines.add("  " + step++ + ". send to the regions that look it up: " + words(plan.lookedUp()));
    }
    lines.add("  " + step++ + ". shuffle by panel_area: all codes a region ever had");
    if (!plan.madeOver().isEmpty()) {
      lines.add("  " + step++ + ". make longer periods: " + words(plan.madeOver()));
    }
    lines.add(
        "  " + step++ + ". one row per scope, kind of period and period; a column per figure");
    for (List<Figure> layer : plan.layers()) {
      lines.add("  " + step++ + ". on the same partitions: " + words(layer));
    }
    lines.add(
        "  " + step++ + ". the formula, its status, marks and inputs; back to one row per value");
    lines.add(
        "  "
            + step
            + ". shuffle by indicator; for the regions above: "
            + rollUp(catalogue, indicator));
    return lines;
  }

  private static String words(Catalogue catalogue, Input input) {
    Metric metric = Objects.requireNonNull(catalogue.metrics().get(input.metric()));
    return input + " — " + metric.name().en() + " [" + metric.unit() + "]";
  }

  private static String words(Metric.Derivation derivation) {
    return FormulaText.of(derivation.value())
        + " with "
        + String.join(
            ", ", derivation.inputs().stream().map(i -> i.variable() + " = " + i).toList())
        + derivation.scope().map(scope -> ", for scope " + scope).orElse("");
  }

  private static List<String> rules(Indicator indicator) {
    List<String> rules = new ArrayList<>();
    rules.add(
        "All inputs of a value share region, scope and kind of period unless an input says"
            + " otherwise.");
    if (indicator.derived()) {
      rules.add("Always marked derived: it follows from a claim, not from figures.");
    }
    if (indicator.periodShift() != 0) {
      rules.add("The value belongs to the period " + indicator.periodShift() + " years on.");
    }
    indicator
        .expected()
        .max()
        .ifPresent(max -> rules.add("Above " + max + " it is flagged, kept."));
    indicator
        .expected()
        .min()
        .ifPresent(min -> rules.add("Below " + min + " it is flagged, kept."));
    return rules;
  }

  private static String words(List<? extends Figure> figures) {
    return String.join("; ", figures.stream().map(Figure::toString).toList());
  }

  private static String rollUp(Catalogue catalogue, Indicator indicator) {
    RollUp rollUp = RollUp.of(catalogue, indicator);
    if (rollUp.refusal() != null) {
      return "none, it " + rollUp.refusal();
    }
    String rule =
        switch (rollUp.rule()) {
          case SUM -> "the sum of the regions' values";
          case MEAN -> "the plain mean of the regions' values";
          default -> "the formula over " + parts(rollUp);
        };
    String weight = indicator.rollUp().weight().map(w -> " of " + w).orElse(" of the regions");
    return rule
        + String.format(Locale.ROOT, ", where %.0f %%", 100 * rollUp.minCoverage())
        + weight
        + " are covered"
        + (rollUp.mustHave().isEmpty() ? "" : ", " + rollUp.mustHave() + " among them");
  }

  private static String parts(RollUp rollUp) {
    return String.join(
        ", ",
        rollUp.inputs().stream()
            .map(
                part ->
                    switch (part.how()) {
                      case SUM -> "the sum of " + part.variable();
                      case WEIGHTED_MEAN -> "the weighted mean of " + part.variable();
                      case CONTEXT -> part.variable() + " as it is there";
                    })
            .toList());
  }
}
