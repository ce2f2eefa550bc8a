package org.xiaokang.picture;

import static org.xiaokang.picture.Plot.map;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Values with their intervals: a dot and a bar from low to high for each, in order of the values.
 *
 * @param value what is measured
 * @param ranges the values, in any order; lowest on top
 */
public record DotPlot(Caption caption, Axis value, List<Range> ranges) implements Picture {
  private static final int AROUND = 60;
  private static final int ROW = 26;

  /**
   * One value with its interval.
   *
   * @param label what it is of
   */
  public record Range(String label, double low, double value, double high) {
    /** All must be finite. */
    public Range {
      Require.finite(label, low, value, high);
    }
  }

  /** Puts the values in order; refuses none. */
  public DotPlot {
    Require.data(caption, ranges);
    ranges = ranges.stream().sorted(Comparator.comparingDouble(Range::value).reversed()).toList();
  }

  @Override
  public String svg() {
    Map<String, List<?>> data =
        Map.of(
            "row", Columns.texts(ranges, range -> Plot.row(ranges.indexOf(range))),
            "low", Columns.numbers(ranges, Range::low),
            "value", Columns.numbers(ranges, Range::value),
            "high", Columns.numbers(ranges, Range::high));
    return new Plot(caption, AROUND + ROW * ranges.size())
        .layer(
            "segment",
            data,
            map("x", "low", "xend", "high", "y", "row", "yend", "row"),
            "size",
            2.5,
            "color",
            Palette.RANGE)
        .layer("point", data, map("x", "value", "y", "row"), "size", 4.5, "color", Palette.MAIN)
        .rows(Columns.texts(ranges, Range::label))
        .scale("x", "name", value.label())
        .svg("Dot plot of %d values with intervals, %s.".formatted(ranges.size(), value.label()));
  }
}
