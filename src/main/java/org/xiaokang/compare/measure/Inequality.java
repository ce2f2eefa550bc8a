package org.xiaokang.compare.measure;

import org.xiaokang.compare.measure.Sample.Floor;

/**
 * How unequal regions are. Arrays hold one entry per region; a region's weight is above 0, its
 * population as a rule, 1 for all when regions count alike. Only the weights' proportions matter.
 * In the formulas p_i is the region's share of the weights, x_i its value, mu = sum p_i x_i, r_i =
 * x_i / mu.
 *
 * <p>All measures but {@link #deviationOfLogs} are free of the unit of the values. 0 means that all
 * regions are equal; {@link #quantileRatio} is then 1. They need at least 2 regions, and say so, as
 * they say what else they miss. The order of the regions does not matter, not even to the last
 * digit.
 */
public final class Inequality {
  private Inequality() {}

  /**
   * The Gini index: sum_ij p_i p_j |x_i - x_j| / (2 mu), 0 to 1 - the smallest p_i. Values of 0 or
   * more: with negative ones it could exceed 1.
   *
   * <p>Source: Gini (1914); the weighted form as in Lerman and Yitzhaki (1989), Journal of
   * Econometrics 42.
   */
  public static Measured gini(double[] values, double[] weights) {
    return gini(Sample.of(values, weights));
  }

  static Measured gini(Sample sample) {
    return sample.measure("the Gini", Floor.ZERO, Inequality::giniOf);
  }

  /**
   * sum_i p_i (x_i - mu) (2 F_i - p_i - 1) / mu over sorted values, F_i the sum of p up to i: the
   * same double sum without walking over pairs.
   */
  private static double giniOf(Sample sample) {
    if (sample.smallest() == sample.largest()) {
      return 0;
    }
    Sum below = new Sum();
    Sum sum = new Sum();
    for (int i = 0; i < sample.size(); i++) {
      double share = sample.share(i);
      double rank = 2 * below.value() + share - 1;
      sum.add(share * rank * (sample.value(i) / sample.mean() - 1));
      below.add(share);
    }
    return Math.max(0, sum.value());
  }

  /**
   * The Gini index as an estimate from a sample of regions that count alike: n / (n - 1) times
   * {@link #gini}, 0 to 1.
   *
   * <p>Source: Deltas (2003), Review of Economics and Statistics 85(1).
   */
  public static Measured giniSample(double[] values) {
    double n = values.length;
    return Sample.of(values)
        .measure("the Gini", Floor.ZERO, sample -> giniOf(sample) * n / (n - 1));
  }

  /**
   * Generalised entropy: sum p_i (r_i^alpha - 1) / (alpha (alpha - 1)). In the limit alpha 0 is the
   * Theil L or mean log deviation, -sum p_i ln r_i; alpha 1 the Theil T, sum p_i r_i ln r_i; alpha
   * 2 half the square of {@link #variation}. The lower alpha, the more the poorest regions count.
   * alpha of 0 or less needs values above 0, a higher one values of 0 or more (0 ln 0 is 0).
   *
   * <p>Source: Shorrocks (1980), The class of additively decomposable inequality measures,
   * Econometrica 48(3).
   */
  public static Measured generalisedEntropy(double[] values, double[] weights, double alpha) {
    return entropy(Sample.of(values, weights), alpha);
  }

  static Measured entropy(Sample sample, double alpha) {
    String name = entropyName(alpha);
    return Double.isFinite(alpha)
        ? sample.measure(name, entropyFloor(alpha), known -> entropyOf(known, alpha))
        : Measured.none("generalised entropy needs a number for alpha, it is %s", alpha);
  }

  static String entropyName(double alpha) {
    if (alpha == 0) {
      return "the Theil L";
    }
    return alpha == 1 ? "the Theil T" : "the generalised entropy with alpha " + alpha;
  }

  static Floor entropyFloor(double alpha) {
    return alpha > 0 ? Floor.ZERO : Floor.ABOVE_ZERO;
  }

  private static double entropyOf(Sample sample, double alpha) {
    return sample.smallest() == sample.largest()
        ? 0
        : sample.average(value -> entropyTerm(value / sample.mean(), alpha));
  }

  /**
   * What a region of weight 1 adds to the generalised entropy: (r^alpha - 1 - alpha (r - 1)) /
   * (alpha (alpha - 1)), the limits r - 1 - ln r and r ln r - r + 1. The term in r - 1 adds up to 0
   * over all regions; with it no region adds less than 0, and nearly equal regions lose no digits.
   */
  static double entropyTerm(double ratio, double alpha) {
    double excess = ratio - 1;
    double log = Math.log(ratio);
    double term;
    if (alpha == 0) {
      term = excess - log;
    } else if (alpha == 1) {
      term = (ratio == 0 ? 0 : ratio * log) - excess;
    } else if (alpha < 0.5) {
      term = (Math.expm1(alpha * log) - alpha * excess) / (alpha * (alpha - 1));
    } else {
      double power = ratio == 0 ? 0 : ratio * Math.expm1((alpha - 1) * log);
      term = (power - (alpha - 1) * excess) / (alpha * (alpha - 1));
    }
    return Math.max(0, term);
  }

  /**
   * The Atkinson index: 1 - (sum p_i r_i^(1 - epsilon))^(1 / (1 - epsilon)); epsilon 1 is 1 -
   * exp(sum p_i ln r_i). The share of all income that could be given up, were the rest equal,
   * without loss of welfare; 0 to 1. epsilon, of 0 or more, is the aversion to inequality. From
   * epsilon 1 on it needs values above 0.
   *
   * <p>Source: Atkinson (1970), On the measurement of inequality, Journal of Economic Theory 2(3).
   */
  public static Measured atkinson(double[] values, double[] weights, double epsilon) {
    if (!(epsilon >= 0) || Double.isInfinite(epsilon)) {
      return Measured.none("the Atkinson index needs an epsilon of 0 or more, it is %s", epsilon);
    }
    double power = 1 - epsilon;
    return Sample.of(values, weights)
        .measure(
            "the Atkinson index with epsilon " + epsilon,
            entropyFloor(power),
            sample -> atkinsonOf(entropyOf(sample, power), power));
  }

