package org.xiaokang.compare.measure;

import java.util.Arrays;
import org.xiaokang.compare.measure.Composite.Aggregation;
import org.xiaokang.compare.measure.Composite.Normalisation;

/** What does not depend on weights, done once; the formulas stand at {@link Aggregation}. */
final class Aggregate {
  private static final double[][] NO_PARTS = {};

  private final Aggregation aggregation;

  /**
   * Normalised values; GEOMETRIC: their logarithms; TOPSIS: squares of the distances from the best.
   */
  private final double[][] parts;

  /** TOPSIS: squares of the distances from the worst. */
  private final double[][] toWorst;

  private Aggregate(Aggregation aggregation, double[][] parts, double[][] toWorst) {
    this.aggregation = aggregation;
    this.parts = parts;
    this.toWorst = toWorst;
  }

  static Aggregate of(
      double[][] values,
      boolean[] higherIsBetter,
      Normalisation normalisation,
      Aggregation aggregation) {
    return switch (aggregation) {
      case ARITHMETIC ->
          new Aggregate(
              aggregation, Normalised.of(values, higherIsBetter, normalisation), NO_PARTS);
      case GEOMETRIC ->
          new Aggregate(aggregation, logarithms(values, higherIsBetter, normalisation), NO_PARTS);
      case TOPSIS -> topsis(values, higherIsBetter);
    };
  }

  /** The index of each region. */
  double[] scores(double[] shares) {
    double[] scores = new double[parts.length];
    double[] squares = Arrays.stream(shares).map(w -> w * w).toArray();
    for (int i = 0; i < scores.length; i++) {
      scores[i] =
          switch (aggregation) {
            case ARITHMETIC -> Sums.dot(shares, parts[i]);
            case GEOMETRIC -> Math.exp(Sums.dot(shares, parts[i]));
            case TOPSIS -> closeness(Sums.dot(squares, parts[i]), Sums.dot(squares, toWorst[i]));
          };
    }
    return scores;
  }

  /** What the indicators contribute to scores of the same weights. */
  double[][] contributions(double[] shares, double[] scores) {
    if (aggregation == Aggregation.TOPSIS) {
      return NO_PARTS;
    }
    double[][] contributions = new double[parts.length][shares.length];
    for (int i = 0; i < parts.length; i++) {
      double whole = aggregation == Aggregation.GEOMETRIC ? Sums.dot(shares, parts[i]) : 0;
      for (int j = 0; j < shares.length; j++) {
        double part = shares[j] * parts[i][j];
        if (aggregation == Aggregation.GEOMETRIC) {
          part = scores[i] * (whole > 0 ? part / whole : shares[j]);
        }
        contributions[i][j] = part;
      }
    }
    return contributions;
  }

  private static double closeness(double squareToBest, double squareToWorst) {
    double best = Math.sqrt(squareToBest);
    double worst = Math.sqrt(squareToWorst);
    return best + worst > 0 ? worst / (best + worst) : 0.5;
  }

  private static double[][] logarithms(
      double[][] values, boolean[] higherIsBetter, Normalisation normalisation) {
    double[][] normalised = Normalised.of(values, higherIsBetter, normalisation);
    if (normalisation != Normalisation.DISTANCE_TO_BEST) {
      boolean[] higher = new boolean[higherIsBetter.length];
      Arrays.fill(higher, true);
      normalised = Normalised.of(normalised, higher, Normalisation.MIN_MAX);
    }
    for (double[] row : normalised) {
      for (int j = 0; j < row.length; j++) {
        row[j] =
            Math.log(
                normalisation == Normalisation.DISTANCE_TO_BEST
                    ? Math.max(1, 100 * row[j])
                    : 1 + 99 * row[j]);
      }
    }
    return normalised;
  }

  private static Aggregate topsis(double[][] values, boolean[] higherIsBetter) {
    double[][] toBest = new double[values.length][higherIsBetter.length];
    double[][] toWorst = new double[values.length][higherIsBetter.length];
    for (int j = 0; j < higherIsBetter.length && values.length > 0; j++) {
      double[] turned = Normalised.column(values, j, higherIsBetter[j]);
      double[] sorted = turned.clone();
      Arrays.sort(sorted);
      double norm = Sums.norm(sorted);
      double worst = sorted[0];
      double best = sorted[sorted.length - 1];
      for (int i = 0; i < turned.length && norm > 0; i++) {
        toBest[i][j] = Math.pow((best - turned[i]) / norm, 2);
        toWorst[i][j] = Math.pow((turned[i] - worst) / norm, 2);
      }
    }
    return new Aggregate(Aggregation.TOPSIS, toBest, toWorst);
  }
}
