package org.xiaokang.picture;

import static org.xiaokang.picture.Plot.map;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A matrix of values: one tile each, its value written on it; tiles without a value stay blank.
 *
 * @param rows what the rows are, such as "region" or "class before"
 * @param columns what the columns are
 * @param across the columns in their order, each that a cell is in
 * @param value what the colours measure
 * @param cells the values; rows in the order in which they come
 */
public record HeatMap(
    Caption caption, String rows, String columns, List<String> across, Axis value, List<Cell> cells)
    implements Picture {
  private static final int AROUND = 90;
  private static final int ROW = 34;

  /** One tile. */
  public record Cell(String row, String column, double value) {
    /** The value must be finite. */
    public Cell {
      Require.finite(row + ", " + column, value);
    }
  }

  /** Refuses no data. */
  public HeatMap {
    Require.data(caption, cells);
    across = List.copyOf(across);
    cells = List.copyOf(cells);
  }

  /** Columns too in the order in which they come. */
  public HeatMap(Caption caption, String rows, String columns, Axis value, List<Cell> cells) {
    this(caption, rows, columns, Columns.distinct(cells, Cell::column), value, cells);
  }

  @Override
  public String svg() {
    List<String> down = new ArrayList<>(Columns.distinct(cells, Cell::row));
    Collections.reverse(down);
    double low = cells.stream().mapToDouble(Cell::value).min().orElseThrow();
    double high = cells.stream().mapToDouble(Cell::value).max().orElseThrow();
    Plot plot = new Plot(caption, AROUND + ROW * down.size()).stretched();
    plot.layer(
        "tile",
        data(cells, down),
        map("x", "column", "y", "row", "fill", "value"),
        "width",
        0.97,
        "height",
        0.94);
    Palette.onViridis(cells, Cell::value)
        .forEach(
            (ink, some) ->
                plot.layer(
                    "text",
                    data(some, down),
                    map("x", "column", "y", "row", "label", "text"),
                    "size",
                    Plot.TEXT,
                    "color",
                    ink));
    return plot.rows(down)
        .scale("x", "name", columns + "; rows: " + rows, "discrete", true, "limits", across)
        .viridis(value)
        .svg(
            "Heat map of %d values, %d rows (%s) by %d columns (%s), %s from %s to %s."
                .formatted(
                    cells.size(),
                    down.size(),
                    rows,
                    across.size(),
                    columns,
                    value.label(),
                    Digits.text(low),
                    Digits.text(high)));
  }

  private static Map<String, List<?>> data(List<Cell> some, List<String> down) {
    return Map.of(
        "row", Columns.texts(some, c -> Plot.row(down.indexOf(c.row))),
        "column", Columns.texts(some, Cell::column),
        "value", Columns.numbers(some, Cell::value),
        "text", Columns.texts(some, c -> Digits.text(c.value)));
  }
}