  /** sum p r^power is 1 + power (power - 1) GE(power). */
  private static double atkinsonOf(double entropy, double power) {
    double log = power == 0 ? -entropy : Math.log1p(power * (power - 1) * entropy) / power;
    return Double.isFinite(entropy) ? Math.max(0, -Math.expm1(log)) : entropy;
  }

  /**
   * The coefficient of variation: sqrt(sum p_i (x_i - mu)^2) / mu, from 0; weighted by population
   * it is Williamson's index. Needs a mean above 0.
   *
   * <p>Source: Williamson (1965), Regional inequality and the process of national development,
   * Economic Development and Cultural Change 13(4), V_w.
   */
  public static Measured variation(double[] values, double[] weights) {
    return Sample.of(values, weights)
        .measure("the coefficient of variation", Floor.MEAN_ABOVE_ZERO, Inequality::variationOf);
  }

  /**
   * The coefficient of variation of a sample of regions that count alike: the standard deviation
   * with n - 1, over the mean. Needs a mean above 0.
   */
  public static Measured variationSample(double[] values) {
    double n = values.length;
    return Sample.of(values)
        .measure(
            "the coefficient of variation",
            Floor.MEAN_ABOVE_ZERO,
            sample -> variationOf(sample) * Math.sqrt(n / (n - 1)));
  }

  private static double variationOf(Sample sample) {
    return sample.smallest() == sample.largest()
        ? 0
        : Math.sqrt(sample.average(value -> Math.pow(value / sample.mean() - 1, 2)));
  }

  /**
   * The Hoover index: sum p_i |x_i - mu| / (2 mu), the share of all income that would have to move
   * for all to be equal; 0 to 1. Values of 0 or more.
   *
   * <p>Source: Hoover (1936), The measurement of industrial localization, Review of Economics and
   * Statistics 18(4).
   */
  public static Measured hoover(double[] values, double[] weights) {
    return Sample.of(values, weights)
        .measure(
            "the Hoover index",
            Floor.ZERO,
            sample ->
                sample.smallest() == sample.largest()
                    ? 0
                    : sample.average(value -> Math.abs(value / sample.mean() - 1)) / 2);
  }

  /**
   * One quantile over another, such as 0.9 over 0.1: how many times as much the region near the top
   * has. Values of 0 or more, and a lower quantile above 0.
   *
   * <p>The quantile rule: the k-th smallest value stands at (F_k - p_k / 2 - p_1 / 2) / (1 - p_1 /
   * 2 - p_n / 2), F_k the sum of p up to k, so that the smallest stands at 0 and the largest at 1;
   * between two values it is interpolated on a straight line. With equal weights that is (k - 1) /
   * (n - 1), type 7 of Hyndman and Fan (1996), The American Statistician 50(4), the rule of R and
   * numpy.
   *
   * @param upper 0 to 1, above {@code lower}
   * @param lower 0 to 1
   */
  public static Measured quantileRatio(
      double[] values, double[] weights, double upper, double lower) {
    if (!(lower >= 0 && lower < upper && upper <= 1)) {
      return Measured.none(
          "the quantile ratio needs 0 <= lower < upper <= 1, has lower %s and upper %s",
          lower, upper);
    }
    Sample sample = Sample.of(values, weights);
    Measured top = sample.measure("the quantile ratio", Floor.ZERO, s -> quantile(s, upper));
    Measured bottom = sample.measure("the quantile ratio", Floor.ZERO, s -> quantile(s, lower));
    Double over = top.number();
    Double under = bottom.number();
    if (over == null || under == null) {
      return top;
    }
    return under > 0
        ? Sample.shown("the quantile ratio", over / under)
        : Measured.none("the quantile ratio needs a lower quantile above 0, it is %s", under);
  }

  /** The quantile by the rule of {@link #quantileRatio}, of at least 1 region. */
  static double quantile(Sample sample, double at) {
    int last = sample.size() - 1;
    double ends = sample.weight(0) / 2 + sample.weight(last) / 2;
    double target = at * (sample.weight() - ends);
    Sum place = new Sum();
    for (int k = 1; k <= last; k++) {
      double from = place.value();
      double step = sample.weight(k - 1) / 2 + sample.weight(k) / 2;
      place.add(step);
      if (target < place.value()) {
        double rest = Math.max(0, (target - from) / step);
        return sample.value(k - 1) + rest * (sample.value(k) - sample.value(k - 1));
      }
    }
    return sample.largest();
  }

  /**
   * The standard deviation of logarithms: sqrt(sum p_i (ln x_i - m)^2) with m = sum p_i ln x_i,
   * from 0; the measure of sigma convergence. Values above 0. Unlike the others it can fall when a
   * rich region gains from a poorer one.
   *
   * <p>Source: Barro and Sala-i-Martin (1992), Convergence, Journal of Political Economy 100(2).
   */
  public static Measured deviationOfLogs(double[] values, double[] weights) {
    return Sample.of(values, weights)
        .measure(
            "the standard deviation of logarithms",
            Floor.ABOVE_ZERO,
            sample -> {
              double mean = sample.average(Math::log);
              return sample.smallest() == sample.largest()
                  ? 0
                  : Math.sqrt(sample.average(x -> (Math.log(x) - mean) * (Math.log(x) - mean)));
            });
  }
}
