package org.xiaokang.compare.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Places under bounds, against every way in which the values may fall. */
class PlaceRangeTest {
  /** Each value anywhere between its bounds, on a grid: the best and the worst place seen. */
  @Test
  void theBestAndTheWorstPlaceAreThoseOfAllPossibleValues() {
    Random random = new Random(20);
    for (int round = 0; round < 200; round++) {
      int regions = 2 + random.nextInt(4);
      double[] low = new double[regions];
      double[] high = new double[regions];
      for (int i = 0; i < regions; i++) {
        low[i] = random.nextInt(4);
        high[i] = low[i] + random.nextInt(3);
      }
      for (boolean largestFirst : new boolean[] {true, false}) {
        PlaceRange[] found = PlaceRange.of(low, high, largestFirst);
        int[] best = new int[regions];
        int[] worst = new int[regions];
        java.util.Arrays.fill(best, regions);
        tryAll(new double[regions], 0, low, high, largestFirst, best, worst);
        for (int i = 0; i < regions; i++) {
          assertThat(found[i]).isEqualTo(new PlaceRange(best[i], worst[i]));
        }
      }
    }
  }

  private static void tryAll(
      double[] values,
      int next,
      double[] low,
      double[] high,
      boolean largestFirst,
      int[] best,
      int[] worst) {
    if (next < values.length) {
      for (double value = low[next]; value <= high[next]; value++) {
        values[next] = value;
        tryAll(values, next + 1, low, high, largestFirst, best, worst);
      }
      return;
    }
    int[] places = Ranks.places(values, largestFirst);
    for (int i = 0; i < places.length; i++) {
      best[i] = Math.min(best[i], places[i]);
      worst[i] = Math.max(worst[i], places[i]);
    }
  }

  @Test
  void exactValuesHaveOnePlace() {
    double[] values = {3, 1, 1, 0};
    assertThat(PlaceRange.of(values, values, true))
        .containsExactly(
            new PlaceRange(1, 1), new PlaceRange(2, 2), new PlaceRange(2, 2), new PlaceRange(4, 4));
  }
}
