package org.xiaokang.compare.measure;

import java.util.Arrays;

/** The steps of a panel as rows: growth, the logarithm it starts from, region and period. */
@SuppressWarnings("ArrayRecordComponent")
record Steps(
    double[] growth, double[] lnFirst, int[] region, int[] period, int regions, int notAbove0) {
  /**
   * Steps that do not overlap, counted back from the last period; regions with one are left out.
   */
  static Steps of(double[][] values, double[] times, int step) {
    int most = values.length * (times.length / step);
    double[] growth = new double[most];
    double[] lnFirst = new double[most];
    int[] region = new int[most];
    int[] period = new int[most];
    int rows = 0;
    int regions = 0;
    int bad = 0;
    for (double[] series : values) {
      if (series.length != times.length) {
        throw new IllegalArgumentException(
            times.length + " periods, a region with " + series.length);
      }
      for (double value : series) {
        bad += value <= 0 ? 1 : 0;
      }
      int start = rows;
      for (int t = times.length - 1; t >= step; t -= step) {
        if (series[t] > 0 && series[t - step] > 0) {
          lnFirst[rows] = Math.log(series[t - step]);
          growth[rows] = Math.log(series[t]) - lnFirst[rows];
          region[rows] = regions;
          period[rows] = (times.length - 1 - t) / step;
          rows++;
        }
      }
      if (rows - start < 2) {
        rows = start;
      } else {
        regions++;
      }
    }
    return new Steps(
        Arrays.copyOf(growth, rows),
        Arrays.copyOf(lnFirst, rows),
        Arrays.copyOf(region, rows),
        Arrays.copyOf(period, rows),
        regions,
        bad);
  }
}
