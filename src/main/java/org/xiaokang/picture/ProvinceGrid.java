package org.xiaokang.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where each province of China stands on a grid of tiles, by its GB/T 2260 code. */
final class ProvinceGrid {
  private static final int ACROSS = 9;

  /** Rows from north to south, columns from west to east; two digits of the code; .. is empty. */
  private static final String GRID =
      """
      .. .. .. .. .. .. .. 15 23
      65 .. .. .. .. .. .. .. 22
      .. .. 62 64 14 13 11 12 21
      54 63 .. 61 41 37 .. .. ..
      .. .. 51 50 42 34 32 31 ..
      .. 53 52 43 36 33 .. .. ..
      .. .. 45 44 35 71 .. .. ..
      .. .. 46 82 81 .. .. .. ..
      """;

  private static final Map<String, Place> PLACES = read();

  /** A place, counted from the top left corner, from 0. */
  record Place(int column, int row) {}

  private ProvinceGrid() {}

  /** The places of regions; those that the grid does not know fill rows below, or a grid alone. */
  static List<Place> places(List<String> codes) {
    boolean anyKnown = codes.stream().anyMatch(PLACES::containsKey);
    int below = anyKnown ? (int) GRID.lines().count() + 1 : 0;
    List<Place> places = new ArrayList<>();
    int unknown = 0;
    for (String code : codes) {
      Place known = PLACES.get(code);
      if (known == null) {
        known = new Place(unknown % ACROSS, below + unknown / ACROSS);
        unknown++;
      }
      places.add(known);
    }
    return places;
  }

  private static Map<String, Place> read() {
    Map<String, Place> places = new HashMap<>();
    List<String> rows = GRID.lines().toList();
    for (int row = 0; row < rows.size(); row++) {
      List<String> codes = List.of(rows.get(row).split(" "));
      for (int column = 0; column < codes.size(); column++) {
        if (!codes.get(column).equals("..")) {
          places.put(codes.get(column) + "0000", new Place(column, row));
        }
      }
    }
    return Map.copyOf(places);
  }
}
