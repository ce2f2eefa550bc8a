package org.xiaokang.indicator;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xiaokang.indicator.RegionInput.Figures;

/**
 * What is known of a region by its own figures and those of all its parts together: the figure of
 * one input may be reported for the whole and that of another for the parts only.
 */
final class JointInput {
  private final RollUp rollUp;
  private final @Nullable RegionInput own;
  private final List<RegionInput> parts;

  private JointInput(RollUp rollUp, @Nullable RegionInput own, List<RegionInput> parts) {
    this.rollUp = rollUp;
    this.own = own;
    this.parts = parts;
  }

  /**
   * The input of the whole; null where some figure is known neither of it nor of all its parts.
   *
   * @param own the whole's own; null where it has none
   * @param parts those of all parts; at least one
   */
  static @Nullable RegionInput of(
      RollUp rollUp, @Nullable RegionInput own, List<RegionInput> parts) {
    JointInput joint = new JointInput(rollUp, own, parts);
    List<Figures> figures = new ArrayList<>();
    for (int i = 0; i < rollUp.inputs().size(); i++) {
      figures.add(joint.figures(i));
    }
    RegionInput like = own == null ? parts.get(0) : own;
    int marks = own == null ? 0 : own.marks();
    int weightMarks = own == null ? 0 : own.weightMarks();
    String base = like.basePeriod();
    for (RegionInput part : parts) {
      marks |= part.marks();
      weightMarks |= part.weightMarks();
      base = Objects.equals(base, part.basePeriod()) ? base : null;
    }
    return new RegionInput(
        like.seriesArea(),
        like.refArea(),
        like.scope(),
        like.period(),
        like.series(),
        like.ordinal(),
        like.months(),
        like.indicator(),
        true,
        null,
        null,
        marks,
        like.contextMarks(),
        weightMarks,
        base,
        like.years(),
        like.weight(),
        figures);
  }

  private Figures figures(int input) {
    RollUp.Part.How how = rollUp.inputs().get(input).how();
    Figures mine = own == null ? null : own.inputs().get(input);
    boolean isMean = how == RollUp.Part.How.WEIGHTED_MEAN;
    boolean isKnown = mine != null && mine.value() != null;
    Figures like = isKnown && mine != null ? mine : parts.get(0).inputs().get(input);
    if (how == RollUp.Part.How.CONTEXT) {
      return like;
    }
    Double ownWeight = mine == null ? null : mine.weight();
    Double weight = ownWeight == null ? sum(input, Figures::weight, false) : ownWeight;
    Double value = isKnown && mine != null ? mine.value() : sum(input, Figures::value, isMean);
    Double plain = isKnown && mine != null ? mine.plain() : sum(input, Figures::plain, isMean);
    Confidentiality confidential = isKnown && mine != null ? mine.confidential() : null;
    if (!isKnown || (isMean && ownWeight == null)) {
      for (RegionInput part : parts) {
        boolean isHidden = part.inputs().get(input).confidential() != null;
        confidential = isHidden ? Confidentiality.NEVER : confidential;
      }
    }
    return new Figures(
        like.variable(),
        like.metric(),
        like.scope(),
        like.timePeriod(),
        value,
        like.derived(),
        isKnown ? like.observationId() : null,
        weight,
        plain,
        confidential,
        isKnown && mine != null ? mine.rounding() : rounding(input, weight, isMean),
        ownWeight != null && mine != null ? mine.weightRounding() : weightRounding(input));
  }

  private double rounding(int input, @Nullable Double weights, boolean isMean) {
    double sum = 0;
    for (RegionInput part : parts) {
      Double weight = isMean ? part.inputs().get(input).weight() : Double.valueOf(1);
      sum += part.inputs().get(input).rounding() * (weight == null ? 0 : weight);
    }
    return isMean ? (weights == null || weights == 0 ? 0 : sum / weights) : sum;
  }

  private double weightRounding(int input) {
    return parts.stream().mapToDouble(part -> part.inputs().get(input).weightRounding()).sum();
  }

  private interface Of {
    @Nullable Double of(Figures figures);
  }

  /** The sum over the parts, or their weighted mean; null where one of them has none. */
  private @Nullable Double sum(int input, Of of, boolean isMean) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal weights = BigDecimal.ZERO;
    for (RegionInput part : parts) {
      Figures figures = part.inputs().get(input);
      Double value = of.of(figures);
      Double weight = isMean ? figures.weight() : Double.valueOf(1);
      if (value == null || weight == null) {
        return null;
      }
      sum = sum.add(BigDecimal.valueOf(value).multiply(BigDecimal.valueOf(weight)));
      weights = weights.add(BigDecimal.valueOf(weight));
    }
    if (!isMean) {
      return sum.doubleValue();
    }
    return weights.signum() == 0 ? null : sum.divide(weights, MathContext.DECIMAL64).doubleValue();
  }
}
