package org.xiaokang.compare.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One number for each region out of several indicators: made comparable, weighted, put together,
 * and how far the places depend on these choices.
 *
 * <p>Everywhere {@code values[region][indicator]}, none missing, and {@code
 * higherIsBetter[indicator]}. Results do not depend on the units of the indicators. Source unless
 * said otherwise: OECD and JRC (2008), Handbook on Constructing Composite Indicators.
 */
public final class Composite {
  private Composite() {}

  /** How an indicator is made comparable; higher is always better afterwards. No units. */
  public enum Normalisation {
    /**
     * (x - min) / (max - min), where lower is better (max - x) / (max - min): 0 worst, 1 best.
     * Without variation 0.5.
     */
    MIN_MAX,
    /**
     * (x - mean) / sd with the standard deviation over n, where lower is better its negative: 0 on
     * average. Without variation 0.
     */
    Z_SCORE,
    /**
     * The percentile of {@link Ranks#percentiles}, where lower is better 1 less it: 0 worst alone,
     * 1 best alone. Without variation 0.5.
     */
    RANK,
    /**
     * 1 - |best - x| / max|x|: 1 best. For values of 0 or more of which higher is better this is
     * the Handbook's x / best; the extension to lower is better and to values below 0 is ours, so
     * that a best value of 0 can be compared with. Without variation 1.
     */
    DISTANCE_TO_BEST
  }

  /** How much each indicator counts. */
  public enum Weighting {
    /** The same for each. */
    EQUAL,
    /**
     * w_j = (1 - e_j) / sum (1 - e), e_j = -sum_i p_ij ln p_ij / ln n (Shannon's entropy), p_ij the
     * region's share of the indicator's sum: of its min-max values, but with DISTANCE_TO_BEST of
     * its distances, which for values of 0 or more of which higher is better are the classical
     * shares of raw values. An indicator without variation gets 0.
     */
    ENTROPY,
    /**
     * w_j proportional to the sum of lambda_c v_jc^2 over the components of the correlation matrix
     * with an eigenvalue lambda_c above 1: the squared loadings, scaled to sum 1 within a
     * component, weighted by the variance that it explains. The Handbook's weights without rotation
     * and with all kept components, not only the one that loads most. An indicator without
     * variation gets 0. Needs more regions than indicators.
     */
    PCA
  }

  /** How the indicators of a region are put together, w the weights with sum 1. */
  public enum Aggregation {
    /** sum w_j r_j of normalised values. A low value can be made good by a high one. */
    ARITHMETIC,
    /**
     * prod g_j^w_j, g the normalised values rescaled to 1 (lowest) to 100 (highest), without
     * variation 50.5; with DISTANCE_TO_BEST, which has a zero of its own, 100 times the distance
     * and at least 1. The range 1 to 100 is ours: it keeps a single worst place from making the
     * index 0.
     */
    GEOMETRIC,
    /**
     * Closeness to the best: D- / (D+ + D-), D+ and D- the Euclidean distances of w_j x_j /
     * sqrt(sum x_j^2) from the best and from the worst value of each indicator (Hwang and Yoon
     * 1981); vector normalisation whatever else is declared. 0 worst in all, 1 best in all; 0.5 if
     * regions do not differ.
     */
    TOPSIS
  }

  /**
   * The index.
   *
   * @param values one per region, higher is better
   * @param contributions of each indicator to each region's value. ARITHMETIC: w_j r_j. GEOMETRIC:
   *     the value shared out as w_j ln g_j are. Both sum to the value. TOPSIS: an empty array,
   *     distances have no parts that sum
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Index(double[] values, double[][] contributions) {}

  /**
   * The places of each region over many ways of making the index; 1 is best.
   *
   * @param median of an even number of places the better of the two in the middle
   * @param draws how many random weightings were used
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Sensitivity(int[] best, int[] median, int[] worst, int draws) {}

  /** The indicators made comparable, in an array of the same shape. */
  public static double[][] normalise(
      double[][] values, boolean[] higherIsBetter, Normalisation normalisation) {
    check(values, higherIsBetter);
    return Normalised.of(values, higherIsBetter, normalisation);
  }

