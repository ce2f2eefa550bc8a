package org.xiaokang.compare.measure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The trend of one series by ranks and medians: robust against outliers, no normal errors assumed;
 * the values are taken as independent over time. Work and memory grow with the square of the number
 * of years.
 */
public final class Trend {
  /** Up to so many years without ties p is exact, beyond from the normal distribution. */
  static final int EXACT = 50;

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private Trend() {}

  /**
   * A trend.
   *
   * @param slope median of the slopes of all pairs (Theil 1950; Sen 1968, JASA 63, 1379-1389), per
   *     year
   * @param intercept median value - slope * median year (Conover 1980): the line's value in year 0
   * @param low lower limit of the slope: order statistic (N - C) / 2 of the N slopes, C = z
   *     sqrt(var S), interpolated (Sen 1968; Gilbert 1987, section 16.5)
   * @param high upper limit: order statistic (N + C) / 2 + 1
   * @param statistic S, pairs that rise less pairs that fall (Mann 1945, Econometrica 13, 245-259;
   *     Kendall 1975)
   * @param z (S - sign S) / sqrt(var S), var S = (n(n-1)(2n+5) - sum over ties t(t-1)(2t+5)) / 18
   * @param p two-sided: exact by Kendall's distribution up to 50 years without ties, else from z
   */
  public record Result(
      Measured slope,
      Measured intercept,
      Measured low,
      Measured high,
      Measured statistic,
      Measured z,
      Measured p,
      int n) {}

  /**
   * When a target is reached.
   *
   * @param year decimal year
   * @param earliest at the faster limit of the slope
   * @param latest at the slower limit
   */
  public record Reach(Measured year, Measured earliest, Measured latest) {}

  /**
   * The trend of a series.
   *
   * @param years in any order, none twice
   * @param confidence of the slope's limits, between 0 and 1, such as 0.95
   * @param atLeast fewer years are refused
   */
  public static Result of(double[] years, double[] values, double confidence, int atLeast) {
    check(years, values);
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence " + confidence + " is not between 0 and 1");
    }
    int n = years.length;
    int needed = Math.max(2, atLeast);
    if (n < needed) {
      return none(Measured.none("needs at least %d years, has %d", needed, n), n);
    }
    int[] order = order(years);
    double[] slopes = new double[n * (n - 1) / 2];
    int pairs = 0;
    int s = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double apart = years[order[j]] - years[order[i]];
        if (apart == 0) {
          return none(Measured.none("year %s is there twice", years[order[i]]), n);
        }
        double change = values[order[j]] - values[order[i]];
        slopes[pairs++] = change / apart;
        s += (int) Math.signum(change);
      }
    }
    Arrays.sort(slopes);
    double slope = median(slopes);
    double intercept = median(sorted(values)) - slope * median(sorted(years));
    double variance = variance(values);
    boolean ties = variance < n * (n - 1.0) * (2 * n + 5) / 18;
    Measured none = Measured.none("all %d values are equal", n);
    double z = variance > 0 ? (s - Math.signum(s)) / Math.sqrt(variance) : 0;
    double p =
        ties || n > EXACT
            ? 2 * NORMAL.cumulativeProbability(-Math.abs(z))
            : KendallDistribution.twoSided(n, s);
    double reach = NORMAL.inverseCumulativeProbability(0.5 + confidence / 2) * Math.sqrt(variance);
    return new Result(
        Measured.of(slope),
        Measured.of(intercept),
        limit(slopes, (slopes.length - reach) / 2, confidence, n),
        limit(slopes, (slopes.length + reach) / 2 + 1, confidence, n),
        Measured.of(s),
        variance > 0 ? Measured.of(z) : none,
        variance > 0 ? Measured.of(Math.min(1, p)) : none,
        n);
  }

  /**
   * When the line through its value in the last year, with the trend's slope, meets the target.
   *
   * @param trend of these years and values
   * @param latestYear a later year is no answer and is refused with this bound
   * @return a year, or in words: reached already, never at this pace, later than the bound
   */
  public static Reach reach(
      Result trend,
      double[] years,
      double[] values,
      double target,
      boolean higherIsBetter,
      double latestYear) {
    check(years, values);
    if (trend.slope().number() == null || trend.intercept().number() == null) {
      return new Reach(trend.slope(), trend.slope(), trend.slope());
    }
    int[] order = order(years);
    double lastYear = years[order[years.length - 1]];
    double lastValue = values[order[years.length - 1]];
    double sign = higherIsBetter ? 1 : -1;
    if (sign * (lastValue - target) >= 0) {
      Measured reached =
          Measured.none(
              "reached already: %s in %s, target %s",
              text(lastValue), text(lastYear), text(target));
      return new Reach(reached, reached, reached);
    }
    double fitted = trend.intercept().number() + trend.slope().number() * lastYear;
    double gap = sign * (target - fitted);
    if (gap <= 0) {
      Measured unclear =
          Measured.none(
              "the trend's value in %s is at the target %s, the observed %s is not",
              text(lastYear), text(target), text(lastValue));
      return new Reach(unclear, unclear, unclear);
    }
    Measured faster = higherIsBetter ? trend.high() : trend.low();
    Measured slower = higherIsBetter ? trend.low() : trend.high();
    return new Reach(
        crossing(trend.slope(), sign, gap, lastYear, latestYear, "never at the present pace"),
        crossing(faster, sign, gap, lastYear, latestYear, "not even at the faster pace"),
        crossing(slower, sign, gap, lastYear, latestYear, "not at the slower pace"));
  }

  private static Measured crossing(
      Measured slope, double sign, double gap, double from, double latestYear, String never) {
    if (slope.number() == null) {
      return slope;
    }
    double pace = sign * slope.number();
    if (pace <= 0) {
      return Measured.none("%s: %s a year", never, text(slope.number()));
    }
    double year = from + gap / pace;
    return year <= latestYear
        ? Measured.of(year)
        : Measured.none("later than %s at %s a year", text(latestYear), text(slope.number()));
  }

  private static void check(double[] years, double[] values) {
    if (years.length != values.length) {
      throw new IllegalArgumentException(years.length + " years, " + values.length + " values");
    }
  }

  private static Result none(Measured none, int n) {
    return new Result(none, none, none, none, none, none, none, n);
  }

  private static int[] order(double[] years) {
    return IntStream.range(0, years.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> years[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static double variance(double[] values) {
    double[] sorted = sorted(values);
    double n = values.length;
    double sum = n * (n - 1) * (2 * n + 5);
    for (int i = 0; i < sorted.length; ) {
      int end = i;
      while (end < sorted.length && sorted[end] == sorted[i]) {
        end++;
      }
      double t = end - i;
      sum -= t * (t - 1) * (2 * t + 5);
      i = end;
    }
    return sum / 18;
  }

  /** The order statistic of this rank, from 1, between two ranks in proportion. */
  private static Measured limit(double[] sorted, double rank, double confidence, int n) {
    if (rank < 1 || rank > sorted.length) {
      return Measured.none("%d years are too few for limits at %s", n, confidence);
    }
    int below = (int) Math.floor(rank);
    double low = sorted[below - 1];
    double high = sorted[Math.min(below, sorted.length - 1)];
    return Measured.of(low + (rank - below) * (high - low));
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
