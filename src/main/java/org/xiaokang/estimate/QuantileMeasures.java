package org.xiaokang.estimate;

import org.xiaokang.compare.measure.Outcome;

/**
 * Quantiles, what lies between them, and the Lorenz curve of a sample. Q(p) is the quantile by the
 * rule of {@link WelfareSample#quantile}, N the sum of the weights, T that of weighted welfare, f
 * the density.
 */
public final class QuantileMeasures {
  private QuantileMeasures() {}

  private static boolean isShare(double p) {
    return p > 0 && p < 1;
  }

  /**
   * The quantile, in the unit of welfare; influence -(1(x <= Q) - p) / (f(Q) N) (Deville 1999;
   * Osier 2009).
   *
   * @param p above 0, below 1
   */
  public static Outcome<Linearised> quantile(WelfareSample sample, double p) {
    if (!isShare(p)) {
      return Outcome.none("a quantile needs a share above 0 and below 1, it is %s", p);
    }
    double value = sample.quantile(p);
    int upTo = sample.placesUpTo(value);
    double[] density = {Double.NaN};
    return Outcome.of(
        Linearised.of(
            value,
            place -> {
              if (Double.isNaN(density[0])) {
                density[0] = sample.density(value);
              }
              double own = (place < upTo ? 1 : 0) - p;
              return density[0] == 0 ? 0 : -own / (density[0] * sample.weight());
            }));
  }

  /**
   * One quantile over another, as 0.9 over 0.1 for P90/P10.
   *
   * @return none where the lower one is not above 0
   */
  public static Outcome<Linearised> ratio(WelfareSample sample, double upper, double lower) {
    Linearised over = quantile(sample, upper).result();
    Linearised under = quantile(sample, lower).result();
    if (over == null || under == null || !(lower < upper)) {
      return Outcome.none(
          "the quantile ratio needs 0 < lower < upper < 1, has lower %s and upper %s",
          lower, upper);
    }
    return under.value() > 0
        ? Outcome.of(Linearised.ratio(over, under))
        : Outcome.none(
            "the quantile ratio needs a lower quantile above 0, it is %s", under.value());
  }

  /** Welfare of those above Q(from) and up to Q(to); influence without any density (Osier 2009). */
  private static Linearised total(WelfareSample sample, double from, double to) {
    double low = from == 0 ? Double.NEGATIVE_INFINITY : sample.quantile(from);
    double high = to == 1 ? Double.POSITIVE_INFINITY : sample.quantile(to);
    int first = from == 0 ? 0 : sample.placesUpTo(low);
    int end = to == 1 ? sample.size() : sample.placesUpTo(high);
    double value = sample.welfareOfFirst(end) - sample.welfareOfFirst(first);
    return Linearised.of(
        value,
        place -> {
          double upTo =
              to == 1
                  ? sample.value(place)
                  : (place < end ? sample.value(place) - high : 0) + high * to;
          double below =
              from == 0 ? 0 : (place < first ? sample.value(place) - low : 0) + low * from;
          return upTo - below;
        });
  }

  /**
   * The share of all welfare that those above the quantile {@code from} and up to the quantile
   * {@code to} have; from 0 and to 1 are the ends. 0 and 0.2: the poorest fifth. A ratio.
   */
  public static Outcome<Linearised> share(WelfareSample sample, double from, double to) {
    if (!(from >= 0 && from < to && to <= 1)) {
      return Outcome.none("a quantile share needs 0 <= from < to <= 1, has %s and %s", from, to);
    }
    if (!(sample.welfare() > 0)) {
      return Outcome.none("a share of welfare needs a mean above 0, it is %s", sample.mean());
    }
    return Outcome.of(Linearised.ratio(total(sample, from, to), total(sample, 0, 1)));
  }

  /**
   * The welfare of the richest over that of the poorest, as Eurostat's S80/S20: that above the
   * quantile {@code upper} over that up to the quantile {@code lower}.
   */
  public static Outcome<Linearised> shareRatio(WelfareSample sample, double upper, double lower) {
    if (!isShare(lower) || !isShare(upper) || lower > upper) {
      return Outcome.none(
          "the share ratio needs 0 < lower <= upper < 1, has lower %s and upper %s", lower, upper);
    }
    Linearised poorest = total(sample, 0, lower);
    return poorest.value() > 0
        ? Outcome.of(Linearised.ratio(total(sample, upper, 1), poorest))
        : Outcome.none("the poorest have a welfare of %s; a ratio needs more", poorest.value());
  }

  /**
   * The Lorenz curve: the share of all welfare that the poorest {@code p} have, a row that crosses
   * p counted in part. A ratio. Influence (x 1(x <= Q) - Q (1(x <= Q) - p) - L x) / T.
   *
   * @param p 0 to 1
   */
  public static Outcome<Linearised> lorenz(WelfareSample sample, double p) {
    if (!(p >= 0 && p <= 1) || !(sample.welfare() > 0)) {
      return Outcome.none(
          "a point of the Lorenz curve needs a share from 0 to 1 and a mean above 0, has %s and %s",
          p, sample.mean());
    }
    if (p == 0 || p == 1) {
      return Outcome.of(Linearised.of(p, place -> 0));
    }
    double all = sample.welfare();
    double quantile = sample.quantile(p);
    int whole = sample.placesBelow(quantile);
    double rest = p * sample.weight() - sample.weightOfFirst(whole);
    double value = (sample.welfareOfFirst(whole) + rest * quantile) / all;
    int upTo = sample.placesUpTo(quantile);
    return Outcome.of(
        Linearised.of(
            value,
            place -> {
              double own = place < upTo ? sample.value(place) - quantile : 0;
              return (own + quantile * p - value * sample.value(place)) / all;
            }));
  }
}
