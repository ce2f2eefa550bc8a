package org.xiaokang.compare.measure;

/** Sums over arrays that lose little, see {@link Sum}. */
final class Sums {
  private Sums() {}

  static double sum(double[] values) {
    Sum sum = new Sum();
    for (double value : values) {
      sum.add(value);
    }
    return sum.value();
  }

  static double mean(double[] values) {
    return sum(values) / values.length;
  }

  static double dot(double[] a, double[] b) {
    Sum sum = new Sum();
    for (int i = 0; i < a.length; i++) {
      sum.add(a[i] * b[i]);
    }
    return sum.value();
  }

  static double norm(double[] values) {
    return Math.sqrt(dot(values, values));
  }

  static double[] minus(double[] values, double mean) {
    double[] centred = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      centred[i] = values[i] - mean;
    }
    return centred;
  }

  /** Takes a multiple of one vector from another, in place. */
  static void subtract(double[] from, double factor, double[] vector) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= factor * vector[i];
    }
  }
}
