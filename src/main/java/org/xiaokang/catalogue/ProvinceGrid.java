package org.xiaokang.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where each province of China stands on a grid of tiles, by its GB/T 2260 code. */
public final class ProvinceGrid {
  private static final int ACROSS = 9;

  /**
   * Rows from north to south, columns from west to east: two digits of the code, and the name in
   * short; .. is empty.
   */
  private static final String GRID =
      """
      .. .. .. .. .. .. .. 15内蒙古 23黑龙江
      65新疆 .. .. .. .. .. .. .. 22吉林
      .. .. 62甘肃 64宁夏 14山西 13河北 11北京 12天津 21辽宁
      54西藏 63青海 .. 61陕西 41河南 37山东 .. .. ..
      .. .. 51四川 50重庆 42湖北 34安徽 32江苏 31上海 ..
      .. 53云南 52贵州 43湖南 36江西 33浙江 .. .. ..
      .. .. 45广西 44广东 35福建 71台湾 .. .. ..
      .. .. 46海南 82澳门 81香港 .. .. .. ..
      """;

  private static final Map<String, Place> PLACES = read();

  /**
   * A place, counted from the top left corner, from 0.
   *
   * @param name what stands there on the map; blank for what the map does not have
   */
  public record Place(int column, int row, String name) {}

  private ProvinceGrid() {}

  /** The places of regions; those that the grid does not know fill rows below, or a grid alone. */
  public static List<Place> places(List<String> codes) {
    boolean anyKnown = hasAny(codes);
    int below = anyKnown ? (int) GRID.lines().count() + 1 : 0;
    List<Place> places = new ArrayList<>();
    int unknown = 0;
    for (String code : codes) {
      Place known = PLACES.get(code);
      if (known == null) {
        known = new Place(unknown % ACROSS, below + unknown / ACROSS, "");
        unknown++;
      }
      places.add(known);
    }
    return places;
  }

  /** Whether the map has a place for any of these. */
  public static boolean hasAny(List<String> codes) {
    return codes.stream().anyMatch(PLACES::containsKey);
  }

  /** The places of the map that none of these takes. */
  public static List<Place> others(List<String> codes) {
    return PLACES.entrySet().stream()
        .filter(entry -> !codes.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .sorted(Comparator.comparingInt(Place::row).thenComparingInt(Place::column))
        .toList();
  }

  private static Map<String, Place> read() {
    Map<String, Place> places = new HashMap<>();
    List<String> rows = GRID.lines().toList();
    for (int row = 0; row < rows.size(); row++) {
      List<String> codes = List.of(rows.get(row).split(" "));
      for (int column = 0; column < codes.size(); column++) {
        if (!codes.get(column).equals("..")) {
          String entry = codes.get(column);
          places.put(entry.substring(0, 2) + "0000", new Place(column, row, entry.substring(2)));
        }
      }
    }
    return Map.copyOf(places);
  }
}
