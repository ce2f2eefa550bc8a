package org.xiaokang.picture;

import static org.xiaokang.picture.Plot.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.xiaokang.catalogue.ProvinceGrid;
import org.xiaokang.catalogue.ProvinceGrid.Place;

/**
 * A value for each province, on a grid that keeps their places on the map but makes all of one
 * size; provinces without a value are left grey. Regions that the grid does not know stand in rows
 * of their own, in the order in which they come.
 *
 * @param value what the colours measure
 * @param tiles the values
 */
public record TileGrid(Caption caption, Axis value, List<Tile> tiles) implements Picture {
  private static final int AROUND = 40;
  private static final int ROW = 62;

  /** So many letters of a name fit a tile. */
  private static final int FITTING = 4;

  private static final double HALF = 0.47;
  private static final Map<String, Object> SQUARE =
      map("xmin", "left", "xmax", "right", "ymin", "bottom", "ymax", "top");

  /**
   * One region.
   *
   * @param code GB/T 2260 code of a province, or any other
   * @param name what is written on the tile, or the grid's short name where that is too long
   */
  public record Tile(String code, String name, double value) {
    /** The value must be finite. */
    public Tile {
      Require.finite(name, value);
    }
  }

  /** A tile at its place. */
  private record Placed(Tile tile, Place place) {}

  /** Refuses no data. */
  public TileGrid {
    Require.data(caption, tiles);
    tiles = List.copyOf(tiles);
  }

  @Override
  public String svg() {
    List<String> codes = Columns.texts(tiles, Tile::code);
    List<Place> places = ProvinceGrid.places(codes);
    List<Placed> placed = new ArrayList<>();
    for (Tile tile : tiles) {
      placed.add(new Placed(tile, places.get(placed.size())));
    }
    double low = tiles.stream().mapToDouble(Tile::value).min().orElseThrow();
    double high = tiles.stream().mapToDouble(Tile::value).max().orElseThrow();
    List<Place> others = ProvinceGrid.hasAny(codes) ? ProvinceGrid.others(codes) : List.of();
    int rows =
        1 + Stream.concat(places.stream(), others.stream()).mapToInt(Place::row).max().orElse(0);
    Plot plot = new Plot(caption, AROUND + ROW * rows).square();
    if (!others.isEmpty()) {
      blank(plot, others);
    }
    Map<String, Object> filled = new LinkedHashMap<>(SQUARE);
    filled.put("fill", "value");
    plot.layer("rect", data(placed), filled, "size", 0.0);
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

  /** The provinces without a value, so that the map is one. */
  private static void blank(Plot plot, List<Place> others) {
    Map<String, List<?>> data = squares(others);
    data.put("name", Columns.texts(others, Place::name));
    plot.layer("rect", data, SQUARE, "fill", Palette.MISSING, "size", 0.0);
    plot.layer(
        "text",
        data,
        map("x", "column", "y", "row", "label", "name"),
        "size",
        5.5,
        "color",
        Palette.FAINT);
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
    Map<String, List<?>> data = squares(placed.stream().map(Placed::place).toList());
    data.put("name", Columns.texts(placed, TileGrid::written));
    data.put("text", Columns.texts(placed, p -> Digits.text(p.tile.value)));
    data.put("value", Columns.numbers(placed, p -> p.tile.value));
    return data;
  }

  /** What the map calls a province fits its tile; its full name may not. */
  private static String written(Placed one) {
    String own = one.tile.name;
    return own.length() > FITTING && !one.place.name().isEmpty() ? one.place.name() : own;
  }

  /** Centres and edges; rows are counted from the top. */
  private static Map<String, List<?>> squares(List<Place> places) {
    Map<String, List<?>> data = new LinkedHashMap<>();
    data.put("column", Columns.numbers(places, Place::column));
    data.put("row", Columns.numbers(places, p -> -p.row()));
    data.put("left", Columns.numbers(places, p -> p.column() - HALF));
    data.put("right", Columns.numbers(places, p -> p.column() + HALF));
    data.put("bottom", Columns.numbers(places, p -> -p.row() - HALF));
    data.put("top", Columns.numbers(places, p -> -p.row() + HALF));
    return data;
  }
}
