package org.xiaokang.picture;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Rows turned into the columns that lets-plot takes. */
final class Columns {
  private static final int MOST_BREAKS = 10;

  /** A difference that no picture shows, as a part of the values. */
  private static final double UNSEEN = 1e-9;

  private Columns() {}

  static <T> List<Double> numbers(List<T> rows, ToDoubleFunction<T> number) {
    return rows.stream().map(number::applyAsDouble).toList();
  }

  static <T> List<String> texts(List<T> rows, Function<T, String> text) {
    return rows.stream().map(text).toList();
  }

  /** The different texts, in the order in which they come. */
  static <T> List<String> distinct(List<T> rows, Function<T, String> text) {
    return rows.stream().map(text).distinct().toList();
  }

  /** Where an axis is marked: at the values themselves, at each second of them, and so on. */
  static List<Double> breaks(List<Double> values) {
    List<Double> all = values.stream().distinct().sorted().toList();
    int step = (all.size() + MOST_BREAKS - 1) / MOST_BREAKS;
    return all.stream().filter(value -> all.indexOf(value) % step == 0).toList();
  }

  /** Three to six round numbers that span the values: steps of 1, 2 or 5 times a power of ten. */
  static List<Double> round(List<Double> values) {
    double low = values.stream().mapToDouble(v -> v).min().orElseThrow();
    double high = values.stream().mapToDouble(v -> v).max().orElseThrow();
    double wanted = (alike(low, high) ? Math.max(Math.abs(high), 1) : high - low) / 3;
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    double step = power * (wanted < 2 * power ? 1 : wanted < 5 * power ? 2 : 5);
    double first = Math.ceil(low / step);
    return IntStream.range(0, MOST_BREAKS)
        .mapToObj(i -> (first + i) * step)
        .filter(value -> value <= high)
        .toList();
  }

  /** Whether the least and the greatest of some values are equal, but for their last digits. */
  static boolean alike(double low, double high) {
    return high - low <= UNSEEN * Math.max(Math.abs(low), Math.abs(high));
  }
}
