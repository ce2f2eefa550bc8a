package org.xiaokang.quality;

import java.util.Optional;
import org.xiaokang.quality.Judgement.Expected;

/**
 * A value too far from others.
 *
 * @param expected the value and the range around the others' median
 * @param spread the others
 */
record Outlier(Expected expected, Spread spread) {
  /** Nothing where the value is near enough. */
  static Optional<Outlier> of(Value value, Spread spread, double reach) {
    Expected expected =
        new Expected(value.value(), spread.median() - reach, spread.median() + reach);
    return expected.isBroken() ? Optional.of(new Outlier(expected, spread)) : Optional.empty();
  }

  /** How far from what. */
  String message(String others) {
    double distance = Math.abs(expected.value() - spread.median());
    String median = Judgement.number(spread.median());
    return spread.deviation() > 0
        ? "%s robust deviations from %s, the median of %d %s"
            .formatted(
                Judgement.number(distance / spread.deviation()), median, spread.count(), others)
        : "differs from %s, which all %d %s are".formatted(median, spread.count(), others);
  }
}
