package org.xiaokang.indicator;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.Suppression;

/**
 * What of an indicator's values is not shown.
 *
 * @param rule which counts are too small; null where all are shown
 * @param isCount whether the value is a count
 * @param inputs whether each input is
 */
record Disclosure(@Nullable Suppression rule, boolean isCount, List<Boolean> inputs)
    implements Serializable {
  private static final Secrets[] NOTHING = {};

  Disclosure {
    inputs = List.copyOf(inputs);
  }

  static Disclosure of(Catalogue catalogue, Indicator indicator) {
    Suppression rule = catalogue.suppression().orElse(null);
    if (rule == null) {
      return new Disclosure(null, false, List.of());
    }
    List<Boolean> inputs = new ArrayList<>();
    for (Input input : indicator.inputs()) {
      Metric metric = Objects.requireNonNull(catalogue.metrics().get(input.metric()));
      inputs.add(rule.counts(metric.unit()));
    }
    return new Disclosure(rule, rule.counts(indicator.unit()), inputs);
  }

  /** Why a value is not shown. */
  String reason() {
    Suppression told = Objects.requireNonNull(rule);
    return "confidential: a count below %d (%s) is in it, or could be computed from it"
        .formatted(told.below(), String.join(", ", told.units()));
  }

  /** Whether a region's own value may be shown. */
  boolean isShowable(RegionInput input) {
    if (rule == null) {
      return true;
    }
    for (int i = 0; i < inputs.size(); i++) {
      if (!secrets(input, i).isNone()) {
        return false;
      }
    }
    return !isSmall(isCount, input.value()) && !isSmall(isCount, input.plainValue());
  }

  /**
   * Whether what regions make together may be shown.
   *
   * @param context the own row of the region above, for what is not summed; null where it has none
   * @param span the period
   * @param values the values to show
   */
  boolean isShowable(
      RollUp rollUp,
      Sums sums,
      @Nullable RegionInput context,
      RollUp.Span span,
      @Nullable Double... values) {
    if (rule == null) {
      return true;
    }
    boolean ofParts = rollUp.rule() == Indicator.RollUp.Rule.PARTS;
    return sums.areShowable()
        && Arrays.stream(values).noneMatch(value -> isSmall(isCount, value))
        && (!ofParts || areShowable(rollUp, sums, context, span));
  }

  /** Whether the figures that go into the formula may be shown. */
  private boolean areShowable(
      RollUp rollUp, Sums sums, @Nullable RegionInput context, RollUp.Span span) {
    Map<String, Double> operands = rollUp.operands(sums, context, span, false);
    for (int i = 0; i < inputs.size(); i++) {
      RollUp.Part part = rollUp.inputs().get(i);
      boolean ofContext = part.how() == RollUp.Part.How.CONTEXT && context != null;
      boolean isSecret = ofContext && !secrets(Objects.requireNonNull(context), i).isNone();
      if (isSecret || isSmall(inputs.get(i), operands.get(part.variable()))) {
        return false;
      }
    }
    return true;
  }

  /**
   * What is confidential of each sum that the input goes into: one by input, or of values; empty
   * where all counts are shown.
   */
  Secrets[] secrets(RollUp rollUp, RegionInput input) {
    if (rule == null) {
      return NOTHING;
    }
    boolean ofParts = rollUp.rule() == Indicator.RollUp.Rule.PARTS;
    Secrets[] secrets = new Secrets[ofParts ? rollUp.inputs().size() : 1];
    for (int i = 0; i < secrets.length; i++) {
      boolean isOther = ofParts && rollUp.inputs().get(i).how() == RollUp.Part.How.CONTEXT;
      secrets[i] = isOther ? Secrets.NONE : secrets(input, i);
    }
    if (!ofParts && !isShowable(input)) {
      secrets[0] = Secrets.NEVER;
    }
    return secrets;
  }

  /** A small count that is in no group was made of others: it is in no sum that is shown. */
  private Secrets secrets(RegionInput region, int input) {
    Secrets secrets = Secrets.of(region.inputs().get(input).confidential());
    boolean isSmall =
        isSmall(inputs.get(input), region.figure(input))
            || isSmall(inputs.get(input), region.plain(input));
    return secrets.isNone() && isSmall ? Secrets.NEVER : secrets;
  }

  private boolean isSmall(boolean counts, @Nullable Double value) {
    return rule != null && counts && value != null && rule.isSmall(value);
  }
}
