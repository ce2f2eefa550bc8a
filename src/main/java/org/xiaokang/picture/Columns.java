package org.xiaokang.picture;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Rows turned into the columns that lets-plot takes. */
final class Columns {
  private static final int MOST_BREAKS = 10;

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
    double wanted = (high > low ? high - low : Math.max(Math.abs(high), 1)) / 3;
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    double step = power * (wanted < 2 * power ? 1 : wanted < 5 * power ? 2 : 5);
    return DoubleStream.iterate(Math.ceil(low / step), n -> n * step <= high, n -> n + 1)
        .map(n -> n * step)
        .boxed()
        .toList();
  }
}
