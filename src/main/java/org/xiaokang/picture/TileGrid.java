package org.xiaokang.picture;

import static org.xiaokang.picture.Plot.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A value for each province, on a grid that keeps their places on the map but makes all of one
 * size. Regions that the grid does not know stand in rows of their own, in the order in which they
 * come.
 *
 * @param value what the colours measure
 * @param tiles the values
 */
public record TileGrid(Caption caption, Axis value, List<Tile> tiles) implements Picture {
  private static final int HEIGHT = 540;

  /**
   * One region.
   *
   * @param code GB/T 2260 code of a province, or any other
   * @param name what is written on the tile
   */
  public record Tile(String code, String name, double value) {
    /** The value must be finite. */
    public Tile {
      Require.finite(name, value);
    }
  }

  /** A tile at its place. */
  private record Placed(Tile tile, ProvinceGrid.Place place) {}

  /** Refuses no data. */
  public TileGrid {
    Require.data(caption, tiles);
    tiles = List.copyOf(tiles);
  }

  @Override
  public String svg() {
    List<ProvinceGrid.Place> places = ProvinceGrid.places(Columns.texts(tiles, Tile::code));
    List<Placed> placed = new ArrayList<>();
    for (Tile tile : tiles) {
      placed.add(new Placed(tile, places.get(placed.size())));
    }
    double low = tiles.stream().mapToDouble(Tile::value).min().orElseThrow();
    double high = tiles.stream().mapToDouble(Tile::value).max().orElseThrow();
    Plot plot = new Plot(caption, HEIGHT);
    plot.layer(
        "tile",
        data(placed),
        map("x", "column", "y", "row", "fill", "value"),
        "width",
        0.94,
        "height",
        0.94);
    Palette.onViridis(placed, one -> one.tile.value)
        .forEach(
            (ink, some) -> {
              written(plot, some, "name", ink, 0.17);
              written(plot, some, "text", ink, -0.2);
            });
    return plot.scale("x", "name", "")
        .scale("y", "name", "")
        .theme("axis", "blank", "panel_grid", "blank")
        .viridis(value)
        .svg(
            "Tile grid of %d regions, %s from %s to %s."
                .formatted(tiles.size(), value.label(), Digits.text(low), Digits.text(high)));
  }

  private static void written(Plot plot, List<Placed> some, String column, String ink, double up) {
    plot.layer(
        "text",
        data(some),
        map("x", "column", "y", "row", "label", column),
        "position",
        map("name", "nudge", "y", up),
        "size",
        5.5,
        "color",
        ink);
  }

  private static Map<String, List<?>> data(List<Placed> placed) {
    return Map.of(
        "name", Columns.texts(placed, p -> p.tile.name),
        "text", Columns.texts(placed, p -> Digits.text(p.tile.value)),
        "value", Columns.numbers(placed, p -> p.tile.value),
        "column", Columns.numbers(placed, p -> p.place.column()),
        "row", Columns.numbers(placed, p -> -p.place.row()));
  }
}
