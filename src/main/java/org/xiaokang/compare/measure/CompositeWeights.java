package org.xiaokang.compare.measure;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.xiaokang.compare.measure.Composite.Normalisation;

/** Weights of indicators; the formulas stand at {@link Composite.Weighting}. */
final class CompositeWeights {
  /** Above this an eigenvalue is greater than 1, and not 1 with an error of rounding. */
  private static final double ONE = 1 + 1e-9;

  private CompositeWeights() {}

  static double[] equal(int indicators) {
    double[] weights = new double[indicators];
    Arrays.fill(weights, 1.0 / indicators);
    return weights;
  }

  /** Why these are no weights. */
  static Optional<String> whyNot(double[] weights) {
    for (double weight : weights) {
      if (!(weight >= 0) || Double.isInfinite(weight)) {
        return Optional.of("weights are 0 or more, one is %s".formatted(weight));
      }
    }
    double sum = Sums.sum(weights);
    return sum > 0 && Double.isFinite(sum)
        ? Optional.empty()
        : Optional.of("weights need a sum above 0, it is %s".formatted(sum));
  }

  static double[] shares(double[] weights) {
    double sum = Sums.sum(weights);
    return Arrays.stream(weights).map(w -> w / sum).toArray();
  }

  static Outcome<double[]> entropy(
      double[][] values, boolean[] higherIsBetter, Normalisation normalisation) {
    boolean distances = normalisation == Normalisation.DISTANCE_TO_BEST;
    double[][] base =
        Normalised.of(values, higherIsBetter, distances ? normalisation : Normalisation.MIN_MAX);
    double[] order = new double[higherIsBetter.length];
    for (int j = 0; j < order.length; j++) {
      double[] sorted = sorted(base, j);
      if (sorted[0] < 0) {
        return Outcome.none(
            "entropy weights need shares, but the distance of indicator %d to its best is below 0"
                + " for some region: normalise by min_max",
            j + 1);
      }
      order[j] = sorted[0] == sorted[sorted.length - 1] ? 0 : Math.max(0, 1 - entropy(sorted));
    }
    return ofVarying(order);
  }

  private static double entropy(double[] sorted) {
    double all = Sums.sum(sorted);
    Sum sum = new Sum();
    for (double x : sorted) {
      double share = x / all;
      sum.add(share > 0 ? -share * Math.log(share) : 0);
    }
    return sum.value() / Math.log(sorted.length);
  }

  /** Of normalised values. */
  static Outcome<double[]> pca(double[][] normalised) {
    int indicators = normalised[0].length;
    if (normalised.length <= indicators) {
      return Outcome.none(
          "principal components need more regions than indicators, have %d regions for %d"
              + " indicators",
          normalised.length, indicators);
    }
    double[][] rows = normalised.clone();
    Arrays.sort(rows, Arrays::compare);
    int[] varying = IntStream.range(0, indicators).filter(j -> varies(rows, j)).toArray();
    double[] weights = new double[indicators];
    if (varying.length < 2) {
      IntStream.of(varying).forEach(j -> weights[j] = 1);
      return ofVarying(weights);
    }
    EigenDecomposition components =
        new EigenDecomposition(new Array2DRowRealMatrix(correlations(rows, varying)));
    for (int c = 0; c < varying.length; c++) {
      double explained = components.getRealEigenvalue(c);
      for (int j = 0; j < varying.length && explained > ONE; j++) {
        weights[varying[j]] += explained * Math.pow(components.getV().getEntry(j, c), 2);
      }
    }
    return Sums.sum(weights) > 0
        ? Outcome.of(shares(weights))
        : Outcome.none(
            "no principal component explains more than one indicator does: the %d indicators are"
                + " not correlated",
            varying.length);
  }

  private static double[][] correlations(double[][] rows, int[] varying) {
    double[][] units = new double[varying.length][];
    for (int j = 0; j < varying.length; j++) {
      int indicator = varying[j];
      double[] column = Arrays.stream(rows).mapToDouble(row -> row[indicator]).toArray();
      double[] centred = Sums.minus(column, Sums.mean(column));
      double norm = Sums.norm(centred);
      units[j] = Arrays.stream(centred).map(x -> x / norm).toArray();
    }
    double[][] correlations = new double[varying.length][varying.length];
    for (int i = 0; i < varying.length; i++) {
      correlations[i][i] = 1;
      for (int j = 0; j < i; j++) {
        correlations[i][j] = Sums.dot(units[i], units[j]);
        correlations[j][i] = correlations[i][j];
      }
    }
    return correlations;
  }

  private static Outcome<double[]> ofVarying(double[] weights) {
    return Sums.sum(weights) > 0
        ? Outcome.of(shares(weights))
        : Outcome.none(
            "weights need an indicator in which regions differ, all %d have no variation",
            weights.length);
  }

  private static boolean varies(double[][] rows, int indicator) {
    return Arrays.stream(rows).anyMatch(row -> row[indicator] != rows[0][indicator]);
  }

  private static double[] sorted(double[][] rows, int indicator) {
    return Arrays.stream(rows).mapToDouble(row -> row[indicator]).sorted().toArray();
  }
}
