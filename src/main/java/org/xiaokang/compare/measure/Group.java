package org.xiaokang.compare.measure;

/**
 * Running sums of a group of series: its dispersion H, the mean of (x / mean - 1)², for each
 * period, in O(T) however large the group. Values are held as distances to a centre, so that little
 * is lost.
 */
final class Group {
  private final double[] centre;
  private final double[] sums;
  private final double[] squares;
  private final double[] h;
  private int size;

  Group(double[] centre) {
    this.centre = centre;
    sums = new double[centre.length];
    squares = new double[centre.length];
    h = new double[centre.length];
  }

  int size() {
    return size;
  }

  void add(double[] series) {
    change(series, 1);
  }

  void remove(double[] series) {
    change(series, -1);
  }

  private void change(double[] series, int sign) {
    size += sign;
    for (int t = 0; t < series.length; t++) {
      double distance = series[t] - centre[t];
      sums[t] += sign * distance;
      squares[t] += sign * distance * distance;
    }
  }

  /** H by period of the group with one more series, without adding it. */
  double[] dispersionWith(double[] series) {
    for (int t = 0; t < h.length; t++) {
      double more = series[t] - centre[t];
      h[t] = h(t, sums[t] + more, squares[t] + more * more, size + 1);
    }
    return h;
  }

  private double h(int t, double sum, double square, int n) {
    double distance = sum / n;
    double mean = centre[t] + distance;
    return Math.max(0, square / n - distance * distance) / (mean * mean);
  }

  /** H by period; the array is used again by the next call. */
  double[] dispersion() {
    for (int t = 0; t < h.length; t++) {
      h[t] = h(t, sums[t], squares[t], size);
    }
    return h;
  }
}
