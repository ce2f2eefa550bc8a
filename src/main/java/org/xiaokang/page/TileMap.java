package org.xiaokang.page;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A value for each region on a grid of squares that keeps their places on the map. The darker a
 * square, the more; squares without a value are empty. Each says its name and its value, so that
 * nothing rests on colour.
 *
 * @param title what is shown, of whom and when
 * @param description the same for those who do not see it
 * @param tiles the squares
 */
public record TileMap(String title, String description, List<Tile> tiles) {
  private static final int SIDE = 64;
  private static final int GAP = 2;

  /** Backgrounds from little to much, and what is legible on each (contrast of 4.5 at least). */
  private static final List<String> SHADES =
      List.of("#dbe9f6", "#b0d2e8", "#75b3d8", "#2f7ab9", "#0b4a8f");

  private static final List<String> INKS =
      List.of("#10202e", "#10202e", "#10202e", "#ffffff", "#ffffff");

  /**
   * One square.
   *
   * @param column its place from the left, from 0
   * @param row its place from the top, from 0
   * @param name what is written on it
   * @param value its value as text; null where it has none
   * @param share of the others with a smaller value, 0 to 1
   */
  public record Tile(int column, int row, String name, @Nullable String value, double share) {}

  /** Keeps a copy. */
  public TileMap {
    tiles = List.copyOf(tiles);
  }

  String html() {
    int columns = 1 + tiles.stream().mapToInt(Tile::column).max().orElse(0);
    int rows = 1 + tiles.stream().mapToInt(Tile::row).max().orElse(0);
    StringBuilder html = new StringBuilder("<figure>\n");
    html.append(Html.line("<figcaption>%s</figcaption>", title));
    html.append(
        Html.line(
            "<svg class=\"tiles\" role=\"img\" viewBox=\"0 0 %s %s\" aria-label=\"%s\">",
            columns * SIDE, rows * SIDE, description));
    tiles.forEach(tile -> html.append(square(tile)));
    return html.append("</svg>\n</figure>\n").toString();
  }

  private static String square(Tile tile) {
    int left = tile.column() * SIDE;
    int top = tile.row() * SIDE;
    int middle = left + SIDE / 2;
    String value = tile.value();
    if (value == null) {
      return rectangle(left, top, "none", "var(--line)")
          + text(middle, top + SIDE / 2 + 5, 13, "var(--soft)", tile.name());
    }
    int shade = Math.min(SHADES.size() - 1, (int) (tile.share() * SHADES.size()));
    return rectangle(left, top, SHADES.get(shade), SHADES.get(shade))
        + text(middle, top + 27, 14, INKS.get(shade), tile.name())
        + text(middle, top + 47, 12, INKS.get(shade), value);
  }

  private static String rectangle(int left, int top, String fill, String stroke) {
    return String.format(
        Locale.ROOT,
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\" fill=\"%s\" stroke=\"%s\"/>",
        left + GAP,
        top + GAP,
        SIDE - 2 * GAP,
        SIDE - 2 * GAP,
        fill,
        stroke);
  }

  private static String text(int x, int y, int size, String ink, String words) {
    return String.format(
            Locale.ROOT, "<text x=\"%d\" y=\"%d\" font-size=\"%d\" fill=\"%s\">", x, y, size, ink)
        + Html.escape(words)
        + "</text>\n";
  }
}
