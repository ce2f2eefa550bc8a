package org.xiaokang.job;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Indices of inequality by their definitions, in loops over all regions. */
final class PlainInequality {
  private final double[] values;
  private final double[] shares;
  private final String[] groups;
  private final double mean;

  /**
   * Regions with a value and a weight each.
   *
   * @param groups the group of each
   */
  PlainInequality(
      Map<String, Double> values, Map<String, Double> weights, Map<String, String> groups) {
    this.values = values.values().stream().mapToDouble(Double::doubleValue).toArray();
    double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    this.shares =
        values.keySet().stream()
            .mapToDouble(area -> Objects.requireNonNull(weights.get(area)) / all)
            .toArray();
    this.groups =
        values.keySet().stream()
            .map(area -> Objects.requireNonNull(groups.get(area)))
            .toArray(String[]::new);
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += shares[i] * this.values[i];
    }
    this.mean = sum;
  }

  /** Half of the mean difference of all pairs, over the mean. */
  double gini() {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values.length; j++) {
        sum += shares[i] * shares[j] * Math.abs(values[i] - values[j]);
      }
    }
    return sum / (2 * mean);
  }

  double theilT() {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += shares[i] * values[i] / mean * Math.log(values[i] / mean);
    }
    return sum;
  }

  double theilL() {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += shares[i] * Math.log(mean / values[i]);
    }
    return sum;
  }

  /** Theil's T if every region had the mean of its group. */
  double theilBetween() {
    Map<String, double[]> sums = new TreeMap<>(); // share of people, people times value
    for (int i = 0; i < values.length; i++) {
      double[] sum = sums.computeIfAbsent(groups[i], group -> new double[2]);
      sum[0] += shares[i];
      sum[1] += shares[i] * values[i];
    }
    return sums.values().stream()
        .mapToDouble(sum -> sum[1] / mean * Math.log(sum[1] / sum[0] / mean))
        .sum();
  }

  static double covariance(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - meanX) * (y[i] - meanY);
    }
    return sum / x.length;
  }

  /** The standard deviation of a population. */
  static double deviation(double[] x) {
    return Math.sqrt(covariance(x, x));
  }
}
