package org.xiaokang.compare.measure;

/** Kendall's S of n values without ties, all orders equally likely (Kendall 1975, chapter 5). */
final class KendallDistribution {
  private KendallDistribution() {}

  /** Probability that |S| is at least this. */
  static double twoSided(int n, int s) {
    int pairs = n * (n - 1) / 2;
    // chance[k]: probability of k falling pairs; the m-th value falls below 0 to m - 1 others.
    double[] chance = new double[pairs + 1];
    chance[0] = 1;
    for (int m = 2; m <= n; m++) {
      double[] next = new double[pairs + 1];
      double window = 0;
      for (int k = 0; k <= m * (m - 1) / 2; k++) {
        window += chance[k];
        if (k >= m) {
          window -= chance[k - m];
        }
        next[k] = Math.max(0, window) / m;
      }
      chance = next;
    }
    double tail = 0;
    int most = (pairs - Math.abs(s)) / 2;
    for (int k = 0; k <= most; k++) {
      tail += chance[k];
    }
    return Math.min(1, 2 * tail);
  }
}
