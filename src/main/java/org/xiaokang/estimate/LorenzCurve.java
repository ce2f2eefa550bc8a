package org.xiaokang.estimate;

import java.util.Optional;
import org.xiaokang.compare.measure.Outcome;

/**
 * A Lorenz curve fitted to the points of a published table: the share L(p) of all welfare that the
 * poorest p of the population have, p from 0 to 1.
 *
 * <p>Source of both: Datt (1998), Computational Tools for Poverty Measurement and Analysis, IFPRI
 * FCND discussion paper 50.
 */
public sealed interface LorenzCurve permits QuadraticLorenz, BetaLorenz {
  /** quadratic or beta. */
  String name();

  /** L(p). */
  double at(double p);

  /** L'(p): the welfare at p over the mean. */
  double slope(double p);

  /** L''(p). */
  double curvature(double p);

  /**
   * The three coefficients: A, B, C of the quadratic one; ln theta, gamma, delta of the beta one.
   */
  double[] coefficients();

  /** Their standard errors as a regression's; the points are no sample of rows. */
  double[] standardErrors();

  /** The share of the regression's variance that is explained. */
  double rSquared();

  /** The regression's residual sum of squares. */
  double residualSum();

  /** What keeps it from being a Lorenz curve; empty where nothing does. */
  Optional<String> fault();

  /** The Gini index, 1 - 2 times the integral of L. */
  double gini();

  /**
   * The share of the population below a line.
   *
   * @param lineOverMean the line over the mean, above 0
   * @return NaN where the curve has no such point
   */
  double headcount(double lineOverMean);

  /**
   * FGT(2) at a line.
   *
   * @param headcount what {@link #headcount} said of it
   * @param gap the poverty gap there
   * @return NaN where it does not exist
   */
  double squaredGap(double lineOverMean, double headcount, double gap);

  /** The general quadratic curve through the points. */
  static Outcome<? extends LorenzCurve> quadratic(LorenzPoints points) {
    return QuadraticLorenz.fit(points);
  }

  /** The beta curve through the points. */
  static Outcome<? extends LorenzCurve> beta(LorenzPoints points) {
    return BetaLorenz.fit(points);
  }

  /**
   * The sum of squared errors of the curve over some points.
   *
   * @param first how many points, from the poorest
   */
  default double errorOver(LorenzPoints points, int first) {
    double sum = 0;
    for (int i = 0; i < first; i++) {
      double error = points.welfare()[i] - at(points.population()[i]);
      sum += error * error;
    }
    return sum;
  }
}
