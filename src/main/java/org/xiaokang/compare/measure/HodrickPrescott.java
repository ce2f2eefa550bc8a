package org.xiaokang.compare.measure;

import java.util.Arrays;

/**
 * The trend of Hodrick and Prescott (1997, Journal of Money, Credit and Banking 29(1), 1-16): the x
 * with the least sum of (y - x)² + lambda * sum of squared second differences of x; it solves (I +
 * lambda D'D) x = y, a band of five, in time and memory O(n).
 */
final class HodrickPrescott {
  private HodrickPrescott() {}

  static double[] trend(double[] y, double lambda) {
    int n = y.length;
    if (!(lambda >= 0)) {
      throw new IllegalArgumentException("lambda " + lambda + " is below 0");
    }
    double[] x = y.clone();
    if (n < 3 || lambda == 0) {
      return x;
    }
    double[] main = new double[n];
    double[] next = new double[n];
    double[] second = new double[n];
    Arrays.fill(main, 1);
    double[] d = {1, -2, 1};
    for (int i = 0; i + 2 < n; i++) {
      for (int a = 0; a < 3; a++) {
        main[i + a] += lambda * d[a] * d[a];
      }
      next[i] += lambda * d[0] * d[1];
      next[i + 1] += lambda * d[1] * d[2];
      second[i] += lambda * d[0] * d[2];
    }
    // L D L', in place: next and second become the columns of L.
    for (int i = 0; i < n; i++) {
      double one = next[i] / main[i];
      double two = second[i] / main[i];
      if (i + 1 < n) {
        main[i + 1] -= one * next[i];
        next[i + 1] -= one * second[i];
        x[i + 1] -= one * x[i];
      }
      if (i + 2 < n) {
        main[i + 2] -= two * second[i];
        x[i + 2] -= two * x[i];
      }
      next[i] = one;
      second[i] = two;
    }
    for (int i = n - 1; i >= 0; i--) {
      x[i] /= main[i];
      x[i] -= i + 1 < n ? next[i] * x[i + 1] : 0;
      x[i] -= i + 2 < n ? second[i] * x[i + 2] : 0;
    }
    return x;
  }
}
