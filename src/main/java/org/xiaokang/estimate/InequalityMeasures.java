package org.xiaokang.estimate;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.xiaokang.compare.measure.Outcome;

/**
 * Inequality among persons or households, and the mean. The values are those of {@link
 * org.xiaokang.compare.measure.Inequality} with the weights of a sample; here each comes with the
 * influence of every row. In the formulas r = x / mean, N is the sum of the weights.
 */
public final class InequalityMeasures {
  private InequalityMeasures() {}

  /** The weighted mean; influence (x - mean) / N. */
  public static Linearised mean(WelfareSample sample) {
    double mean = sample.mean();
    double all = sample.weight();
    return Linearised.of(mean, place -> (sample.value(place) - mean) / all);
  }

  /**
   * The Gini index with the weights' own correction: (2 sum(w x W) - sum(w^2 x)) / (sum w sum(w x))
   * - 1, W the cumulative weight; 0 to 1. Welfare of 0 or more.
   *
   * <p>Source: Eurostat's formula as in Alfons and Templ (2013); influence (2 (x R + T_above) - (G
   * + 1) (T + N x)) / (N T), R the middle rank, T the sum of welfare (Langel and Tillé 2013,
   * Journal of the Royal Statistical Society A 176(2)).
   */
  public static Outcome<Linearised> gini(WelfareSample sample) {
    Outcome<GiniOfFirst> outcome = GiniOfFirst.of(sample, sample.size());
    GiniOfFirst gini = outcome.result();
    return gini == null
        ? Outcome.none("%s", String.valueOf(outcome.reason()))
        : Outcome.of(Linearised.of(gini.value(), gini::influence));
  }

  /**
   * Generalised entropy: (mean of r^alpha - 1) / (alpha (alpha - 1)); alpha 0 is the mean log
   * deviation (Theil L), 1 the Theil T index, 2 half the squared coefficient of variation. alpha of
   * 0 or less needs welfare above 0, a higher one 0 or more.
   *
   * <p>Source: Shorrocks (1980), Econometrica 48(3); influence by the derivatives of the two means
   * that it is a function of (Biewen and Jenkins 2006, Oxford Bulletin of Economics and Statistics
   * 68(3)).
   */
  public static Outcome<Linearised> entropy(WelfareSample sample, double alpha) {
    if (!Double.isFinite(alpha)) {
      return Outcome.none("generalised entropy needs a number for alpha, it is %s", alpha);
    }
    String refused = refused(sample, alpha > 0);
    if (!refused.isEmpty()) {
      return Outcome.none("the generalised entropy with alpha %s %s", alpha, refused);
    }
    double mean = sample.mean();
    double all = sample.weight();
    if (alpha == 0) {
      double value = -average(sample, x -> Math.log(x / mean));
      return Outcome.of(
          Linearised.of(
              value,
              place -> {
                double ratio = sample.value(place) / mean;
                return ratio > 0 ? (-Math.log(ratio) - value + (ratio - 1)) / all : 0;
              }));
    }
    if (alpha == 1) {
      double value = average(sample, x -> x == 0 ? 0 : x / mean * Math.log(x / mean));
      return Outcome.of(
          Linearised.of(
              value,
              place -> {
                double ratio = sample.value(place) / mean;
                double own = ratio == 0 ? 0 : ratio * Math.log(ratio);
                return (own - value - (1 + value) * (ratio - 1)) / all;
              }));
    }
    double power = average(sample, x -> Math.pow(x / mean, alpha));
    double scale = alpha * (alpha - 1);
    return Outcome.of(
        Linearised.of(
            (power - 1) / scale,
            place -> {
              double ratio = sample.value(place) / mean;
              double own = ratio == 0 && alpha < 0 ? 0 : Math.pow(ratio, alpha);
              return (own - power - alpha * power * (ratio - 1)) / scale / all;
            }));
  }

  /**
   * The Atkinson index: 1 - (mean of r^(1 - epsilon))^(1 / (1 - epsilon)); epsilon 1: 1 - exp(mean
   * of ln r); 0 to 1. From epsilon 1 on it needs welfare above 0.
   *
   * <p>Source: Atkinson (1970), Journal of Economic Theory 2(3); influence as Biewen and Jenkins
   * (2006).
   *
   * @param epsilon the aversion to inequality, above 0
   */
  public static Outcome<Linearised> atkinson(WelfareSample sample, double epsilon) {
    if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
      return Outcome.none("the Atkinson index needs an epsilon above 0, it is %s", epsilon);
    }
    double power = 1 - epsilon;
    String refused = refused(sample, power > 0);
    if (!refused.isEmpty()) {
      return Outcome.none("the Atkinson index with epsilon %s %s", epsilon, refused);
    }
    double mean = sample.mean();
    double all = sample.weight();
    if (epsilon == 1) {
      double logs = average(sample, x -> Math.log(x / mean));
      double level = Math.exp(logs);
      return Outcome.of(
          Linearised.of(
              1 - level,
              place -> {
                double ratio = sample.value(place) / mean;
                return ratio > 0 ? -level * (Math.log(ratio) - logs - (ratio - 1)) / all : 0;
              }));
    }
    double average = average(sample, x -> Math.pow(x / mean, power));
    double slope = Math.pow(average, epsilon / power) / power;
    return Outcome.of(
        Linearised.of(
            1 - Math.pow(average, 1 / power),
            place -> {
              double ratio = sample.value(place) / mean;
              double own = ratio == 0 && power < 0 ? 0 : Math.pow(ratio, power);
              return -slope * (own - average - power * average * (ratio - 1)) / all;
            }));
  }

  private static String refused(WelfareSample sample, boolean zeroIsFine) {
    int without = zeroIsFine ? sample.placesBelow(0) : sample.placesUpTo(0);
    double weight = sample.weightOfFirst(without);
    if (weight > 0) {
      return String.format(
          Locale.ROOT,
          "needs welfare %s, the smallest is %s and %.4g %% of the weight have none such",
          zeroIsFine ? "of 0 or more" : "above 0",
          sample.value(0),
          100 * weight / sample.weight());
    }
    return sample.mean() > 0 ? "" : "needs a mean above 0, it is " + sample.mean();
  }

  /** The weighted mean of a function; rows without weight do not matter. */
  private static double average(WelfareSample sample, DoubleUnaryOperator function) {
    double sum = 0;
    for (int place = 0; place < sample.size(); place++) {
      double weight = sample.weight(place);
      sum += weight == 0 ? 0 : weight * function.applyAsDouble(sample.value(place));
    }
    return sum / sample.weight();
  }
}
