package org.xiaokang.compare.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Beta and sigma convergence of regions. */
public final class Convergence {
  /** The name of the term that carries beta. */
  public static final String LN_FIRST = "ln_first";

  /** The name of the time's term in a trend. */
  public static final String TIME = "time";

  private Convergence() {}

  /**
   * Beta convergence.
   *
   * @param fit growth on {@link #LN_FIRST} and the controls
   * @param speed lambda, the share of the distance to the steady state that closes, per year
   * @param halfLife years in which half of the distance closes: ln 2 / lambda
   */
  public record Beta(Fit fit, Measured speed, Measured halfLife) {}

  /**
   * Beta convergence in a panel.
   *
   * @param regions with two steps or more; others tell nothing and are left out
   * @param observations steps of these regions
   */
  public record PanelBeta(
      Fit fit, Measured speed, Measured halfLife, int regions, int observations) {}

  /**
   * Dispersion in one period.
   *
   * @param deviationOfLogs standard deviation of ln x, dividing by n
   * @param variation coefficient of variation: standard deviation, dividing by n - 1, over the mean
   */
  public record Sigma(Measured deviationOfLogs, Measured variation) {}

  /**
   * The course of dispersion.
   *
   * @param slope change of the dispersion per year; below 0: sigma convergence
   * @param p two-sided, from Student's t
   */
  public record SigmaTrend(Fit fit, Measured slope, Measured p) {}

  /**
   * Growth on first level: ln(last / first) = a + b ln(first) + controls + e; annual: the growth is
   * divided by the years. Barro and Sala-i-Martin 1992, Journal of Political Economy 100(2),
   * 223-251: b = -(1 - exp(-lambda T)), annual divided by T; so lambda = -ln(1 + b) / T, annual
   * -ln(1 + b T) / T.
   *
   * @param first values of the regions in the first year, above 0
   * @param last the same regions' values in the last year, above 0
   * @param years T, between the two, above 0
   * @param atLeast fewer regions are refused
   */
  public static Beta beta(
      double[] first,
      double[] last,
      double years,
      boolean annual,
      List<String> controlNames,
      double[][] controls,
      int atLeast) {
    if (first.length != last.length || !(years > 0)) {
      throw new IllegalArgumentException(
          first.length + " first values, " + last.length + " last values, years " + years);
    }
    double[] y = new double[first.length];
    double[][] columns = new double[1 + controls.length][];
    columns[0] = new double[first.length];
    System.arraycopy(controls, 0, columns, 1, controls.length);
    List<String> names = new ArrayList<>(List.of(LN_FIRST));
    names.addAll(controlNames);
    int bad = 0;
    for (int i = 0; i < first.length; i++) {
      bad += first[i] > 0 && last[i] > 0 ? 0 : 1;
      columns[0][i] = Math.log(first[i]);
      y[i] = (Math.log(last[i]) - columns[0][i]) / (annual ? years : 1);
    }
    Fit fit =
        first.length < atLeast
            ? Fit.none("needs at least %d regions, has %d", atLeast, first.length)
            : bad > 0
                ? Fit.none("needs values above 0; %d of %d regions lack one", bad, first.length)
                : Regression.ols(y, names, columns);
    Measured speed = speed(fit, annual ? years : 1, years);
    return new Beta(fit, speed, halfLife(speed));
  }

  /** -ln(1 + b factor) / years. */
  private static Measured speed(Fit fit, double factor, double years) {
    return fit.match(
        found -> {
          double b = found.term(LN_FIRST).estimate();
          if (b >= 0) {
            return Measured.none("diverging: b is %.6g, not below 0", b);
          }
          double left = 1 + b * factor;
          return left > 0
              ? Measured.of(-Math.log1p(b * factor) / years)
              : Measured.none(
                  "no speed: b is %.6g, so more than the whole distance closed in %s years",
                  b, number(years));
        },
        reason -> new Measured(null, reason));
  }

