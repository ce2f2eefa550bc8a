package org.xiaokang.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Comparison;
import org.xiaokang.catalogue.Criterion;
import org.xiaokang.catalogue.FormulaText;
import org.xiaokang.catalogue.Identity;
import org.xiaokang.catalogue.RuleSet;

/** A declared rule, or what must hold between figures, in words. */
public final class RuleExplanation {
  private RuleExplanation() {}

  /** Lines on a rule or an identity; empty where neither is declared under the id. */
  public static Optional<List<String>> of(Catalogue catalogue, String id) {
    RuleSet rule = catalogue.assessments().rules().get(id);
    Identity identity = catalogue.assessments().identities().get(id);
    return rule != null
        ? Optional.of(of(rule))
        : Optional.ofNullable(identity).map(RuleExplanation::of);
  }

  private static List<String> of(RuleSet rule) {
    List<String> lines = new ArrayList<>();
    lines.add(rule.id() + " — " + rule.name().en() + " (" + rule.name().zh() + ")");
    if (!rule.definition().isEmpty()) {
      lines.add(rule.definition());
    }
    lines.add("Source: " + rule.source());
    lines.add("");
    lines.add(
        "for each %s and year%s, scope %s: met where %s"
            .formatted(
                String.join(", ", rule.levels()),
                years(rule.years()),
                rule.scope(),
                rule.criteria().size() == 1
                    ? "the criterion is"
                    : rule.required() + " criteria are"));
    for (Criterion criterion : rule.criteria()) {
      lines.add("");
      lines.add(
          "  %s — %s (%s)   [%s]"
              .formatted(
                  criterion.id(), criterion.name().en(), criterion.name().zh(), criterion.unit()));
      for (Criterion.Threshold threshold : criterion.thresholds()) {
        lines.add(
            "    %s %s%s%s"
                .formatted(
                    criterion.comparing().words(),
                    threshold.value().stripTrailingZeros().toPlainString(),
                    where(threshold),
                    years(threshold.years())));
      }
      String first = "from";
      for (Criterion.Subject subject : criterion.subjects()) {
        lines.addAll(subject(first, subject));
        first = "else from";
      }
    }
    lines.add("");
    lines.add(
        "Figures count as the intervals that they leave open: bounds as they are said, half of");
    lines.add("the last printed digit to either side, whole things exactly. Met and not met hold");
    lines.add("wherever in it a value lies; what is not known never counts as met.");
    return lines;
  }

  private static List<String> subject(String first, Criterion.Subject subject) {
    if (subject instanceof Criterion.OfIndicator of) {
      return List.of(
          "    "
              + first
              + " the indicator "
              + of.indicator()
              + " (jobs/explain "
              + of.indicator()
              + ")");
    }
    Criterion.Computed computed = (Criterion.Computed) subject;
    if (computed.isReported()) {
      return List.of("    " + first + " " + computed.inputs().get(0) + " as it is reported");
    }
    List<String> lines = new ArrayList<>();
    lines.add("    " + first + " " + FormulaText.of(computed.value()));
    computed.inputs().forEach(input -> lines.add("      " + input.variable() + " = " + input));
    return lines;
  }

  private static String where(Criterion.Threshold threshold) {
    return threshold.where().isEmpty()
        ? ""
        : threshold.where().entrySet().stream()
            .map(one -> one.getKey() + " " + String.join(" or ", one.getValue()))
            .collect(Collectors.joining(" and ", " for ", ""));
  }

  private static String years(Comparison.Years years) {
    boolean from = years.from() != Integer.MIN_VALUE;
    boolean to = years.to() != Integer.MAX_VALUE;
    return (from ? " from " + years.from() : "") + (to ? " to " + years.to() : "");
  }

  private static List<String> of(Identity identity) {
    List<String> lines = new ArrayList<>();
    lines.add(identity.id() + " — " + identity.name().en() + " (" + identity.name().zh() + ")");
    lines.add(
        identity.plausible()
            ? "What breaks it is unlikely, and is told as implausible."
            : "What breaks it cannot be, and is a contradiction.");
    lines.add("");
    if (identity instanceof Identity.Holds holds) {
      lines.add("holds: " + FormulaText.of(holds.condition()));
      holds.inputs().forEach(input -> lines.add("  " + input.variable() + " = " + input));
    } else if (identity instanceof Identity.Parts parts) {
      lines.add(
          "a region's own figure is the sum of those of all regions right below it: "
              + String.join(", ", parts.metrics()));
    } else if (identity instanceof Identity.Within within) {
      lines.add(
          "a region's own figure lies between the smallest and the largest of all regions right"
              + " below it: "
              + String.join(", ", within.metrics()));
    } else if (identity instanceof Identity.Ranks ranks) {
      lines.add(
          "%s is the place of %s among the regions of the same parent, the %s first"
              .formatted(ranks.rank(), ranks.of(), ranks.highestFirst() ? "highest" : "lowest"));
    } else if (identity instanceof Identity.Peers peers) {
      lines.add(
          "at most %s times the median of the other regions of the same parent, and no smaller part"
                  .formatted(peers.factor())
              + " of it: "
              + String.join(", ", peers.metrics()));
    }
    return lines;
  }
}
