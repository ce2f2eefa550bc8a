package org.xiaokang.indicator;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a reported number stands to the computed one. */
public enum ReconciliationVerdict {
  /** The same number. */
  AGREES,
  /** No further apart than printed rounding explains. */
  WITHIN_ROUNDING,
  /** Further apart. */
  DISAGREES,
  /** One of the two is missing. */
  NOT_CHECKABLE;

  /** Two doubles this close, relative to their size, are the same number. */
  private static final double SAME = 1e-9;

  private final String code = name().toLowerCase(Locale.ROOT);

  /**
   * The verdict on a reported number.
   *
   * @param reported what is stated; null where nothing is, or nothing may be shown
   * @param computed what follows from other figures, in the same unit; null where nothing does
   * @param tolerance half of the reported number's last printed digit, in its unit
   */
  static ReconciliationVerdict of(
      @Nullable Double reported, @Nullable Double computed, double tolerance) {
    if (reported == null || computed == null) {
      return NOT_CHECKABLE;
    }
    double apart = Math.abs(reported - computed);
    double noise = SAME * Math.max(1, Math.max(Math.abs(reported), Math.abs(computed)));
    if (apart <= noise) {
      return AGREES;
    }
    return apart <= tolerance + noise ? WITHIN_ROUNDING : DISAGREES;
  }

  /** As tables write it. */
  public String code() {
    return code;
  }

  /** Whether the report stands; null where it cannot be checked. */
  public @Nullable Boolean isConsistent() {
    return switch (this) {
      case AGREES, WITHIN_ROUNDING -> true;
      case DISAGREES -> false;
      case NOT_CHECKABLE -> null;
    };
  }
}
