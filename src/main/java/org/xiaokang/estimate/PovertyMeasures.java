package org.xiaokang.estimate;

import org.xiaokang.compare.measure.Outcome;

/**
 * Poverty at a line z. Poor is who has less than z. In the formulas w_i is the weight of row i, x_i
 * its welfare, N the sum of the weights, q the weight of the poor. All are ratios, not percent.
 * Line and welfare are in one unit, and only their proportion matters.
 */
public final class PovertyMeasures {
  private PovertyMeasures() {}

  private static <T> Outcome<T> lineRefused(double line) {
    return Outcome.none("a poverty line must be above 0, it is %s", line);
  }

  private static boolean isLine(double line) {
    return line > 0 && !Double.isInfinite(line);
  }

  /**
   * FGT(alpha): sum over the poor of w ((z - x) / z)^alpha / N. alpha 0 is the headcount ratio, 1
   * the poverty gap, 2 the squared gap. Welfare below 0 counts as a gap of more than 1.
   *
   * <p>Source: Foster, Greer and Thorbecke (1984), Econometrica 52(3). Influence: (g - P) / N; by
   * the line: the density at z for alpha 0, else alpha (P(alpha - 1) - P(alpha)) / z (Deville 1999;
   * Osier 2009, Survey Research Methods 3(3)).
   *
   * @param alpha 0, 1 or more
   */
  public static Outcome<Linearised> fgt(WelfareSample sample, double line, double alpha) {
    if (!isLine(line)) {
      return lineRefused(line);
    }
    int poor = sample.placesBelow(line);
    double all = sample.weight();
    double value = sumOfGaps(sample, poor, line, alpha) / all;
    return Outcome.of(
        new Linearised(
            value,
            place -> ((place < poor ? gap(sample.value(place), line, alpha) : 0) - value) / all,
            () ->
                alpha == 0
                    ? sample.density(line)
                    : alpha / line * (sumOfGaps(sample, poor, line, alpha - 1) / all - value)));
  }

  private static double gap(double welfare, double line, double alpha) {
    double gap = (line - welfare) / line;
    if (alpha == 0) {
      return 1;
    }
    return alpha == 1 ? gap : alpha == 2 ? gap * gap : Math.pow(gap, alpha);
  }

  private static double sumOfGaps(WelfareSample sample, int poor, double line, double alpha) {
    if (alpha == 0) {
      return sample.weightOfFirst(poor);
    }
    double sum = 0;
    for (int place = 0; place < poor; place++) {
      sum += sample.weight(place) * gap(sample.value(place), line, alpha);
    }
    return sum;
  }

  /**
   * The Watts index: sum over the poor of w ln(z / x) / N; from 0. The poor need welfare above 0.
   *
   * <p>Source: Watts (1968), An economic definition of poverty; influence (ln(z / x) - P) / N, by
   * the line H / z.
   */
  public static Outcome<Linearised> watts(WelfareSample sample, double line) {
    if (!isLine(line)) {
      return lineRefused(line);
    }
    int without = sample.placesUpTo(0);
    double weightWithout = sample.weightOfFirst(without);
    if (weightWithout > 0) {
      return Outcome.none(
          "the Watts index needs welfare above 0, %d rows with %.4g %% of the weight have less",
          without, 100 * weightWithout / sample.weight());
    }
    int poor = sample.placesBelow(line);
    double all = sample.weight();
    double sum = 0;
    for (int place = without; place < poor; place++) {
      sum += sample.weight(place) * Math.log(line / sample.value(place));
    }
    double value = sum / all;
    return Outcome.of(
        new Linearised(
            value,
            place ->
                ((place < poor && sample.value(place) > 0
                            ? Math.log(line / sample.value(place))
                            : 0)
                        - value)
                    / all,
            () -> sample.weightOfFirst(poor) / all / line));
  }

