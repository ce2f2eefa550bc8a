package org.xiaokang.compare.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Places over many weightings, see {@link Composite#sensitivity}. */
final class PlaceRanges {
  /** Places kept at once: 80 MB. */
  private static final long MOST = 20_000_000;

  private PlaceRanges() {}

  static Composite.Sensitivity of(
      List<Aggregate> aggregates,
      List<double[]> given,
      int indicators,
      int regions,
      int draws,
      long seed) {
    List<double[]> weightings = new ArrayList<>(given);
    for (int without = 0; without < indicators && indicators > 1; without++) {
      double[] weights = new double[indicators];
      Arrays.fill(weights, 1.0 / (indicators - 1));
      weights[without] = 0;
      weightings.add(weights);
    }
    long room = MOST / Math.max(1, regions) / Math.max(1, aggregates.size()) - weightings.size();
    int drawn = (int) Math.max(0, Math.min(draws, room));
    Random random = new Random(seed);
    for (int draw = 0; draw < drawn; draw++) {
      weightings.add(draw(random, indicators));
    }
    if (aggregates.isEmpty() || weightings.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing to rank by: %d aggregations, %d weightings"
              .formatted(aggregates.size(), weightings.size()));
    }
    int[][] places = new int[regions][aggregates.size() * weightings.size()];
    int way = 0;
    for (Aggregate aggregate : aggregates) {
      for (double[] weights : weightings) {
        place(aggregate.scores(weights), places, way++);
      }
    }
    int[] best = new int[regions];
    int[] median = new int[regions];
    int[] worst = new int[regions];
    for (int i = 0; i < regions; i++) {
      Arrays.sort(places[i]);
      best[i] = places[i][0];
      median[i] = places[i][(way - 1) / 2];
      worst[i] = places[i][way - 1];
    }
    return new Composite.Sensitivity(best, median, worst, drawn);
  }

  /** Dirichlet with parameters 1: exponential numbers divided by their sum. */
  private static double[] draw(Random random, int indicators) {
    double[] weights = new double[indicators];
    for (int j = 0; j < indicators; j++) {
      weights[j] = -Math.log(1 - random.nextDouble());
    }
    return Sums.sum(weights) > 0
        ? CompositeWeights.shares(weights)
        : CompositeWeights.equal(indicators);
  }

  /** {@link Ranks#places} with the highest first; sorts numbers only, as there are many ways. */
  private static void place(double[] scores, int[][] places, int way) {
    double[] distinct = scores.clone();
    Arrays.sort(distinct);
    int[] firstPlace = new int[distinct.length];
    int count = 0;
    for (int i = 0; i < distinct.length; i++) {
      if (count == 0 || distinct[i] != distinct[count - 1]) {
        distinct[count++] = distinct[i];
      }
      firstPlace[count - 1] = distinct.length - i;
    }
    for (int i = 0; i < scores.length; i++) {
      places[i][way] = firstPlace[Arrays.binarySearch(distinct, 0, count, scores[i])];
    }
  }
}
