package org.xiaokang.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jetbrains.letsPlot.commons.encoding.UnsupportedRGBEncoder;
import org.jetbrains.letsPlot.core.util.PlotSvgExportCommon;

/**
 * A specification of lets-plot in the making (a grammar of graphics: Wilkinson 2005, Wickham 2010),
 * and the picture that follows. Numbers are given as {@code Double}: lets-plot takes no others.
 */
final class Plot {
  static final int WIDTH = 800;

  /** Size of letters at axes and marks, in pixels, and how geom text counts it. */
  static final double FONT = 13;

  static final double TEXT = FONT / 2;

  private static final Pattern ROW = Pattern.compile("(?<=>)\\s*row(\\d+)\\s*(?=</text>)");

  private final Caption caption;
  private final Map<String, Object> spec = new LinkedHashMap<>();
  private final List<Object> layers = new ArrayList<>();
  private final List<Object> scales = new ArrayList<>();
  private final Map<String, Object> theme = new LinkedHashMap<>();
  private List<String> rows = List.of();
  private String footnote = "";

  /** A picture whose plot is so many pixels high. */
  Plot(Caption caption, int height) {
    this.caption = caption;
    spec.put("kind", "plot");
    spec.put("ggsize", map("width", (double) WIDTH, "height", (double) height));
    spec.put("layers", layers);
    spec.put("scales", scales);
    spec.put("theme", theme);
    theme("axis_title", map("size", FONT, "blank", false), "legend_title", map("size", FONT));
    margins(8);
  }

  /** A map of what is given in turn: name, value, name, value. */
  static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  /** A layer: what is drawn, its data by column, and the column of each aesthetic. */
  Plot layer(
      String geom,
      Map<String, List<?>> data,
      Map<String, Object> mapping,
      Object... namesAndValues) {
    Map<String, Object> layer = map(namesAndValues);
    layer.put("geom", geom);
    layer.put("data", data);
    layer.put("mapping", mapping);
    layer.put("tooltips", "none");
    layers.add(layer);
    return this;
  }

  Plot scale(String aesthetic, Object... namesAndValues) {
    Map<String, Object> scale = map(namesAndValues);
    scale.put("aesthetic", aesthetic);
    scales.add(scale);
    return this;
  }

  /** The colours or shapes of series, without a legend: the series are named where they end. */
  Plot series(String aesthetic, List<String> series, List<?> values) {
    return scale(
        aesthetic,
        "discrete",
        true,
        "limits",
        series,
        "values",
        values.subList(0, series.size()),
        "guide",
        "none");
  }

  /** The fill of tiles. */
  Plot viridis(Axis value) {
    return scale(
        "fill",
        "name",
        Text.withRoom(value.label()),
        "scale_mapper_kind",
        "color_gradientn",
        "colors",
        Palette.VIRIDIS);
  }

  /**
   * Names the rows of the y axis from the bottom up; data call them {@link #row}. lets-plot cuts
   * names of more than twenty letters, so that it is given short ones, and room beside them.
   */
  Plot rows(List<String> names) {
    rows = names;
    margins((int) names.stream().mapToDouble(n -> Text.width(n, FONT)).max().orElse(0) - 30);
    List<String> limits = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      limits.add(row(i));
    }
    return scale("y", "name", "", "discrete", true, "limits", limits);
  }

  /** The row of that number, from 0 at the bottom. */
  static String row(int number) {
    return "row" + number;
  }

  private void margins(int left) {
    theme("plot_margin", map("t", 6.0, "r", 16.0, "b", 4.0, "l", (double) Math.max(8, left)));
  }

  Plot theme(Object... namesAndValues) {
    theme.putAll(map(namesAndValues));
    return this;
  }

  Plot facets(String column, int columns) {
    spec.put(
        "facet",
        map("name", "wrap", "facets", List.of(column), "ncol", (double) columns, "order", 1.0));
    return this;
  }

  /** One more line below the picture. */
  Plot footnote(String text) {
    footnote = text;
    return this;
  }

  /** Fills the width, where lets-plot would make tiles square. */
  Plot stretched() {
    spec.put("coord", map("name", "cartesian"));
    return this;
  }

  /** A step is as long upwards as across. */
  Plot square() {
    spec.put("coord", map("name", "fixed"));
    return this;
  }

  /**
   * The picture.
   *
   * @param description what is drawn, in words, for those who cannot see it
   */
  String svg(String description) {
    String plot =
        PlotSvgExportCommon.INSTANCE.buildSvgImageFromRawSpecs(
            spec, null, new UnsupportedRGBEncoder(), true);
    return new Frame(caption, footnote, description).around(named(plot));
  }

  private String named(String svg) {
    return ROW.matcher(svg)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    Frame.escaped(rows.get(Integer.parseInt(found.group(1))))));
  }
}
