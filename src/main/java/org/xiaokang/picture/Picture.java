package org.xiaokang.picture;

/**
 * A finished picture. None is made without a caption, without data or with an axis whose unit is
 * not said; colours are told apart without red and green, and never carry meaning alone.
 */
public sealed interface Picture
    permits BarChart,
        DotPlot,
        HeatMap,
        LineChart,
        ScatterPlot,
        SlopeChart,
        SmallMultiples,
        TileGrid {
  /** What stands around it. */
  Caption caption();

  /** What is drawn as a whole SVG document: with a title and a description, and it scales. */
  String svg();
}
