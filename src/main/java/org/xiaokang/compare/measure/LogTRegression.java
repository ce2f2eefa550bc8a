package org.xiaokang.compare.measure;

/**
 * The log t regression over a window of periods: log(H1 / Ht) - 2 log(log t) = a + b log t + u, t =
 * floor(rT) + 1, ..., T (Phillips and Sul 2007, equation 34 and what follows). The standard error
 * of b is the root of (long-run variance of u) / sum of (log t - mean)²; the long-run variance is
 * that of Andrews 1991 (Econometrica 59, 817-858): quadratic spectral kernel, bandwidth 1.3221
 * (alpha m)^(1/5), alpha = 4 rho² / (1 - rho)^4, rho the AR(1) coefficient of the m residuals. The
 * autocovariances leave the last residual out and divide by m - 1, as do the authors' own program
 * and the R package ConvergenceClubs ("FQSB"), so that published t values come out.
 */
final class LogTRegression {
  /** H below this is taken as this: values that agree to ten digits. */
  static final double LEAST_H = 1e-20;

  private static final double BOUND = 1e9;

  private final int from;
  private final double[] centred;
  private final double[] twiceLogLog;
  private final double spread;
  private final double[] residuals;
  private double coefficient;
  private double t;

  /**
   * A regression that is used again and again.
   *
   * @param periods T
   * @param discarded share r of the periods that is left out at the start
   */
  LogTRegression(int periods, double discarded) {
    from = discarded(periods, discarded);
    int m = periods - from;
    centred = new double[m];
    twiceLogLog = new double[m];
    for (int i = 0; i < m; i++) {
      centred[i] = Math.log(from + 1 + i);
      twiceLogLog[i] = 2 * Math.log(centred[i]);
    }
    double mean = Sums.mean(centred);
    for (int i = 0; i < m; i++) {
      centred[i] -= mean;
    }
    spread = Sums.dot(centred, centred);
    residuals = new double[m];
  }

  /** The periods left out: at least 1, for log(log 1) is none. */
  static int discarded(int periods, double share) {
    return Math.max(1, (int) Math.floor(share * periods + 1e-9));
  }

  double coefficient() {
    return coefficient;
  }

  /** Of the last run; at most 1e9 in size. A group that agrees wholly at the end has 0. */
  double t() {
    return t;
  }

  /** Runs on H of all periods; gives t. */
  double run(double[] h) {
    coefficient = 0;
    t = 0;
    if (h[h.length - 1] <= LEAST_H) {
      return t;
    }
    int m = residuals.length;
    double first = Math.log(Math.max(h[0], LEAST_H));
    double sum = 0;
    for (int i = 0; i < m; i++) {
      residuals[i] = first - Math.log(Math.max(h[from + i], LEAST_H)) - twiceLogLog[i];
      sum += residuals[i];
    }
    double along = 0;
    for (int i = 0; i < m; i++) {
      residuals[i] -= sum / m;
      along += centred[i] * residuals[i];
    }
    coefficient = along / spread;
    for (int i = 0; i < m; i++) {
      residuals[i] -= coefficient * centred[i];
    }
    double error = Math.sqrt(longRun() / spread);
    t = Math.max(-BOUND, Math.min(BOUND, error > 0 ? coefficient / error : bound()));
    return t;
  }

  private double bound() {
    return Math.signum(coefficient) * BOUND;
  }

  private double longRun() {
    int m = residuals.length;
    double squares = 0;
    double earlier = 0;
    double next = 0;
    for (int i = 0; i < m; i++) {
      squares += residuals[i] * residuals[i];
      earlier += i + 1 < m ? residuals[i] * residuals[i] : 0;
      next += i + 1 < m ? residuals[i] * residuals[i + 1] : 0;
    }
    double rho = earlier > 0 ? next / earlier : 0;
    double alpha = 4 * rho * rho / Math.pow(1 - rho, 4);
    double bandwidth = 1.3221 * Math.pow(alpha * m, 0.2);
    double sum = squares;
    for (int lag = 1; lag < m - 1 && bandwidth > 0; lag++) {
      double product = 0;
      for (int i = 0; i + lag < m - 1; i++) {
        product += residuals[i] * residuals[i + lag];
      }
      sum += 2 * kernel(1.2 * Math.PI * lag / bandwidth) * product;
    }
    // The cut-off autocovariances may outweigh the squares: then without them.
    return (sum > 0 ? sum : squares) / (m - 1);
  }

  /** 3 / z² (sin z / z - cos z); near 0 by its series. */
  private static double kernel(double z) {
    return z < 1e-2 ? 1 - z * z / 10 : 3 / (z * z) * (Math.sin(z) / z - Math.cos(z));
  }
}
