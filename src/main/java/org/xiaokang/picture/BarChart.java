package org.xiaokang.picture;

import static org.xiaokang.picture.Plot.map;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Values side by side: horizontal bars from zero, the largest on top, each with its value.
 *
 * @param value what the bars measure
 * @param bars the values, in any order
 */
public record BarChart(Caption caption, Axis value, List<Bar> bars) implements Picture {
  private static final int AROUND = 60;
  private static final int ROW = 30;

  /**
   * One bar.
   *
   * @param label what it is of
   */
  public record Bar(String label, double value) {
    /** The value must be finite. */
    public Bar {
      Require.finite(label, value);
    }
  }

  /** Puts the bars in order; refuses none. */
  public BarChart {
    Require.data(caption, bars);
    bars = bars.stream().sorted(Comparator.comparingDouble(Bar::value)).toList();
  }

  @Override
  public String svg() {
    double low = Math.min(0, bars.get(0).value);
    double high = Math.max(0, bars.get(bars.size() - 1).value);
    double longest =
        bars.stream()
            .mapToDouble(bar -> Text.width(Digits.text(bar.value), Plot.FONT))
            .max()
            .orElse(0);
    double names =
        bars.stream().mapToDouble(bar -> Text.width(bar.label, Plot.FONT)).max().orElse(0);
    double room = (high - low) * (longest + 12) / Math.max(Plot.WIDTH - names - longest, 200);
    Plot plot = new Plot(caption, AROUND + ROW * bars.size());
    plot.layer(
        "bar",
        columns(bars),
        map("x", "value", "y", "row"),
        "stat",
        "identity",
        "orientation",
        "y",
        "fill",
        Palette.MAIN,
        "color",
        Palette.MAIN,
        "width",
        0.65);
    written(plot, bars.stream().filter(bar -> bar.value >= 0).toList(), 0.0, room / 10);
    written(plot, bars.stream().filter(bar -> bar.value < 0).toList(), 1.0, -room / 10);
    return plot.rows(Columns.texts(bars, Bar::label))
        .scale(
            "x",
            "name",
            value.label(),
            "limits",
            List.of(low < 0 ? low - room : 0.0, high > 0 ? high + room : 0.0))
        .svg(
            "Bar chart of %d values in %s, the largest is %s with %s."
                .formatted(
                    bars.size(),
                    value.label(),
                    bars.get(bars.size() - 1).label,
                    Digits.text(bars.get(bars.size() - 1).value)));
  }

  /** The values beyond the ends of their bars. */
  private void written(Plot plot, List<Bar> some, double hjust, double aside) {
    if (!some.isEmpty()) {
      plot.layer(
          "text",
          columns(some),
          map("x", "value", "y", "row", "label", "text"),
          "hjust",
          hjust,
          "position",
          map("name", "nudge", "x", aside),
          "size",
          Plot.TEXT,
          "color",
          Palette.INK);
    }
  }

  private Map<String, List<?>> columns(List<Bar> some) {
    return Map.of(
        "row", Columns.texts(some, bar -> Plot.row(bars.indexOf(bar))),
        "value", Columns.numbers(some, Bar::value),
        "text", Columns.texts(some, bar -> Digits.text(bar.value)));
  }
}
