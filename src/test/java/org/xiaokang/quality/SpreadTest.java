package org.xiaokang.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xiaokang.config.Gate.Limits;

class SpreadTest {
  private static Spread of(double... sorted) {
    return Spread.of(sorted, Spread.NONE);
  }

  /** Median 3; deviations 2 1 0 1 97, their median 1. */
  @Test
  void oneWildNumberHardlyMatters() {
    assertThat(of(1, 2, 3, 4, 100)).isEqualTo(new Spread(3, 1.4826, 5));
  }

  /** Median 3.5; deviations 2.5 1.5 0.5 0.5 1.5 96.5, the middle two 1.5 and 1.5. */
  @Test
  void anEvenCountTakesTheMeanOfTheMiddleTwo() {
    assertThat(of(1, 2, 3, 4, 5, 100)).isEqualTo(new Spread(3.5, 1.4826 * 1.5, 6));
  }

  /** Deviations 0 0 0 0 5: their median is 0, their mean 1. */
  @Test
  void whereMostAreAlikeTheMeanDeviationTakesTheMediansPlace() {
    Spread spread = of(10, 10, 10, 10, 15);
    assertThat(spread.median()).isEqualTo(10);
    assertThat(spread.deviation()).isCloseTo(1.2533141373, within(1e-9));
  }

  @Test
  void whereAllAreAlikeOnlyTheToleranceReaches() {
    Limits limits = new Limits(5, 5, 0.1);
    assertThat(of(10, 10, 10, 10, 10).deviation()).isZero();
    assertThat(of(10, 10, 10, 10, 10).reach(limits)).contains(1.0);
    assertThat(of(-10, -10, -10).reach(limits)).contains(1.0);
    assertThat(of(0, 0, 0, 0, 0).reach(limits)).isEmpty();
    assertThat(of(1, 2, 3, 4, 100).reach(limits)).contains(5 * 1.4826);
  }

  /** The plain way: sort the others, sort their deviations. */
  @Test
  void isWhatSortingTheOthersGives() {
    Random random = new Random(20201122);
    for (int round = 0; round < 2000; round++) {
      int n = 2 + random.nextInt(9);
      boolean ties = random.nextBoolean();
      double[] sorted =
          random.doubles(n, -5, 5).map(x -> ties ? Math.rint(x / 2) : x).sorted().toArray();
      int without = random.nextInt(n + 1) - 1;
      double[] others =
          IntStream.range(0, n).filter(i -> i != without).mapToDouble(i -> sorted[i]).toArray();
      double median = median(others);
      double[] deviations = Arrays.stream(others).map(x -> Math.abs(x - median)).toArray();
      double mad = 1.4826 * median(deviations);
      double mean = Arrays.stream(deviations).average().orElseThrow();
      Spread spread = Spread.of(sorted, without);
      assertThat(spread.count()).isEqualTo(others.length);
      assertThat(spread.median()).isEqualTo(median);
      assertThat(spread.deviation())
          .as("%s without %d", Arrays.toString(sorted), without)
          .isCloseTo(mad > 0 ? mad : mean * Math.sqrt(Math.PI / 2), within(1e-12));
    }
  }

  private static double median(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
  }
}
