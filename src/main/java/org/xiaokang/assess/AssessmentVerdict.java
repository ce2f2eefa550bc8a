package org.xiaokang.assess;

import java.util.Locale;
import org.xiaokang.catalogue.Criterion;

/** What a rule says of what is known of a region. */
public enum AssessmentVerdict {
  /** It holds, wherever in their intervals the figures lie. */
  MET,
  /** It does not hold, wherever they lie. */
  NOT_MET,
  /** What is known does not decide. */
  NOT_DECIDABLE;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** As tables write it. */
  public String code() {
    return code;
  }

  /** Whether a value compares with the threshold as it must. */
  static AssessmentVerdict of(Interval value, Criterion.Comparing comparing, Fraction threshold) {
    Interval passing =
        switch (comparing) {
          case BELOW -> new Interval(null, true, threshold, true);
          case AT_MOST -> new Interval(null, true, threshold, false);
          case ABOVE -> new Interval(threshold, true, null, true);
          case AT_LEAST -> new Interval(threshold, false, null, true);
        };
    if (value.isEmpty()) {
      return NOT_DECIDABLE;
    }
    if (value.excludes(passing)) {
      return NOT_MET;
    }
    return value.meet(passing).equals(value) ? MET : NOT_DECIDABLE;
  }

  /**
   * Of several criteria, of which so many must hold. One that is not known never counts as met.
   *
   * @param met how many are met
   * @param notMet how many are not met
   * @param of how many there are
   * @param atLeast how many must be met
   */
  static AssessmentVerdict of(int met, int notMet, int of, int atLeast) {
    if (met >= atLeast) {
      return MET;
    }
    return of - notMet < atLeast ? NOT_MET : NOT_DECIDABLE;
  }
}
