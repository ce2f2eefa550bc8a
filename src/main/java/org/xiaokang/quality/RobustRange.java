package org.xiaokang.quality;

import java.util.Optional;
import org.xiaokang.config.Gate.Limits;

/**
 * The values not too far from others.
 *
 * @param spread the others
 * @param range around their median
 */
record RobustRange(Spread spread, ExpectedRange range) {
  /** Empty where the others, all 0, tell no range. */
  static Optional<RobustRange> of(Spread spread, Limits limits) {
    return spread
        .reach(limits)
        .map(reach -> new RobustRange(spread, ExpectedRange.around(spread.median(), reach)));
  }

  /** How far a value is from what. */
  String message(double value, String others) {
    String median = SixDigits.text(spread.median());
    if (spread.deviation() > 0) {
      double distance = Math.abs(value - spread.median()) / spread.deviation();
      return "%s robust deviations from %s, the median of %s %s"
          .formatted(SixDigits.text(distance), median, others(), others);
    }
    return "differs from %s, which all %s %s are".formatted(median, others(), others);
  }

  private String others() {
    return Integer.toString(spread.count());
  }
}
