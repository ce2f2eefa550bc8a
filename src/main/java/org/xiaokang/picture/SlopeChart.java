package org.xiaokang.picture;

import static org.xiaokang.picture.Plot.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How values changed from one time to another: a line each, with name and both values; those that
 * fell are drawn in another colour.
 *
 * @param y what is measured
 * @param from the earlier time, such as 2014
 * @param to the later time
 * @param changes the values
 */
public record SlopeChart(Caption caption, Axis y, String from, String to, List<Change> changes)
    implements Picture {
  private static final int HEIGHT = 400;
  private static final double INNER_HEIGHT = 340;
  private static final double INNER_WIDTH = 690;

  /** What the lines keep of it, however long their names are. */
  private static final double LEAST = 100;

  /** Beside a name, in pixels. */
  private static final double GAP = 40;

  /**
   * One line.
   *
   * @param label what it is of
   */
  public record Change(String label, double before, double after) {
    /** Both values must be finite. */
    public Change {
      Require.finite(label, before, after);
    }
  }

  /** Refuses no data. */
  public SlopeChart {
    Require.data(caption, changes);
    changes = List.copyOf(changes);
  }

  @Override
  public String svg() {
    Plot plot = new Plot(caption, HEIGHT);
    for (Change change : changes) {
      Map<String, List<?>> data =
          Map.of("x", List.of(0.0, 1.0), "y", List.of(change.before, change.after));
      String colour = change.after < change.before ? Palette.ACCENT : Palette.MAIN;
      Map<String, Object> mapping = map("x", "x", "y", "y");
      plot.layer("line", data, mapping, "color", colour, "size", 1.1);
      plot.layer("point", data, mapping, "color", colour, "size", 4.0);
    }
    List<Label> before = new ArrayList<>();
    List<Label> after = new ArrayList<>();
    for (Change change : changes) {
      String earlier = "  " + Digits.text(change.before);
      String later = Digits.text(change.after) + "  ";
      before.add(new Label("", beside(earlier, change.label) + earlier, 0, change.before));
      after.add(new Label("", later + beside(later, change.label), 1, change.after));
    }
    double step = (high() - low()) * 1.1 * (Plot.FONT + 4) / INNER_HEIGHT;
    double width =
        Stream.concat(before.stream(), after.stream())
            .mapToDouble(label -> Text.width(label.text(), Plot.FONT) + GAP)
            .max()
            .orElseThrow();
    double room = width / Math.max(INNER_WIDTH - 2 * width, LEAST);
    written(plot, Label.apart(before, step), -0.03, 1.0);
    written(plot, Label.apart(after, step), 0.03, 0.0);
    boolean anyFell = changes.stream().anyMatch(change -> change.after < change.before);
    return plot.footnote(anyFell ? "Orange: fell; blue: did not." : "")
        .scale(
            "x",
            "name",
            "time",
            "breaks",
            List.of(0.0, 1.0),
            "labels",
            List.of(from, to),
            "limits",
            List.of(-room, 1 + room))
        .scale("y", "name", y.label())
        .svg(
            "Slope chart of %d changes in %s from %s to %s."
                .formatted(changes.size(), y.label(), from, to));
  }

  /** As much of a name as there is room for beside a value. */
  private static String beside(String value, String name) {
    double room = (INNER_WIDTH - LEAST) / 2 - GAP - Text.width(value, Plot.FONT);
    return Text.shortened(name, Plot.FONT, room);
  }

  private static void written(Plot plot, List<Label> labels, double aside, double hjust) {
    plot.layer(
        "text",
        Map.of(
            "text", Columns.texts(labels, Label::text),
            "x", Columns.numbers(labels, label -> label.x() + aside),
            "y", Columns.numbers(labels, Label::y)),
        map("x", "x", "y", "y", "label", "text"),
        "hjust",
        hjust,
        "size",
        Plot.TEXT,
        "color",
        Palette.INK);
  }

  private double low() {
    return changes.stream().mapToDouble(c -> Math.min(c.before, c.after)).min().orElseThrow();
  }

  private double high() {
    return changes.stream().mapToDouble(c -> Math.max(c.before, c.after)).max().orElseThrow();
  }
}