  private static Measured halfLife(Measured speed) {
    if (speed.number() == null) {
      return speed;
    }
    double years = Math.log(2) / speed.number();
    return Double.isFinite(years) ? Measured.of(years) : Measured.none("the speed is 0");
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /** The dispersion of one period's values; the order of the regions changes no digit. */
  public static Sigma sigma(double[] values) {
    int n = values.length;
    if (n < 2) {
      Measured none = Measured.none("needs at least 2 regions, has %d", n);
      return new Sigma(none, none);
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double mean = Sums.mean(sorted);
    double[] logs = Arrays.stream(sorted).map(Math::log).toArray();
    Measured ofLogs =
        sorted[0] > 0
            ? Measured.of(Sums.norm(Sums.minus(logs, Sums.mean(logs))) / Math.sqrt(n))
            : Measured.none("logarithms need values above 0, the smallest is %s", sorted[0]);
    Measured variation =
        mean > 0
            ? Measured.of(Sums.norm(Sums.minus(sorted, mean)) / Math.sqrt(n - 1) / mean)
            : Measured.none("the coefficient of variation needs a mean above 0, it is %s", mean);
    return new Sigma(ofLogs, variation);
  }

  /**
   * The trend of a dispersion over time, by least squares with time in years.
   *
   * @param atLeast fewer periods are refused
   */
  public static SigmaTrend sigmaTrend(double[] times, double[] dispersions, int atLeast) {
    Fit fit =
        times.length < atLeast
            ? Fit.none("needs at least %d periods, has %d", atLeast, times.length)
            : Regression.ols(dispersions, List.of(TIME), new double[][] {times});
    Measured p =
        fit.match(
            found -> Measured.of(found.term(TIME).pValue()), reason -> new Measured(null, reason));
    return new SigmaTrend(fit, fit.estimate(TIME), p);
  }

  /**
   * Beta convergence with fixed effects of regions and, if wanted, of periods: ln y(t) - ln y(t -
   * step) = effects + b ln y(t - step) + e (Islam 1995, Quarterly Journal of Economics 110(4),
   * 1127-1170). Steps do not overlap and are counted back from the last period. lambda = -ln(1 + b)
   * / years of a step. With few periods b is biased downwards (Nickell 1981, Econometrica 49(6)).
   *
   * @param values by region and period, above 0, NaN where missing
   * @param times in years, one for each period, rising; a step must always have the same length
   * @param step in periods
   * @param atLeast fewer regions with two steps are refused
   */
  public static PanelBeta panel(
      double[][] values, double[] times, int step, boolean timeEffects, int atLeast) {
    if (step < 1) {
      throw new IllegalArgumentException("step " + step + " is not above 0");
    }
    Steps steps = Steps.of(values, times, step);
    double years =
        times.length > step ? times[times.length - 1] - times[times.length - 1 - step] : 1;
    Fit fit = fit(steps, times, step, timeEffects, atLeast);
    Measured speed = speed(fit, 1, years);
    return new PanelBeta(fit, speed, halfLife(speed), steps.regions(), steps.growth().length);
  }

  private static Fit fit(Steps steps, double[] times, int step, boolean timeEffects, int atLeast) {
    if (steps.notAbove0() > 0) {
      return Fit.none("needs values above 0; %d are not", steps.notAbove0());
    }
    for (int t = times.length - 1; t >= step; t -= step) {
      double years = times[t] - times[t - step];
      double last = times[times.length - 1] - times[times.length - 1 - step];
      if (!(years > 0) || Math.abs(years - last) > 1e-9 * last) {
        return Fit.none("steps must have one length; one has %s years, the last %s", years, last);
      }
    }
    if (steps.regions() < Math.max(1, atLeast)) {
      return Fit.none(
          "needs at least %d regions with two steps, has %d",
          Math.max(1, atLeast), steps.regions());
    }
    return Within.fit(
        steps.growth(),
        List.of(LN_FIRST),
        new double[][] {steps.lnFirst()},
        steps.region(),
        steps.period(),
        timeEffects);
  }
}