  /**
   * The Sen index: H G + PG (1 - G) with H the headcount ratio, PG the poverty gap, G the Gini
   * index of welfare among the poor: H (I + (1 - I) G), I the mean gap of the poor.
   *
   * <p>Source: Sen (1976), Poverty: an ordinal approach to measurement, Econometrica 44(2), for
   * large numbers. The influence is that of the three parts.
   */
  public static Outcome<Linearised> sen(WelfareSample sample, double line) {
    Outcome<Linearised> headcount = fgt(sample, line, 0);
    Outcome<Linearised> gap = fgt(sample, line, 1);
    if (headcount.result() == null || gap.result() == null) {
      return headcount;
    }
    Linearised h = headcount.result();
    Linearised pg = gap.result();
    int poor = sample.placesBelow(line);
    if (sample.weightOfFirst(poor) == 0) {
      return Outcome.of(new Linearised(0, place -> 0, () -> 0));
    }
    Outcome<GiniOfFirst> among = GiniOfFirst.of(sample, poor);
    GiniOfFirst gini = among.result();
    if (gini == null) {
      return Outcome.none("the Sen index: %s", String.valueOf(among.reason()));
    }
    double g = gini.value();
    double ofGini = h.value() - pg.value();
    return Outcome.of(
        new Linearised(
            h.value() * g + pg.value() * (1 - g),
            place ->
                g * h.at(place)
                    + (1 - g) * pg.at(place)
                    + (place < poor ? ofGini * gini.influence(place) : 0),
            () -> {
              double density = h.lineSlope().getAsDouble();
              return g * density
                  + (1 - g) * pg.lineSlope().getAsDouble()
                  + ofGini * gini.influenceOfRichest(line) * density * sample.weight();
            }));
  }

  /**
   * The Sen-Shorrocks-Thon index: PG (1 + G), G the Gini index of the gaps of the whole population,
   * 0 of those who are not poor; 0 to 1.
   *
   * <p>Source: Shorrocks (1995), Revisiting the Sen poverty index, Econometrica 63(5); Xu and
   * Osberg (2002), Canadian Journal of Economics 35(1). By the line it is derived over steps of
   * 1e-4 z.
   */
  public static Outcome<Linearised> senShorrocksThon(WelfareSample sample, double line) {
    if (!isLine(line)) {
      return lineRefused(line);
    }
    double value = thon(sample, line);
    int poor = sample.placesBelow(line);
    double all = sample.weight();
    WelfareSample.Ranks ranks = sample.ranks();
    double step = 1e-4 * line;
    return Outcome.of(
        new Linearised(
            value,
            place -> {
              double rank = ranks.weight()[place];
              double welfareBelow = ranks.welfare()[place];
              double gapsBelow =
                  place < poor
                      ? rank - welfareBelow / line
                      : sample.weightOfFirst(poor) - sample.welfareOfFirst(poor) / line;
              double own = place < poor ? gap(sample.value(place), line, 1) : 0;
              // its own term; the N - R of those below it; N squared
              return 2 * (own * (all - rank) + gapsBelow - all * value) / (all * all);
            },
            () -> (thon(sample, line + step) - thon(sample, line - step)) / (2 * step)));
  }

  /** PG (1 + G) = 2 sum w g (N - R) / N^2, R the middle rank from the poorest. */
  private static double thon(WelfareSample sample, double line) {
    int poor = sample.placesBelow(line);
    double all = sample.weight();
    double below = 0;
    double sum = 0;
    for (int place = 0; place < poor; place++) {
      double weight = sample.weight(place);
      sum += weight * gap(sample.value(place), line, 1) * (all - below - weight / 2);
      below += weight;
    }
    return 2 * sum / (all * all);
  }

  /**
   * Eurostat's relative median gap: (z - m) / z with m the median of those below z, by the rule of
   * {@link WelfareSample#quantile}. Nothing where nobody is below.
   *
   * <p>Source: Eurostat, Regulation 1980/2003; influence after Osier (2009): m moves as (F(z) / 2 -
   * F(m)) / f(m).
   */
  public static Outcome<Linearised> relativeMedianGap(WelfareSample sample, double line) {
    if (!isLine(line)) {
      return lineRefused(line);
    }
    int poor = sample.placesBelow(line);
    if (sample.weightOfFirst(poor) == 0) {
      return Outcome.none("the relative median gap needs someone below the line of %s", line);
    }
    double all = sample.weight();
    double median = sample.quantileOfFirst(poor, 0.5);
    int upTo = sample.placesUpTo(median);
    double belowLine = sample.weightOfFirst(poor) / all;
    double belowMedian = sample.weightOfFirst(upTo) / all;
    double[] density = {Double.NaN};
    return Outcome.of(
        new Linearised(
            (line - median) / line,
            place -> {
              double ofLine = (place < poor ? 1 : 0) - belowLine;
              double ofMedian = (place < upTo ? 1 : 0) - belowMedian;
              return -(ofLine / 2 - ofMedian) / (at(density, sample, median) * all) / line;
            },
            () ->
                median / (line * line)
                    - sample.density(line) / at(density, sample, median) / 2 / line));
  }

  private static double at(double[] known, WelfareSample sample, double value) {
    if (Double.isNaN(known[0])) {
      known[0] = sample.density(value);
    }
    return known[0];
  }
}
