package org.xiaokang.compare;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values, and between what each may lie: itself where it is exact, on one side open where only a
 * bound is known.
 *
 * @param values as they are
 * @param low the least that each may be
 * @param high the most that each may be
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ValueRanges(double[] values, double[] low, double[] high) {
  /**
   * By the bounds of a section's values, and by further ones of the same regions. A further bound
   * that contradicts the value is left aside.
   */
  static ValueRanges of(CrossSection section, List<CrossSection> further) {
    double[] values = section.values();
    double[] low = new double[values.length];
    double[] high = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      low[i] = low(values[i], section.said(i));
      high[i] = high(values[i], section.said(i));
      for (CrossSection other : further) {
        int place = other.find(section.area(i));
        if (place >= 0) {
          double least = Math.max(low[i], low(other.value(place), other.said(place)));
          double most = Math.min(high[i], high(other.value(place), other.said(place)));
          if (least <= values[i] && values[i] <= most) {
            low[i] = least;
            high[i] = most;
          }
        }
      }
    }
    return new ValueRanges(values, low, high);
  }

  private static double low(double value, CrossSection.Said said) {
    return isOpen(said) || "at_most".equals(said.bound()) ? Double.NEGATIVE_INFINITY : value;
  }

  private static double high(double value, CrossSection.Said said) {
    return isOpen(said) || "at_least".equals(said.bound()) ? Double.POSITIVE_INFINITY : value;
  }

  /** Whether bounds went into it of which nobody knows which way they move it. */
  private static boolean isOpen(CrossSection.Said said) {
    return "approx".equals(said.bound())
        && (said.reservations() & Reservation.BOUNDED_VALUE.bit()) != 0;
  }

  /** Those at some places. */
  ValueRanges of(int[] places) {
    return new ValueRanges(
        CompleteCases.in(places, values),
        CompleteCases.in(places, low),
        CompleteCases.in(places, high));
  }

  /**
   * The same with so many digits behind the point, half of the last one going away from zero, as
   * offices print them.
   *
   * @param decimals null: as they are
   */
  ValueRanges rounded(@Nullable Integer decimals) {
    return decimals == null
        ? this
        : new ValueRanges(
            rounded(values, decimals), rounded(low, decimals), rounded(high, decimals));
  }

  private static double[] rounded(double[] numbers, int decimals) {
    return Arrays.stream(numbers)
        .map(
            number ->
                Double.isInfinite(number)
                    ? number
                    : BigDecimal.valueOf(number)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .doubleValue())
        .toArray();
  }
}