  /** Weights with sum 1. */
  public static Outcome<double[]> weights(
      double[][] values,
      boolean[] higherIsBetter,
      Weighting weighting,
      Normalisation normalisation) {
    Optional<String> whyNot = whyNot("weights", values, higherIsBetter);
    if (whyNot.isPresent()) {
      return Outcome.none("%s", whyNot.get());
    }
    return switch (weighting) {
      case EQUAL -> Outcome.of(CompositeWeights.equal(higherIsBetter.length));
      case ENTROPY -> CompositeWeights.entropy(values, higherIsBetter, normalisation);
      case PCA -> CompositeWeights.pca(Normalised.of(values, higherIsBetter, normalisation));
    };
  }

  /**
   * The index of each region.
   *
   * @param weights 0 or more; divided by their sum
   */
  public static Outcome<Index> index(
      double[][] values,
      boolean[] higherIsBetter,
      double[] weights,
      Normalisation normalisation,
      Aggregation aggregation) {
    Sample.sameLength("weights", weights.length, "indicators", higherIsBetter.length);
    Optional<String> whyNot =
        whyNot("a composite index", values, higherIsBetter)
            .or(() -> CompositeWeights.whyNot(weights));
    if (whyNot.isPresent()) {
      return Outcome.none("%s", whyNot.get());
    }
    double[] shares = CompositeWeights.shares(weights);
    Aggregate aggregate = Aggregate.of(values, higherIsBetter, normalisation, aggregation);
    double[] index = aggregate.scores(shares);
    return Outcome.of(new Index(index, aggregate.contributions(shares, index)));
  }

  /**
   * The best, median and worst place of each region over every aggregation with every given
   * weighting, with equal weights of all indicators but one, and with random weightings drawn from
   * a Dirichlet distribution whose parameters are all 1 (every weighting as likely as any other;
   * Saisana, Saltelli and Tarantola 2005 vary weights and choices together likewise). Equal values
   * share a place as in {@link Ranks#places}. The same seed gives the same result. Memory: one int
   * per region and way; where that is more than 20 million, fewer random weightings are drawn.
   *
   * @param weightings each 0 or more; divided by their sums
   * @param draws random weightings at most
   */
  public static Sensitivity sensitivity(
      double[][] values,
      boolean[] higherIsBetter,
      Normalisation normalisation,
      List<Aggregation> aggregations,
      List<double[]> weightings,
      int draws,
      long seed) {
    check(values, higherIsBetter);
    for (double[] weights : weightings) {
      Sample.sameLength("weights", weights.length, "indicators", higherIsBetter.length);
      CompositeWeights.whyNot(weights)
          .ifPresent(
              reason -> {
                throw new IllegalArgumentException(reason);
              });
    }
    return PlaceRanges.of(
        aggregations.stream()
            .map(a -> Aggregate.of(values, higherIsBetter, normalisation, a))
            .toList(),
        weightings.stream().map(CompositeWeights::shares).toList(),
        higherIsBetter.length,
        values.length,
        draws,
        seed);
  }

  private static Optional<String> whyNot(String what, double[][] values, boolean[] higherIsBetter) {
    check(values, higherIsBetter);
    if (values.length < 2) {
      return Optional.of("%s needs at least 2 regions, has %d".formatted(what, values.length));
    }
    if (higherIsBetter.length == 0) {
      return Optional.of("%s needs at least 1 indicator, has 0".formatted(what));
    }
    return Arrays.stream(values)
        .flatMapToDouble(Arrays::stream)
        .filter(x -> !Double.isFinite(x))
        .mapToObj(x -> "%s needs numbers, one value is %s".formatted(what, x))
        .findFirst();
  }

  private static void check(double[][] values, boolean[] higherIsBetter) {
    for (double[] row : values) {
      if (row.length != higherIsBetter.length) {
        throw new IllegalArgumentException(
            "one value per indicator: %d values, %d indicators"
                .formatted(row.length, higherIsBetter.length));
      }
    }
  }
}
