package org.xiaokang.estimate;

import java.util.Locale;
import java.util.Optional;
import org.xiaokang.compare.measure.Outcome;

/**
 * The general quadratic curve L (1 - L) = A (p^2 - L) + B L (p - 1) + C (p - L): a piece of a conic
 * section. With e = -(A + B + C + 1), m = B^2 - 4 A, n = 2 B e - 4 C, r^2 = n^2 - 4 m e^2 it is
 * L(p) = -(B p + e + sqrt(m p^2 + n p + e^2)) / 2.
 *
 * <p>Source: Villasenor and Arnold (1989), Elliptical Lorenz curves, Journal of Econometrics 40(2);
 * Datt (1998), tables 1 and 2.
 */
final class QuadraticLorenz implements LorenzCurve {
  /** Below this A + C the curve ends too far from (1, 1); the World Bank's program asks as much. */
  private static final double LEAST_END = 0.9;

  private final LeastSquares fit;
  private final double a;
  private final double b;
  private final double c;
  private final double e;
  private final double m;
  private final double n;
  private final double r;

  private QuadraticLorenz(LeastSquares fit) {
    this.fit = fit;
    this.a = fit.coefficients()[0];
    this.b = fit.coefficients()[1];
    this.c = fit.coefficients()[2];
    this.e = -(a + b + c + 1);
    this.m = b * b - 4 * a;
    this.n = 2 * b * e - 4 * c;
    this.r = Math.sqrt(n * n - 4 * m * e * e);
  }

  static Outcome<QuadraticLorenz> fit(LorenzPoints points) {
    double[] p = points.insidePopulation();
    double[] l = points.insideWelfare();
    double[] y = new double[p.length];
    double[][] x = new double[3][p.length];
    for (int i = 0; i < p.length; i++) {
      y[i] = l[i] * (1 - l[i]);
      x[0][i] = p[i] * p[i] - l[i];
      x[1][i] = l[i] * (p[i] - 1);
      x[2][i] = p[i] - l[i];
    }
    Outcome<LeastSquares> fit = LeastSquares.of(y, x);
    return fit.result() == null
        ? Outcome.none("%s", String.valueOf(fit.reason()))
        : Outcome.of(new QuadraticLorenz(fit.result()));
  }

  @Override
  public String name() {
    return "quadratic";
  }

  private double root(double p) {
    return Math.sqrt(Math.max(0, m * p * p + n * p + e * e));
  }

  @Override
  public double at(double p) {
    return p >= 1 ? 1 : -(b * p + e + root(p)) / 2;
  }

  @Override
  public double slope(double p) {
    return -b / 2 - (2 * m * p + n) / (4 * root(p));
  }

  @Override
  public double curvature(double p) {
    double root = root(p);
    return r * r / (8 * root * root * root);
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
   * Datt (1998), section 4: it begins in (0, 0), rises and is convex; the end by {@link
   * #LEAST_END}.
   */
  @Override
  public Optional<String> fault() {
    if (Double.isNaN(r)) {
      return Optional.of("it is no curve: n^2 - 4 m e^2 is below 0");
    }
    if (e > 0) {
      return Optional.of("it does not begin at 0: A + B + C + 1 is below 0");
    }
    if (c < 0) {
      return Optional.of("the poorest would have less than 0: C is below 0");
    }
    double bound = n * n / (4 * e * e);
    boolean isConvex = m < 0 || (m < bound && (n >= 0 || m < -n / 2));
    if (!isConvex) {
      return Optional.of("it is not convex from 0 to 1");
    }
    return a + c >= LEAST_END
        ? Optional.empty()
        : Optional.of(String.format(Locale.ROOT, "it ends at %.4g instead of 1", a + c));
  }

  /** 1 + B / 2 + e + the integral of the root from 0 to 1 (Datt 1998, table 2). */
  @Override
  public double gini() {
    double end = Math.abs(a + c - 1);
    double begin = Math.abs(e);
    double area = ((2 * m + n) * end - n * begin) / (4 * m) - r * r / (8 * m) * logs(end, begin);
    return 1 + b / 2 + e + area;
  }

  /** The integral of 1 / root from 0 to 1. */
  private double logs(double end, double begin) {
    if (m > 0) {
      double root = Math.sqrt(m);
      return Math.log(Math.abs((2 * m + n + 2 * root * end) / (n + 2 * root * begin))) / root;
    }
    return -(arcsine((2 * m + n) / r) - arcsine(n / r)) / Math.sqrt(-m);
  }

  private static double arcsine(double sine) {
    return Math.asin(Math.max(-1, Math.min(1, sine))); // 1 + 1e-16 is 1
  }

  @Override
  public double headcount(double lineOverMean) {
    double steep = b + 2 * lineOverMean;
    return -(n + r * steep / Math.sqrt(steep * steep - m)) / (2 * m);
  }

  @Override
  public double squaredGap(double lineOverMean, double headcount, double gap) {
    double s1 = (r - n) / (2 * m);
    double s2 = -(r + n) / (2 * m);
    double logs = Math.log((1 - headcount / s1) / (1 - headcount / s2));
    double inner = a * headcount + b * at(headcount) - r / 16 * logs;
    return 2 * gap - headcount - inner / (lineOverMean * lineOverMean);
  }
}
