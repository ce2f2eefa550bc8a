package org.xiaokang.picture;

import static org.xiaokang.picture.Plot.map;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Two measures of each region against each other, with the least-squares line, its equation and R².
 *
 * @param dots one for each region; three at least, for a line through two fits by itself
 */
public record ScatterPlot(Caption caption, Axis x, Axis y, List<Dot> dots) implements Picture {
  private static final int HEIGHT = 400;
  private static final double INNER_WIDTH = 690;
  private static final int FEW = 12;

  /**
   * One region.
   *
   * @param label its name, shown where there are few
   */
  public record Dot(String label, double x, double y) {
    /** Both must be finite. */
    public Dot {
      Require.finite(label, x, y);
    }
  }

  /** Refuses no data. */
  public ScatterPlot {
    Require.data(caption, dots);
    dots = dots.stream().sorted(Comparator.comparingDouble(Dot::x)).toList();
  }

  @Override
  public String svg() {
    Plot plot = new Plot(caption, HEIGHT);
    Map<String, List<?>> data =
        Map.of(
            "label", Columns.texts(dots, Dot::label),
            "x", Columns.numbers(dots, Dot::x),
            "y", Columns.numbers(dots, Dot::y));
    Map<String, Object> mapping = map("x", "x", "y", "y");
    plot.layer("point", data, mapping, "color", Palette.MAIN, "alpha", 0.65, "size", 3.5);
    double from = dots.get(0).x;
    double to = dots.get(dots.size() - 1).x;
    double room = 0;
    if (dots.size() <= FEW) {
      plot.layer(
          "text",
          data,
          map("x", "x", "y", "y", "label", "label"),
          "hjust",
          0.0,
          "position",
          map("name", "nudge", "x", (to - from) * 0.012),
          "size",
          Plot.TEXT);
      room = dots.stream().mapToDouble(d -> Text.width(d.label, Plot.FONT) + 16).max().orElse(0);
    }
    String fitted = "";
    if (Line.canFit(dots)) {
      Line line = Line.fit(dots);
      plot.layer(
          "line",
          Map.of("x", List.of(from, to), "y", List.of(line.at(from), line.at(to))),
          mapping,
          "color",
          Palette.ACCENT,
          "size",
          1.3);
      fitted = "Least-squares line: " + line.equation();
    }
    return plot.scale(
            "x", "name", x.label(), "limits", List.of(from, to + (to - from) * room / INNER_WIDTH))
        .scale("y", "name", y.label())
        .footnote(fitted)
        .svg(
            "Scatter plot of %d regions, %s over %s. %s"
                .formatted(dots.size(), y.label(), x.label(), fitted));
  }
}
