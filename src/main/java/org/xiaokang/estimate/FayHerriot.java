package org.xiaokang.estimate;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.xiaokang.compare.measure.Outcome;

/**
 * Estimates for areas whose own are too rough: y = X b + v + e, a regression on covariates with an
 * area's own effect v and its sampling error e, whose variance is known. The estimate draws the
 * direct one towards the regression, the more the rougher it is.
 *
 * <p>Source: Fay and Herriot (1979), Journal of the American Statistical Association 74(366); Rao
 * and Molina (2015), Small Area Estimation, 2nd ed., chapters 5 to 7.
 *
 * @param coefficients b, by column of X
 * @param standardErrors of b
 * @param covariance of b: (X'V^-1 X)^-1
 * @param effectVariance var(v), by restricted maximum likelihood
 * @param estimates by area: the empirical best linear unbiased predictor
 * @param meanSquaredErrors of them
 * @param shrinkage var(v) / (var(v) + var(e)): what of the direct estimate is in it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FayHerriot(
    double[] coefficients,
    double[] standardErrors,
    double[][] covariance,
    double effectVariance,
    double[] estimates,
    double[] meanSquaredErrors,
    double[] shrinkage) {
  private static final int MOST_STEPS = 500;

  /** Steps end where var(v) moves by less than this part of itself. */
  private static final double CLOSE = 1e-10;

  /** What is summed over the areas for one var(v). */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sums(
      RealMatrix inverse, double[] b, double score, double information, double[] residuals) {}

  /**
   * Estimates of areas.
   *
   * @param direct estimates y
   * @param variances var(e), above 0
   * @param columns of X, a constant among them
   */
  public static Outcome<FayHerriot> of(double[] direct, double[] variances, double[][] columns) {
    int areas = direct.length;
    if (areas <= columns.length + 1) {
      return Outcome.none(
          "%d areas are too few for %d coefficients and a variance", areas, columns.length);
    }
    for (double variance : variances) {
      if (!(variance > 0)) {
        return Outcome.none("an area's sampling variance must be above 0, one is %s", variance);
      }
    }
    try {
      double effect = effectVariance(direct, variances, columns);
      return Outcome.of(estimates(direct, variances, columns, effect));
    } catch (SingularMatrixException e) {
      return Outcome.none("the covariates determine each other");
    }
  }

  /**
   * Fisher's scoring of the restricted likelihood: A + s / I with s = (y'PPy - tr P) / 2 and I = tr
   * PP / 2 (Rao and Molina 2015, 5.2.4), kept at 0 or more.
   */
  private static double effectVariance(double[] y, double[] variances, double[][] x) {
    double[] sorted = variances.clone();
    Arrays.sort(sorted);
    double effect = sorted[sorted.length / 2];
    for (int step = 0; step < MOST_STEPS; step++) {
      Sums sums = sums(y, variances, x, effect);
      double next = Math.max(0, effect + sums.score() / sums.information());
      boolean isThere = Math.abs(next - effect) <= CLOSE * Math.max(next, sorted[0] * 1e-6);
      effect = next;
      if (isThere) {
        break;
      }
    }
    return effect;
  }

  private static Sums sums(double[] y, double[] variances, double[][] x, double effect) {
    int k = x.length;
    RealMatrix[] powers = new RealMatrix[3];
    for (int power = 0; power < 3; power++) {
      powers[power] = new Array2DRowRealMatrix(k, k);
    }
    double[] right = new double[k];
    double first = 0;
    double second = 0;
    for (int i = 0; i < y.length; i++) {
      double weight = 1 / (effect + variances[i]);
      first += weight;
      second += weight * weight;
      for (int j = 0; j < k; j++) {
        right[j] += weight * x[j][i] * y[i];
        for (int l = 0; l < k; l++) {
          double product = weight * x[j][i] * x[l][i];
          powers[0].addToEntry(j, l, product);
          powers[1].addToEntry(j, l, product * weight);
          powers[2].addToEntry(j, l, product * weight * weight);
        }
      }
    }
    RealMatrix inverse = new LUDecomposition(powers[0], 1e-300).getSolver().getInverse();
    double[] b = inverse.operate(right);
    double[] residuals = new double[y.length];
    double squares = 0;
    for (int i = 0; i < y.length; i++) {
      residuals[i] = y[i];
      for (int j = 0; j < k; j++) {
        residuals[i] -= b[j] * x[j][i];
      }
      double weighted = residuals[i] / (effect + variances[i]);
      squares += weighted * weighted;
    }
    RealMatrix once = inverse.multiply(powers[1]);
    double trace = first - once.getTrace();
    double information =
        second - 2 * inverse.multiply(powers[2]).getTrace() + once.multiply(once).getTrace();
    return new Sums(inverse, b, squares - trace, information, residuals);
  }

  /**
   * The predictors with their mean squared errors of the second order, g1 + g2 + 2 g3 (Prasad and
   * Rao 1990, Journal of the American Statistical Association 85(409); Datta and Lahiri 2000,
   * Statistica Sinica 10(2), for restricted likelihood), with var(var(v)) = 2 / sum (var(v) +
   * var(e))^-2.
   */
  private static FayHerriot estimates(double[] y, double[] variances, double[][] x, double effect) {
    Sums sums = sums(y, variances, x, effect);
    int k = x.length;
    double[] errors = new double[k];
    for (int j = 0; j < k; j++) {
      errors[j] = Math.sqrt(sums.inverse().getEntry(j, j));
    }
    double squares = 0;
    for (double variance : variances) {
      squares += 1 / ((effect + variance) * (effect + variance));
    }
    double ofVariance = 2 / squares;
    double[] estimates = new double[y.length];
    double[] mse = new double[y.length];
    double[] shrinkage = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      double both = effect + variances[i];
      double own = effect / both;
      double[] row = new double[k];
      for (int j = 0; j < k; j++) {
        row[j] = x[j][i];
      }
      double[] solved = sums.inverse().operate(row);
      double leverage = 0;
      for (int j = 0; j < k; j++) {
        leverage += row[j] * solved[j];
      }
      double rest = 1 - own;
      double g3 = variances[i] * variances[i] / (both * both * both) * ofVariance;
      shrinkage[i] = own;
      estimates[i] = y[i] - rest * sums.residuals()[i];
      mse[i] = own * variances[i] + rest * rest * leverage + 2 * g3;
    }
    return new FayHerriot(
        sums.b(), errors, sums.inverse().getData(), effect, estimates, mse, shrinkage);
  }

  /**
   * The regression's prediction for an area without an estimate of its own: x b.
   *
   * @param row the area's covariates
   */
  public double synthetic(double[] row) {
    double sum = 0;
    for (int j = 0; j < row.length; j++) {
      sum += coefficients[j] * row[j];
    }
    return sum;
  }

  /**
   * The mean squared error of {@link #synthetic}: var(v) + x (X'V^-1 X)^-1 x' (Rao and Molina 2015,
   * 6.1.1).
   *
   * @param row the area's covariates
   */
  public double syntheticError(double[] row) {
    double sum = effectVariance;
    for (int j = 0; j < row.length; j++) {
      for (int k = 0; k < row.length; k++) {
        sum += row[j] * covariance[j][k] * row[k];
      }
    }
    return sum;
  }
}
