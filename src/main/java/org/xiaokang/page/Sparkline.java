package org.xiaokang.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The course of a value as a line the size of a word (Tufte 2006): points at their time, the last
 * one marked. It is a picture with the values as its text.
 *
 * @param points at least two, in the order of time
 */
public record Sparkline(List<Point> points) {
  private static final double WIDTH = 120;
  private static final double HEIGHT = 28;
  private static final double MARGIN = 4;

  /**
   * One value.
   *
   * @param day its place in time, in days since 1970-01-01
   * @param value its height
   * @param label the period and the value as text
   */
  public record Point(long day, double value, String label) {}

  /** Keeps a copy. */
  public Sparkline {
    points = List.copyOf(points);
    if (points.size() < 2) {
      throw new IllegalArgumentException("a course has two points at least; found " + points);
    }
  }

  String svg() {
    Point last = points.get(points.size() - 1);
    String line =
        points.stream()
            .map(p -> number(x(p)) + "," + number(y(p)))
            .collect(Collectors.joining(" "));
    String said = points.stream().map(Point::label).collect(Collectors.joining("; "));
    return Html.line(
            "<svg class=\"course\" role=\"img\" viewBox=\"0 0 120 28\" width=\"120\" height=\"28\" aria-label=\"%s\">",
            said)
        + Html.line(
            "<polyline points=\"%s\"/><circle cx=\"%s\" cy=\"%s\" r=\"3\"/></svg>",
            line, number(x(last)), number(y(last)));
  }

  private double x(Point point) {
    double first = points.get(0).day();
    double last = points.get(points.size() - 1).day();
    double share = last == first ? 0.5 : (point.day() - first) / (last - first);
    return MARGIN + share * (WIDTH - 2 * MARGIN);
  }

  private double y(Point point) {
    double low = points.stream().mapToDouble(Point::value).min().orElseThrow();
    double high = points.stream().mapToDouble(Point::value).max().orElseThrow();
    double share = high == low ? 0.5 : (point.value() - low) / (high - low);
    return HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
  }

  private static String number(double coordinate) {
    return String.format(Locale.ROOT, "%.1f", coordinate);
  }
}
