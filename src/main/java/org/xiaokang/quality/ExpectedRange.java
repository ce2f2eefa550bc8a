package org.xiaokang.quality;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The values that pass, in the unit of what is judged.
 *
 * @param low the smallest; negative infinity where there is no bound
 * @param high the largest; positive infinity where there is no bound
 */
record ExpectedRange(double low, double high) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A bound is not broken by the last binary digits of a product. */
  private static final double SLACK = 1e-9;

  /** A range with the bounds that are not null. */
  static ExpectedRange between(@Nullable Double low, @Nullable Double high) {
    return new ExpectedRange(
        low == null ? Double.NEGATIVE_INFINITY : low,
        high == null ? Double.POSITIVE_INFINITY : high);
  }

  /** The values no farther than {@code reach} from the middle. */
  static ExpectedRange around(double middle, double reach) {
    return new ExpectedRange(middle - reach, middle + reach);
  }

  /** Whether every number passes. */
  boolean isUnbounded() {
    return Double.isInfinite(low) && Double.isInfinite(high);
  }

  /** Whether a value does not pass; one that is no number always passes. */
  boolean isBrokenBy(double value) {
    return value < low - SLACK * Math.abs(low) || value > high + SLACK * Math.abs(high);
  }

  /**
   * How far a value lies outside, so that findings of all gates can be put in one order: its
   * distance from the nearest bound in halves of the range's width. Without a width it is the
   * distance as a share of the bound; from a bound of 0 the distance itself.
   */
  double excess(double value) {
    double distance = Math.max(low - value, value - high);
    double half = (high - low) / 2;
    if (half > 0 && Double.isFinite(half)) {
      return distance / half;
    }
    double bound = Math.abs(value < low ? low : high);
    return bound > 0 ? distance / bound : distance;
  }
}
