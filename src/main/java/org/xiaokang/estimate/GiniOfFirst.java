package org.xiaokang.estimate;

import org.xiaokang.compare.measure.Outcome;

/**
 * The Gini index of the poorest places of a sample, which may be all.
 *
 * @see InequalityMeasures#gini
 */
final class GiniOfFirst {
  private final WelfareSample sample;
  private final double value;
  private final double weight;
  private final double welfare;

  private GiniOfFirst(WelfareSample sample, double value, double weight, double welfare) {
    this.sample = sample;
    this.value = value;
    this.weight = weight;
    this.welfare = welfare;
  }

  static Outcome<GiniOfFirst> of(WelfareSample sample, int places) {
    double weight = sample.weightOfFirst(places);
    double welfare = sample.welfareOfFirst(places);
    if (sample.value(0) < 0) {
      return Outcome.none(
          "the Gini needs welfare of 0 or more, the smallest is %s", sample.value(0));
    }
    if (!(welfare > 0)) {
      return Outcome.none("the Gini needs a mean above 0, it is %s", welfare / weight);
    }
    double sum = 0;
    for (int place = 0; place < places; place++) {
      double own = sample.weight(place);
      sum += own * sample.value(place) * (2 * sample.weightOfFirst(place) + own - weight);
    }
    return Outcome.of(
        new GiniOfFirst(sample, Math.max(0, sum / (weight * welfare)), weight, welfare));
  }

  double value() {
    return value;
  }

  /** What a place among them does to it. */
  double influence(int place) {
    return influence(
        sample.value(place),
        sample.ranks().weight()[place],
        welfare - sample.ranks().welfare()[place]);
  }

  /** What one more does to it who has more than all of them. */
  double influenceOfRichest(double itsWelfare) {
    return influence(itsWelfare, weight, 0);
  }

  private double influence(double own, double rank, double welfareAbove) {
    return (2 * (own * rank + welfareAbove) - (value + 1) * (welfare + weight * own))
        / (weight * welfare);
  }
}
