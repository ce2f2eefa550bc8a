package org.xiaokang.compare.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;

/** What the tests of measures share: seeded data, and how close is equal. */
final class Numbers {
  private Numbers() {}

  /** Log-normal incomes, a tenth of them equal to another one. */
  static double[] incomes(Random random, int n) {
    double[] incomes =
        random.doubles(n, 0, 1).map(x -> Math.exp(2 * random.nextGaussian()) * 1000).toArray();
    for (int i = 10; i < n; i += 10) {
      incomes[i] = incomes[i - 1];
    }
    return incomes;
  }

  static double[] populations(Random random, int n) {
    return random.doubles(n, 1, 500).toArray();
  }

  static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  static double[] times(double[] values, double factor) {
    return Arrays.stream(values).map(x -> x * factor).toArray();
  }

  static double[] twice(double[] values) {
    return IntStream.range(0, 2 * values.length).mapToDouble(i -> values[i / 2]).toArray();
  }

  static double[] reversed(double[] values) {
    return IntStream.range(0, values.length)
        .mapToDouble(i -> values[values.length - 1 - i])
        .toArray();
  }

  static double number(Measured measured) {
    assertThat(measured.reason()).isNull();
    return measured.value().orElseThrow();
  }

  /** Equal to 1e-12 of the expected number, or to 1e-15 near 0. */
  static void same(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, Offset.offset(1e-15 + 1e-12 * Math.abs(expected)));
  }

  static void close(Measured actual, double expected, double within) {
    assertThat(number(actual)).isCloseTo(expected, Offset.offset(within));
  }
}
