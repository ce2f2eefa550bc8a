package org.xiaokang.notebook;

import java.util.List;
import java.util.function.Function;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.picture.Axis;
import org.xiaokang.picture.BarChart;
import org.xiaokang.picture.Caption;
import org.xiaokang.picture.DotPlot;
import org.xiaokang.picture.HeatMap;
import org.xiaokang.picture.LineChart;
import org.xiaokang.picture.Picture;
import org.xiaokang.picture.Point;
import org.xiaokang.picture.ScatterPlot;
import org.xiaokang.picture.SlopeChart;
import org.xiaokang.picture.SmallMultiples;
import org.xiaokang.picture.TileGrid;
import org.xiaokang.reader.CellText;
import org.xiaokang.reader.TableRow;

/**
 * A picture of rows: each method takes the columns to draw and what each axis measures. Rows
 * without a number where one is drawn are left out.
 */
public final class Drawing {
  /** More marks than a picture of one mark per row can hold. */
  private static final int MOST = 20_000;

  private final Rows rows;
  private final Caption caption;

  Drawing(Lake lake, Rows rows, String title, String region, String period) {
    this.rows = rows;
    this.caption = new Caption(title, region, period, lake.releaseId(), lake.note());
  }

  /** Lines over years, one for each value of {@code series}. */
  public Picture line(String series, String year, String value, Axis axis) {
    return new LineChart(caption, Axis.years(), axis, points(series, year, value));
  }

  /** Lines over something else than years. */
  public Picture line(String series, String x, Axis along, String y, Axis axis) {
    return new LineChart(caption, along, axis, points(series, x, y));
  }

  /** A small line chart for each value of {@code series}. */
  public Picture multiples(String series, String year, String value, Axis axis) {
    return new SmallMultiples(caption, Axis.years(), axis, points(series, year, value));
  }

  /** A bar for each row. */
  public Picture bars(String label, String value, Axis axis) {
    return new BarChart(
        caption, axis, draw(r -> new BarChart.Bar(text(r, label), number(r, value)), label, value));
  }

  /** A dot and the interval around it for each row. */
  public Picture dots(String label, String low, String value, String high, Axis axis) {
    return new DotPlot(
        caption,
        axis,
        draw(
            r ->
                new DotPlot.Range(
                    text(r, label), number(r, low), number(r, value), number(r, high)),
            label,
            low,
            value,
            high));
  }

  /** A dot for each row, and the least-squares line through them. */
  public Picture scatter(String label, String x, Axis across, String y, Axis up) {
    return new ScatterPlot(
        caption,
        across,
        up,
        draw(r -> new ScatterPlot.Dot(text(r, label), number(r, x), number(r, y)), label, x, y));
  }

  /** A tile for each row, in the order of the rows. */
  public Picture heat(String row, String column, String value, Axis axis) {
    return new HeatMap(
        caption,
        row.replace('_', ' '),
        column.replace('_', ' '),
        axis,
        draw(
            r -> new HeatMap.Cell(text(r, row), text(r, column), number(r, value)),
            row,
            column,
            value));
  }

  /** A line for each row, from one column to the other. */
  public Picture slope(
      String label, String before, String after, String from, String to, Axis axis) {
    return new SlopeChart(
        caption,
        axis,
        from,
        to,
        draw(
            r -> new SlopeChart.Change(text(r, label), number(r, before), number(r, after)),
            label,
            before,
            after));
  }

  /** A tile for each province. */
  public Picture tiles(String code, String name, String value, Axis axis) {
    return new TileGrid(
        caption,
        axis,
        draw(
            r -> new TileGrid.Tile(text(r, code), text(r, name), number(r, value)),
            code,
            name,
            value));
  }

  private List<Point> points(String series, String x, String y) {
    return draw(r -> new Point(text(r, series), number(r, x), number(r, y)), series, x, y);
  }

  private <T> List<T> draw(Function<TableRow, T> mark, String... columns) {
    List<String> there = rows.columns();
    for (String column : columns) {
      if (!there.contains(column)) {
        throw new XiaokangException(
            "there is no column '"
                + column
                + "' to draw; the rows have "
                + there
                + Nearest.hint(column, there));
      }
    }
    List<TableRow> found = rows.first(MOST + 1, List.of(columns));
    if (found.size() > MOST) {
      throw new XiaokangException(
          "more than " + MOST + " rows in one picture; filter or group them first");
    }
    return found.stream().map(mark).toList();
  }

  private static String text(TableRow row, String column) {
    return CellText.rounded(row.cells().get(column));
  }

  private static double number(TableRow row, String column) {
    if (row.cells().get(column) instanceof Number number) {
      return number.doubleValue();
    }
    throw new XiaokangException(
        "the column '"
            + column
            + "' holds '"
            + text(row, column)
            + "', which is no number and cannot be drawn; cast it in the query");
  }
}
