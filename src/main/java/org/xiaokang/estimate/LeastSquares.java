package org.xiaokang.estimate;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.xiaokang.compare.measure.Outcome;

/**
 * Ordinary least squares on columns as they are, a constant among them where one is wanted.
 *
 * @param coefficients one for each column
 * @param standardErrors of them, with n - k degrees of freedom
 * @param rSquared 1 - the residual sum over the sum of squares about the mean
 * @param residualSum the sum of squared residuals
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LeastSquares(
    double[] coefficients, double[] standardErrors, double rSquared, double residualSum) {
  /**
   * A regression.
   *
   * @param columns each as long as y, fewer than y has entries
   */
  static Outcome<LeastSquares> of(double[] y, double[][] columns) {
    int n = y.length;
    int k = columns.length;
    if (n <= k) {
      return Outcome.none("a regression on %d columns needs more than %d points", k, n);
    }
    RealMatrix x = new Array2DRowRealMatrix(n, k);
    for (int j = 0; j < k; j++) {
      x.setColumn(j, columns[j]);
    }
    RealMatrix inverse;
    try {
      inverse = new LUDecomposition(x.transpose().multiply(x), 1e-300).getSolver().getInverse();
    } catch (SingularMatrixException e) {
      return Outcome.none("the points do not determine a curve");
    }
    double[] b = inverse.operate(x.transpose().operate(y));
    double mean = 0;
    for (double each : y) {
      mean += each / n;
    }
    double residual = 0;
    double total = 0;
    double[] fitted = x.operate(b);
    for (int i = 0; i < n; i++) {
      residual += (y[i] - fitted[i]) * (y[i] - fitted[i]);
      total += (y[i] - mean) * (y[i] - mean);
    }
    double[] errors = new double[k];
    for (int j = 0; j < k; j++) {
      errors[j] = Math.sqrt(Math.max(0, residual / (n - k) * inverse.getEntry(j, j)));
    }
    return Outcome.of(new LeastSquares(b, errors, total == 0 ? 1 : 1 - residual / total, residual));
  }
}
