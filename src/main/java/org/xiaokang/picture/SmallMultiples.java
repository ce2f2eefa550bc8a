package org.xiaokang.picture;

import static org.xiaokang.picture.Plot.map;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One small line chart for each series, all on the same axes, for more series than one picture
 * holds.
 *
 * @param x the axis along, such as {@link Axis#years}
 * @param points the values, in any order
 */
public record SmallMultiples(Caption caption, Axis x, Axis y, List<Point> points)
    implements Picture {
  private static final double INNER_WIDTH = 700;
  private static final int MOST_COLUMNS = 4;
  private static final int AROUND = 60;
  private static final int ROW = 170;

  /** Puts the points in order; refuses none. */
  public SmallMultiples {
    Require.data(caption, points);
    points =
        points.stream()
            .sorted(Comparator.comparing(Point::series).thenComparingDouble(Point::x))
            .toList();
  }

  @Override
  public String svg() {
    List<String> series = Columns.distinct(points, Point::series);
    double widest = series.stream().mapToDouble(s -> Text.width(s, Plot.FONT)).max().orElseThrow();
    int fitting = (int) Math.max(1, INNER_WIDTH / (widest + 15));
    int columns = Math.min(Math.min(MOST_COLUMNS, fitting), series.size());
    int rows = (series.size() + columns - 1) / columns;
    Map<String, List<?>> data =
        Map.of(
            "series", Columns.texts(points, Point::series),
            "x", Columns.numbers(points, Point::x),
            "y", Columns.numbers(points, Point::y));
    Map<String, Object> mapping = map("x", "x", "y", "y");
    List<Double> years = Columns.numbers(points, Point::x);
    List<Double> round = Columns.round(Columns.numbers(points, Point::y));
    List<Double> ends =
        Stream.of(
                years.stream().min(Comparator.naturalOrder()).orElseThrow(),
                years.stream().max(Comparator.naturalOrder()).orElseThrow())
            .distinct()
            .toList();
    return new Plot(caption, AROUND + rows * ROW)
        .layer("line", data, mapping, "color", Palette.MAIN, "size", 1.0)
        .layer("point", data, mapping, "color", Palette.MAIN, "size", 2.5)
        .facets("series", columns)
        .scale(
            "x",
            "name",
            x.label(),
            "breaks",
            ends,
            "labels",
            Columns.texts(ends, year -> String.valueOf(year.longValue())),
            "expand",
            List.of(0.18))
        .scale(
            "y", "name", y.label(), "breaks", round, "labels", Columns.texts(round, Digits::text))
        .svg(
            "Small multiples: %d values in %d line charts on the same axes, %s over %s: %s."
                .formatted(
                    points.size(), series.size(), y.label(), x.label(), String.join("; ", series)));
  }
}
