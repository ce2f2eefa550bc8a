package org.xiaokang.estimate;

import org.xiaokang.compare.measure.Outcome;

/** Which function a declared measure of households is. */
final class MicrodataFigures {
  private MicrodataFigures() {}

  /** A measure of welfare. */
  static Outcome<Linearised> ofWelfare(WelfareSample sample, Statistic statistic) {
    return switch (statistic.kind()) {
      case POPULATION -> Outcome.of(Linearised.of(sample.weight(), place -> 1));
      case MEAN -> Outcome.of(InequalityMeasures.mean(sample));
      case MEDIAN -> QuantileMeasures.quantile(sample, 0.5);
      case QUANTILE -> QuantileMeasures.quantile(sample, statistic.parameter(0));
      case QUANTILE_RATIO ->
          QuantileMeasures.ratio(sample, statistic.parameter(0), statistic.parameter(1));
      case QUANTILE_SHARE ->
          QuantileMeasures.share(sample, statistic.parameter(0), statistic.parameter(1));
      case SHARE_RATIO ->
          QuantileMeasures.shareRatio(sample, statistic.parameter(0), statistic.parameter(1));
      case LORENZ -> QuantileMeasures.lorenz(sample, statistic.parameter(0));
      case GINI -> InequalityMeasures.gini(sample);
      case THEIL_T -> InequalityMeasures.entropy(sample, 1);
      case MEAN_LOG_DEVIATION -> InequalityMeasures.entropy(sample, 0);
      case GENERALISED_ENTROPY -> InequalityMeasures.entropy(sample, statistic.parameter(0));
      case ATKINSON -> InequalityMeasures.atkinson(sample, statistic.parameter(0));
      default -> throw new IllegalArgumentException(statistic.kind() + " is none of welfare");
    };
  }

  /** A measure of welfare at a poverty line. */
  static Outcome<Linearised> atLine(WelfareSample sample, Statistic statistic, double line) {
    return switch (statistic.kind()) {
      case HEADCOUNT -> PovertyMeasures.fgt(sample, line, 0);
      case POVERTY_GAP -> PovertyMeasures.fgt(sample, line, 1);
      case SQUARED_POVERTY_GAP -> PovertyMeasures.fgt(sample, line, 2);
      case WATTS -> PovertyMeasures.watts(sample, line);
      case SEN -> PovertyMeasures.sen(sample, line);
      case SEN_SHORROCKS_THON -> PovertyMeasures.senShorrocksThon(sample, line);
      case RELATIVE_MEDIAN_GAP -> PovertyMeasures.relativeMedianGap(sample, line);
      case POVERTY_LINE -> Outcome.of(new Linearised(line, place -> 0, () -> 1));
      case POOR -> poor(sample, line);
      default -> throw new IllegalArgumentException(statistic.kind() + " has no line");
    };
  }

  /** The weight of the poor: a total, so that a row's influence is 1 or 0. */
  private static Outcome<Linearised> poor(WelfareSample sample, double line) {
    int poor = sample.placesBelow(line);
    return Outcome.of(
        new Linearised(
            sample.weightOfFirst(poor),
            place -> place < poor ? 1 : 0,
            () -> sample.density(line) * sample.weight()));
  }

  /**
   * A measure of deprivations.
   *
   * @param deprivation which one, of measures that are of one
   */
  static Outcome<Linearised> ofDeprivations(
      Deprivations all, Statistic statistic, int deprivation) {
    return switch (statistic.kind()) {
      case MULTIDIMENSIONAL_HEADCOUNT -> Outcome.of(all.headcount());
      case INTENSITY -> all.intensity();
      case ADJUSTED_HEADCOUNT -> Outcome.of(all.adjustedHeadcount());
      case MULTIDIMENSIONALLY_POOR -> Outcome.of(total(all, all.headcount()));
      case UNCENSORED_HEADCOUNT -> Outcome.of(all.uncensored(deprivation));
      case CENSORED_HEADCOUNT -> Outcome.of(all.censored(deprivation));
      case UNCENSORED_COUNT -> Outcome.of(total(all, all.uncensored(deprivation)));
      case CENSORED_COUNT -> Outcome.of(total(all, all.censored(deprivation)));
      case CONTRIBUTION -> all.contribution(deprivation);
      default -> throw new IllegalArgumentException(statistic.kind() + " is of no deprivations");
    };
  }

  /** A share times the population: the influence of a row is 1 or 0 again. */
  private static Linearised total(Deprivations all, Linearised share) {
    double weight = all.sample().weight();
    return Linearised.of(share.value() * weight, place -> share.at(place) * weight + share.value());
  }
}
