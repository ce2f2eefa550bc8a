package org.xiaokang.estimate;

import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.special.Beta;
import org.xiaokang.compare.measure.Outcome;

/**
 * The beta curve L(p) = p - theta p^gamma (1 - p)^delta.
 *
 * <p>Source: Kakwani (1980), On a class of poverty measures, Econometrica 48(2); Datt (1998),
 * tables 1 and 2.
 */
final class BetaLorenz implements LorenzCurve {
  /** Where the curve is looked at for rising and bending upwards. */
  private static final int LOOKS = 1000;

  private static final int MOST_TERMS = 2_000_000;

  private final LeastSquares fit;
  private final double theta;
  private final double gamma;
  private final double delta;

  private BetaLorenz(LeastSquares fit) {
    this.fit = fit;
    this.theta = Math.exp(fit.coefficients()[0]);
    this.gamma = fit.coefficients()[1];
    this.delta = fit.coefficients()[2];
  }

  static Outcome<BetaLorenz> fit(LorenzPoints points) {
    double[] p = points.insidePopulation();
    double[] l = points.insideWelfare();
    double[] y = new double[p.length];
    double[][] x = new double[3][p.length];
    for (int i = 0; i < p.length; i++) {
      if (!(p[i] > l[i])) {
        return Outcome.none(
            "the beta curve needs points below the diagonal, %s has %s", p[i], l[i]);
      }
      y[i] = Math.log(p[i] - l[i]);
      x[0][i] = 1;
      x[1][i] = Math.log(p[i]);
      x[2][i] = Math.log1p(-p[i]);
    }
    Outcome<LeastSquares> fit = LeastSquares.of(y, x);
    return fit.result() == null
        ? Outcome.none("%s", String.valueOf(fit.reason()))
        : Outcome.of(new BetaLorenz(fit.result()));
  }

  @Override
  public String name() {
    return "beta";
  }

  private double hump(double p) {
    return theta * Math.pow(p, gamma) * Math.pow(1 - p, delta);
  }

  @Override
  public double at(double p) {
    return p <= 0 ? 0 : p >= 1 ? 1 : p - hump(p);
  }

  @Override
  public double slope(double p) {
    return 1 - hump(p) * (gamma / p - delta / (1 - p));
  }

  @Override
  public double curvature(double p) {
    double q = 1 - p;
    return hump(p)
        * (gamma * (1 - gamma) / (p * p)
            + 2 * gamma * delta / (p * q)
            + delta * (1 - delta) / (q * q));
  }

  @Override
  public double[] coefficients() {
    return fit.coefficients().clone();
  }

  @Override
  public double[] standardErrors() {
    return fit.standardErrors().clone();
  }

  @Override
  public double rSquared() {
    return fit.rSquared();
  }

  @Override
  public double residualSum() {
    return fit.residualSum();
  }

  /**
   * Looked up at each 1/1000, as the World Bank's program does at fewer: slopes of 0 or more,
   * convex. The poorest 1/1000 do not count: with gamma below 1 the curve falls at 0.
   */
  @Override
  public Optional<String> fault() {
    if (!(gamma > 0) || !(delta > 0)) {
      return Optional.of(
          String.format(
              Locale.ROOT, "it does not go from 0 to 1: gamma %.4g, delta %.4g", gamma, delta));
    }
    for (int i = 1; i < LOOKS; i++) {
      double p = (double) i / LOOKS;
      if (slope(p) < 0) {
        return Optional.of("those at %s of the population would have less than 0".formatted(p));
      }
      if (curvature(p) < 0) {
        return Optional.of("it is not convex at " + p);
      }
    }
    return Optional.empty();
  }

  /** 2 theta B(1 + gamma, 1 + delta). */
  @Override
  public double gini() {
    return 2 * theta * Math.exp(Beta.logBeta(1 + gamma, 1 + delta));
  }

  /** The slope rises from the poorest to the richest: its root is enclosed and halved. */
  @Override
  public double headcount(double lineOverMean) {
    double low = 1e-9;
    double high = 1 - 1e-12;
    if (!(slope(low) <= lineOverMean) || !(slope(high) >= lineOverMean)) {
      return Double.NaN;
    }
    while (high - low > Math.ulp(high)) {
      double middle = (low + high) / 2;
      if (middle <= low || middle >= high) {
        break;
      }
      if (slope(middle) < lineOverMean) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /**
   * (1 - k) (2 PG - (1 - k) H) + theta^2 k^2 (gamma^2 B(2 gamma - 1, 2 delta + 1) - 2 gamma delta
   * B(2 gamma, 2 delta) + delta^2 B(2 gamma + 1, 2 delta - 1)), k = mean / line, B incomplete up to
   * H.
   */
  @Override
  public double squaredGap(double lineOverMean, double headcount, double gap) {
    double k = 1 / lineOverMean;
    double spread =
        gamma * gamma * incomplete(headcount, 2 * gamma - 1, 2 * delta + 1)
            - 2 * gamma * delta * incomplete(headcount, 2 * gamma, 2 * delta)
            + delta * delta * incomplete(headcount, 2 * gamma + 1, 2 * delta - 1);
    return (1 - k) * (2 * gap - (1 - k) * headcount) + theta * theta * k * k * spread;
  }

  /**
   * The integral of p^(a - 1) (1 - p)^(b - 1) from 0 to x below 1: the sum of (1 - b)_i / i! x^(a +
   * i) / (a + i), which knows any b (Abramowitz and Stegun 1964, 26.5.4 and 15.1.1). It does not
   * exist for an a of 0 or less: NaN.
   */
  private static double incomplete(double x, double a, double b) {
    if (!(a > 0) || !(x > 0 && x < 1)) {
      return Double.NaN;
    }
    double power = Math.pow(x, a);
    double factor = 1;
    double sum = power / a;
    for (int i = 1; i < MOST_TERMS; i++) {
      factor *= (i - b) / i * x;
      double term = factor * power / (a + i);
      sum += term;
      if (Math.abs(term) <= 1e-17 * Math.abs(sum) && i > b) {
        return sum;
      }
    }
    return Double.NaN;
  }
}
