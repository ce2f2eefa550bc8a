package org.xiaokang.picture;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.xiaokang.catalogue.XiaokangException;

/** Colours and shapes that stay apart for every kind of colour vision. */
final class Palette {
  /**
   * Okabe and Ito (2008), Color Universal Design, the darkest first; without its yellow, which is
   * too pale for a line on white.
   */
  static final List<String> SERIES =
      List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000");

  /** A filled circle, triangle, square, diamond; a cross, a plus, an asterisk. */
  static final List<Integer> SHAPES = List.of(16, 17, 15, 18, 4, 3, 8);

  /** Viridis (van der Walt and Smith 2015): its lightness rises evenly, also in grey. */
  static final List<String> VIRIDIS =
      List.of("#440154", "#414487", "#2a788e", "#22a884", "#7ad151", "#fde725");

  static final String MAIN = SERIES.get(0);
  static final String ACCENT = SERIES.get(1);
  static final String INK = "#333333";
  static final String MISSING = "#F0F0F0";
  static final String FAINT = "#767676";
  static final String RANGE = SERIES.get(5);

  /** The share of viridis, from its low end, that white letters can be read on. */
  private static final double DARK = 0.6;

  private Palette() {}

  /**
   * So many series as can be told apart.
   *
   * @throws XiaokangException if there are more
   */
  static void requireDistinct(int series) {
    if (series > SERIES.size()) {
      throw new XiaokangException(
          "%d series in one picture cannot be told apart; draw at most %d, or small multiples"
              .formatted(series, SERIES.size()));
    }
  }

  /** What is written on viridis, by the colour in which it reads: white below, black on top. */
  static <T> Map<String, List<T>> onViridis(List<T> values, ToDoubleFunction<T> value) {
    double low = values.stream().mapToDouble(value).min().orElseThrow();
    double high = values.stream().mapToDouble(value).max().orElseThrow();
    return values.stream()
        .collect(
            Collectors.groupingBy(
                one ->
                    value.applyAsDouble(one) - low > DARK * (high - low) ? "#000000" : "#FFFFFF"));
  }
}
