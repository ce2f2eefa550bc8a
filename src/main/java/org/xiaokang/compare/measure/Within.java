package org.xiaokang.compare.measure;

import java.util.List;

/**
 * Regression with fixed effects of regions and, if wanted, of periods, exact for unbalanced panels:
 * region means are swept out first, then what the period dummies, their own region means swept out,
 * explain (Frisch and Waugh 1933; Lovell 1963). The degrees of freedom count each independent
 * effect, also where the panel falls into parts that share no period.
 */
final class Within {
  private Within() {}

  /**
   * The regression within regions (and periods). R² is that of the swept data.
   *
   * @param region 0 to regions - 1, for each row
   * @param period 0 to periods - 1, for each row; each period's dummy is swept out if timeEffects
   */
  static Fit fit(
      double[] y,
      List<String> names,
      double[][] columns,
      int[] region,
      int[] period,
      boolean timeEffects) {
    int regions = 1 + max(region);
    int periods = 1 + max(period);
    int[] count = new int[regions];
    for (int each : region) {
      count[each]++;
    }
    int absorbed = 0;
    for (int each : count) {
      absorbed += each > 0 ? 1 : 0;
    }
    double[][] sweep = new double[periods][periods];
    boolean[] independent = new boolean[periods];
    if (timeEffects) {
      fillDummies(sweep, region, period, count);
      absorbed += factor(sweep, independent);
    }
    double size = Sums.norm(Sums.minus(y, Sums.mean(y)));
    double[] explained = swept(y, region, period, count, sweep, independent);
    double[][] explaining = new double[columns.length][];
    for (int j = 0; j < columns.length; j++) {
      explaining[j] = swept(columns[j], region, period, count, sweep, independent);
      double before = Sums.norm(Sums.minus(columns[j], Sums.mean(columns[j])));
      if (Sums.norm(explaining[j]) <= 1e-10 * before || before == 0) {
        return Fit.none("column %s does not vary within regions (and periods)", names.get(j));
      }
    }
    return Regression.swept(explained, names, explaining, absorbed, size);
  }

  private static int max(int[] values) {
    int max = -1;
    for (int value : values) {
      max = Math.max(max, value);
    }
    return max;
  }

  /** D'MD: D the period dummies, M the sweeping out of region means. */
  private static void fillDummies(double[][] a, int[] region, int[] period, int[] count) {
    int[] start = new int[count.length + 1];
    for (int i = 0; i < count.length; i++) {
      start[i + 1] = start[i] + count[i];
    }
    int[] next = start.clone();
    int[] rows = new int[region.length];
    for (int row = 0; row < region.length; row++) {
      rows[next[region[row]]++] = period[row];
    }
    for (int i = 0; i < count.length; i++) {
      for (int s = start[i]; s < start[i + 1]; s++) {
        a[rows[s]][rows[s]] += 1;
        for (int t = start[i]; t < start[i + 1]; t++) {
          a[rows[s]][rows[t]] -= 1.0 / count[i];
        }
      }
    }
  }

  /** Cholesky factor in place, dependent dummies left out; gives how many are independent. */
  private static int factor(double[][] a, boolean[] independent) {
    int rank = 0;
    double[] whole = new double[a.length];
    for (int j = 0; j < a.length; j++) {
      whole[j] = a[j][j];
    }
    for (int j = 0; j < a.length; j++) {
      for (int m = 0; m < j; m++) {
        if (independent[m]) {
          a[j][j] -= a[j][m] * a[j][m];
        }
      }
      independent[j] = a[j][j] > 1e-9 * whole[j] && a[j][j] > 0;
      if (!independent[j]) {
        continue;
      }
      rank++;
      a[j][j] = Math.sqrt(a[j][j]);
      for (int i = j + 1; i < a.length; i++) {
        for (int m = 0; m < j; m++) {
          if (independent[m]) {
            a[i][j] -= a[i][m] * a[j][m];
          }
        }
        a[i][j] /= a[j][j];
      }
    }
    return rank;
  }

  private static double[] swept(
      double[] values,
      int[] region,
      int[] period,
      int[] count,
      double[][] factor,
      boolean[] independent) {
    double[] rest = Sums.minus(values, Sums.mean(values));
    // Twice: the second pass takes what rounding left of the first.
    for (int pass = 0; pass < 2; pass++) {
      subtractMeans(rest, region, count);
      double[] effect = new double[factor.length];
      for (int row = 0; row < rest.length; row++) {
        effect[period[row]] += rest[row];
      }
      solve(factor, independent, effect);
      for (int row = 0; row < rest.length; row++) {
        rest[row] -= effect[period[row]];
      }
      subtractMeans(rest, region, count);
    }
    return rest;
  }

  private static void subtractMeans(double[] values, int[] region, int[] count) {
    double[] sums = new double[count.length];
    for (int row = 0; row < values.length; row++) {
      sums[region[row]] += values[row];
    }
    for (int row = 0; row < values.length; row++) {
      values[row] -= sums[region[row]] / count[region[row]];
    }
  }

  private static void solve(double[][] l, boolean[] independent, double[] x) {
    for (int j = 0; j < x.length; j++) {
      for (int m = 0; m < j; m++) {
        x[j] -= independent[m] ? l[j][m] * x[m] : 0;
      }
      x[j] = independent[j] ? x[j] / l[j][j] : 0;
    }
    for (int j = x.length - 1; j >= 0; j--) {
      for (int i = j + 1; i < x.length; i++) {
        x[j] -= independent[j] && independent[i] ? l[i][j] * x[i] : 0;
      }
      x[j] = independent[j] ? x[j] / l[j][j] : 0;
    }
  }
}
