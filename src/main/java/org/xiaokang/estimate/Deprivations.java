package org.xiaokang.estimate;

import org.xiaokang.compare.measure.Outcome;

/**
 * Poverty in several dimensions: who is deprived in indicators that together weigh k or more is
 * poor. Rows are persons or households with weights; sums below are weighted.
 *
 * <p>Source: Alkire and Foster (2011), Counting and multidimensional poverty measurement, Journal
 * of Public Economics 95(7-8); Alkire et al. (2015), Multidimensional Poverty Measurement and
 * Analysis, chapters 5 and 8.
 */
public final class Deprivations {
  /** Scores are sums of weights: what differs from the cut-off by less has reached it. */
  private static final double SAME = 1e-9;

  private final boolean[][] deprived;
  private final double[] shares;
  private final double[] scores;
  private final boolean[] poor;
  private final WelfareSample sample;

  private Deprivations(
      boolean[][] deprived,
      double[] shares,
      double[] scores,
      boolean[] poor,
      WelfareSample sample) {
    this.deprived = deprived;
    this.shares = shares;
    this.scores = scores;
    this.poor = poor;
    this.sample = sample;
  }

  /**
   * A population.
   *
   * @param deprived by row, then by indicator
   * @param indicatorWeights above 0; only their proportions matter
   * @param cutoff k as a share of all indicators' weight, above 0 to 1; a row that reaches it is
   *     poor
   * @param weights of the rows, 0 or more
   */
  public static Outcome<Deprivations> of(
      boolean[][] deprived, double[] indicatorWeights, double cutoff, double[] weights) {
    double all = 0;
    for (double weight : indicatorWeights) {
      if (!(weight > 0)) {
        return Outcome.none("an indicator's weight must be above 0, one is %s", weight);
      }
      all += weight;
    }
    if (!(cutoff > 0 && cutoff <= 1)) {
      return Outcome.none("the cut-off must be a share above 0, up to 1; it is %s", cutoff);
    }
    double[] shares = new double[indicatorWeights.length];
    for (int j = 0; j < shares.length; j++) {
      shares[j] = indicatorWeights[j] / all;
    }
    double[] scores = new double[deprived.length];
    boolean[] poor = new boolean[deprived.length];
    for (int row = 0; row < scores.length; row++) {
      for (int j = 0; j < shares.length; j++) {
        scores[row] += deprived[row][j] ? shares[j] : 0;
      }
      poor[row] = scores[row] >= cutoff - SAME;
    }
    Outcome<WelfareSample> sample = WelfareSample.of(scores, weights);
    return sample.result() == null
        ? Outcome.none("%s", String.valueOf(sample.reason()))
        : Outcome.of(new Deprivations(deprived, shares, scores, poor, sample.result()));
  }

  /** The rows with their scores, as estimates refer to them. */
  public WelfareSample sample() {
    return sample;
  }

  private Linearised mean(RowValue own) {
    double sum = 0;
    for (int place = 0; place < sample.size(); place++) {
      sum += sample.weight(place) * own.of(sample.row(place));
    }
    double all = sample.weight();
    double mean = sum / all;
    return Linearised.of(mean, place -> (own.of(sample.row(place)) - mean) / all);
  }

  private interface RowValue {
    double of(int row);
  }

  /** H: the share of the population that is poor. */
  public Linearised headcount() {
    return mean(row -> poor[row] ? 1 : 0);
  }

  /** M0 = H A: the mean score, 0 of those who are not poor. */
  public Linearised adjustedHeadcount() {
    return mean(row -> poor[row] ? scores[row] : 0);
  }

  /** A: the mean score of the poor; none where nobody is. */
  public Outcome<Linearised> intensity() {
    Linearised headcount = headcount();
    return headcount.value() > 0
        ? Outcome.of(Linearised.ratio(adjustedHeadcount(), headcount))
        : Outcome.none("the intensity is that of the poor, and nobody is");
  }

  /** The share of the population that is deprived in an indicator, poor or not. */
  public Linearised uncensored(int indicator) {
    return mean(row -> deprived[row][indicator] ? 1 : 0);
  }

  /** The share of the population that is poor and deprived in an indicator. */
  public Linearised censored(int indicator) {
    return mean(row -> poor[row] && deprived[row][indicator] ? 1 : 0);
  }

  /** The part of M0 that an indicator is: its weight times its censored headcount, over M0. */
  public Outcome<Linearised> contribution(int indicator) {
    Linearised all = adjustedHeadcount();
    double share = shares[indicator];
    return all.value() > 0
        ? Outcome.of(
            Linearised.ratio(mean(row -> poor[row] && deprived[row][indicator] ? share : 0), all))
        : Outcome.none("indicators contribute to M0, and it is 0");
  }
}
