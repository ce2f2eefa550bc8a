package org.xiaokang.compare;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The regions that have everything a measure needs; NaN says that something is missing. */
final class CompleteCases {
  private CompleteCases() {}

  /** The places at which no column is NaN. */
  static int[] of(double[]... columns) {
    return IntStream.range(0, columns[0].length)
        .filter(i -> Arrays.stream(columns).noneMatch(column -> Double.isNaN(column[i])))
        .toArray();
  }

  static double[] in(int[] places, double[] column) {
    return Arrays.stream(places).mapToDouble(i -> column[i]).toArray();
  }
}
