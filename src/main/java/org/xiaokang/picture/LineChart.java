package org.xiaokang.picture;

import static org.xiaokang.picture.Plot.map;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Values over time: a line for each series, with a shape of its own for its values, and its name
 * and last value at its end.
 *
 * @param x the axis along, such as {@link Axis#years}
 * @param points the values, in any order; at most seven series
 */
public record LineChart(Caption caption, Axis x, Axis y, List<Point> points) implements Picture {
  private static final int HEIGHT = 360;
  private static final int MANY = 20;
  private static final double INNER_HEIGHT = 300;
  private static final double INNER_WIDTH = 690;

  /** What the lines keep of it, however long their names are. */
  private static final double LEAST = 230;

  /** Beside a name, in pixels. */
  private static final double GAP = 24;

  /** Puts the points in order; refuses none, and more series than can be told apart. */
  public LineChart {
    Require.data(caption, points);
    points =
        points.stream()
            .sorted(Comparator.comparing(Point::series).thenComparingDouble(Point::x))
            .toList();
    Palette.requireDistinct(Columns.distinct(points, Point::series).size());
  }

  @Override
  public String svg() {
    List<String> series = Columns.distinct(points, Point::series);
    List<Label> labels = labels(series);
    boolean isWhole =
        x.equals(Axis.years())
            || points.stream().allMatch(point -> point.x() == Math.rint(point.x()));
    // What lies within a year is read from where the year begins.
    List<Double> along = Columns.numbers(points, p -> isWhole ? Math.floor(p.x()) : p.x());
    double from = along.stream().mapToDouble(d -> d).min().orElseThrow();
    double to = points.stream().mapToDouble(Point::x).max().orElseThrow();
    double span = Columns.alike(from, to) ? 1 : to - from;
    List<Double> breaks = isWhole ? Columns.breaks(along) : Columns.round(along);
    double room =
        labels.stream().mapToDouble(l -> Text.width(l.text(), Plot.FONT) + GAP).max().orElse(0);
    return new Plot(caption, HEIGHT)
        .layer("line", data(), map("x", "x", "y", "y", "color", "series"), "size", 1.1)
        .layer(
            "point",
            data(),
            map("x", "x", "y", "y", "color", "series", "shape", "series"),
            "size",
            points.size() > MANY * series.size() ? 2.0 : 4.0)
        .layer(
            "text",
            Label.columns(labels),
            map("x", "x", "y", "y", "label", "text", "color", "series"),
            "hjust",
            0.0,
            "position",
            map("name", "nudge", "x", span * 0.02),
            "size",
            Plot.TEXT)
        .series("color", series, Palette.SERIES)
        .series("shape", series, Palette.SHAPES)
        .scale(
            "x",
            "name",
            x.label(),
            "breaks",
            breaks,
            "labels",
            Columns.texts(breaks, b -> isWhole ? String.valueOf(b.longValue()) : Digits.text(b)),
            "limits",
            List.of(from - span * 0.03, to + span * room / Math.max(INNER_WIDTH - room, LEAST)))
        .scale("y", "name", y.label(), "limits", limits(labels))
        .svg(
            "Line chart of %d values in %d series, %s over %s: %s."
                .formatted(
                    points.size(), series.size(), y.label(), x.label(), String.join("; ", series)));
  }

  private Map<String, List<?>> data() {
    return Map.of(
        "series", Columns.texts(points, Point::series),
        "x", Columns.numbers(points, Point::x),
        "y", Columns.numbers(points, Point::y));
  }

  /** Values all alike are drawn above zero: an axis of their own would magnify nothing. */
  private List<Double> limits(List<Label> labels) {
    double low = points.stream().mapToDouble(Point::y).min().orElseThrow();
    double high = points.stream().mapToDouble(Point::y).max().orElseThrow();
    double top = labels.stream().mapToDouble(Label::y).max().orElse(high);
    return Columns.alike(low, high)
        ? List.of(Math.min(0, 1.25 * low), Math.max(low == 0 ? 1 : 0, Math.max(1.25 * high, top)))
        : List.of(low, Math.max(high, top));
  }

  /** Name and last value of each line. */
  private List<Label> labels(List<String> series) {
    List<Double> limits = limits(List.of());
    List<Label> labels = series.stream().map(this::label).toList();
    return Label.apart(
        labels, (limits.get(1) - limits.get(0)) * 1.1 * (Plot.FONT + 4) / INNER_HEIGHT);
  }

  private Label label(String series) {
    Point last =
        points.stream().filter(p -> p.series().equals(series)).reduce((a, b) -> b).orElseThrow();
    String value = "  " + Digits.text(last.y());
    double room = INNER_WIDTH - LEAST - GAP - Text.width(value, Plot.FONT);
    return new Label(series, Text.shortened(series, Plot.FONT, room) + value, last.x(), last.y());
  }
}
