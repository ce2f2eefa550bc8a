package org.xiaokang.indicator;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.Metric;

/**
 * How one indicator's value for a region follows from figures of the regions below it.
 *
 * @param refusal why it does not; null where it does
 * @param growth what its growth starts from
 * @param inputs the formula's inputs in their order
 * @param disclosure what of it is not shown
 * @param ownIsPart whether a region's own figure adds to its children's instead of covering them
 */
record RollUp(
    Indicator.RollUp.Rule rule,
    @Nullable String refusal,
    Formula formula,
    GrowthBases growth,
    ArrayList<Part> inputs,
    Disclosure disclosure,
    boolean ownIsPart,
    double minCoverage,
    ArrayList<String> mustHave,
    Indicator.Better direction)
    implements Serializable {

  /** One input: how the figures of regions come together. */
  record Part(String variable, How how, boolean missingIsZero) implements Serializable {
    /** See {@link Part}. */
    enum How {
      SUM,
      WEIGHTED_MEAN,
      /** Not the region's own figure: taken as it is on the row of the region above. */
      CONTEXT
    }
  }

  static RollUp of(Catalogue catalogue, Indicator indicator) {
    ArrayList<Part> parts = new ArrayList<>();
    boolean ownIsPart = false;
    for (Input input : indicator.inputs()) {
      Metric.Aggregation aggregation = metric(catalogue, input).aggregation();
      Part.How how =
          !input.of().isSelf()
              ? Part.How.CONTEXT
              : aggregation.by().isPresent() ? Part.How.WEIGHTED_MEAN : Part.How.SUM;
      parts.add(new Part(input.variable(), how, input.missingIsZero()));
      ownIsPart |= input.of().isSelf() && aggregation.own() == Metric.Aggregation.Own.PART;
    }
    return new RollUp(
        indicator.rollUp().rule(),
        refusal(catalogue, indicator).orElse(null),
        indicator.value(),
        GrowthBases.of(catalogue, indicator),
        parts,
        Disclosure.of(catalogue, indicator),
        ownIsPart,
        indicator.rollUp().minCoverage(),
        new ArrayList<>(indicator.rollUp().mustHave()),
        indicator.direction());
  }

  /** Why the indicator has no value for a region from those below; empty where it can have one. */
  static Optional<String> refusal(Catalogue catalogue, Indicator indicator) {
    if (indicator.rollUp().rule() == Indicator.RollUp.Rule.NONE) {
      return Optional.of("does not roll up: " + indicator.rollUp().reason());
    }
    if (indicator.rollUp().rule() != Indicator.RollUp.Rule.PARTS) {
      return Optional.empty();
    }
    for (Input input : indicator.inputs()) {
      Metric metric = metric(catalogue, input);
      if (input.of().isSelf() && metric.aggregation().rule() == Metric.Aggregation.Rule.NONE) {
        return Optional.of(
            "does not roll up, for " + metric.code() + ": " + metric.aggregation().reason());
      }
    }
    return Optional.empty();
  }

  private static Metric metric(Catalogue catalogue, Input input) {
    return Objects.requireNonNull(catalogue.metrics().get(input.metric()));
  }

  /** Whether the parts make the whole: the value is a sum of summed figures, or of values. */
  boolean isAdditive() {
    return switch (rule) {
      case SUM -> true;
      case PARTS ->
          inputs.stream().allMatch(part -> part.how == Part.How.SUM)
              && formula.match(Additive.INSTANCE);
      case MEAN, NONE -> false;
    };
  }

  /**
   * The value for a region.
   *
   * @param sums the figures of the regions below, put together
   * @param here the region's own row, for what is not summed; null where it has none
   * @param span the period: its length, and its distance to the base period
   * @param plain without comparable bases
   */
  @Nullable Double value(Sums sums, @Nullable RegionInput here, Span span, boolean plain) {
    return switch (rule) {
      case SUM -> sums.value(0, plain);
      case MEAN -> sums.meanOfUnits(plain);
      default -> value(operands(sums, here, span, plain));
    };
  }

  private @Nullable Double value(Map<String, Double> operands) {
    return growth.areAboveZero(operands) ? FormulaValue.of(formula, operands) : null;
  }

  /** How far a region's own value may lie off by the rounding of its figures. */
  double rounding(RegionInput own) {
    Map<String, Double> operands = new HashMap<>();
    Map<String, Double> roundings = new HashMap<>();
    for (RegionInput.Figures figures : own.inputs()) {
      Double value = figures.value();
      if (value != null) {
        operands.put(figures.variable(), value);
        roundings.put(figures.variable(), figures.rounding());
      }
    }
    put(own.span(), operands);
    return PrintedRounding.through(formula, operands, roundings);
  }

  /** The same of the value of a region that those below make. */
  double rounding(Sums sums, @Nullable RegionInput here, Span span) {
    if (rule != Indicator.RollUp.Rule.PARTS) {
      return 0;
    }
    Map<String, Double> roundings = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      Part part = inputs.get(i);
      roundings.put(
          part.variable,
          switch (part.how) {
            case SUM -> sums.rounding(i);
            case WEIGHTED_MEAN -> sums.roundingOfMean(i);
            case CONTEXT -> here == null ? 0.0 : here.inputs().get(i).rounding();
          });
    }
    return PrintedRounding.through(formula, operands(sums, here, span, false), roundings);
  }

  /** Why a region's own figures give no value, where the formula tells; else null. */
  @Nullable String reason(RegionInput own) {
    Map<String, Double> operands = new HashMap<>();
    for (RegionInput.Figures figures : own.inputs()) {
      Double value = figures.value();
      if (value != null) {
        operands.put(figures.variable(), value);
      }
    }
    return own.value() == null ? growth.reason(operands) : null;
  }

  /** The same of figures that were put together. */
  @Nullable String reason(Sums sums, @Nullable RegionInput here, Span span) {
    return rule == Indicator.RollUp.Rule.PARTS
        ? growth.reason(operands(sums, here, span, false))
        : null;
  }

  /** What is put into the formula, by variable; what is missing is not there. */
  Map<String, Double> operands(Sums sums, @Nullable RegionInput here, Span span, boolean plain) {
    Map<String, Double> operands = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      Part part = inputs.get(i);
      Double value =
          switch (part.how) {
            case SUM -> sums.value(i, plain);
            case WEIGHTED_MEAN -> sums.mean(i, plain);
            case CONTEXT -> here == null ? null : plain ? here.plain(i) : here.figure(i);
          };
      if (value == null && part.missingIsZero) {
        value = 0.0;
      }
      if (value != null) {
        operands.put(part.variable, value);
      }
    }
    put(span, operands);
    return operands;
  }

  private static void put(Span span, Map<String, Double> operands) {
    if (span.months() != null) {
      operands.put(Indicator.MONTHS, (double) span.months());
    }
    if (span.years() != null) {
      operands.put(Indicator.YEARS, (double) span.years());
    }
  }

  /**
   * What a formula may ask of a period.
   *
   * @param months its length
   * @param years its distance to the base period
   */
  record Span(@Nullable Integer months, @Nullable Integer years) {}
}
