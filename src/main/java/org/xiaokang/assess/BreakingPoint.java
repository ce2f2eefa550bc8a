package org.xiaokang.assess;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The smallest correction of one printed figure that turns a verdict.
 *
 * @param variable the figure's name in the formula
 * @param metric its metric
 * @param observationId its observation
 * @param printed the figure as it is, in the metric's unit
 * @param corrected the figure that turns the verdict, in the metric's unit
 * @param step one in the last printed place, in the metric's unit
 * @param share the correction as a share of the figure; null where the figure is zero
 * @param turnsTo the verdict then
 * @param method how it was found
 */
public record BreakingPoint(
    String variable,
    String metric,
    long observationId,
    BigDecimal printed,
    BigDecimal corrected,
    BigDecimal step,
    @Nullable Double share,
    AssessmentVerdict turnsTo,
    Method method)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How a breaking point is found. */
  public enum Method {
    /** From the formula, solved for the figure. */
    EXACT,
    /** By bisection: the smallest if the verdict turns once between the figure and there. */
    BISECTION;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** As tables write it. */
    public String code() {
      return code;
    }
  }
}
