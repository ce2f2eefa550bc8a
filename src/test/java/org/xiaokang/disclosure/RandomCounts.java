package org.xiaokang.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.xiaokang.disclosure.Cells.Cell;

/**
 * Counts of some regions of a, b and c, by sex and age, drawn at random.
 *
 * @param cells the counts; a region may lack a breakdown, or a figure of one
 * @param regions those with figures of their own, by the region above
 * @param own what has figures of its own above them: they are the sum of those below, or a part
 *     beside these
 */
record RandomCounts(
    List<Cell> cells, Map<String, List<String>> regions, List<String> own, boolean ownIsPart) {
  private static final List<String> ALL = List.of("all");
  private static final List<String> SEX = List.of("sex=f", "sex=m");
  private static final List<String> AGE = List.of("age=0-59", "age=60+");
  private static final List<String> BOTH =
      List.of("age=0-59;sex=f", "age=60+;sex=f", "age=0-59;sex=m", "age=60+;sex=m");

  /** Each scope, and the two it is the sum of: by sex, by age. */
  private static final Map<String, List<List<String>>> PARTS =
      Map.of(
          "all", List.of(SEX, AGE),
          "sex=f", List.of(BOTH.subList(0, 2)),
          "sex=m", List.of(BOTH.subList(2, 4)),
          "age=0-59", List.of(List.of(BOTH.get(0), BOTH.get(2))),
          "age=60+", List.of(List.of(BOTH.get(1), BOTH.get(3))));

  static RandomCounts of(Random random, boolean ownIsPart) {
    List<List<String>> breakdowns =
        List.of(
                List.of(ALL),
                List.of(ALL, SEX),
                List.of(ALL, SEX, AGE),
                List.of(ALL, SEX, AGE, BOTH))
            .get(random.nextInt(4));
    boolean hasGaps = random.nextBoolean();
    Map<String, List<String>> regions = new TreeMap<>();
    List<Cell> cells = new ArrayList<>();
    List<String> own = new ArrayList<>();
    for (String above : List.of("a", "b", "c")) {
      List<String> below = new ArrayList<>();
      Map<String, Integer> sums = new HashMap<>();
      int size = 1 + random.nextInt(4);
      for (int i = 1; i <= size; i++) {
        Map<String, Integer> counts = counts(breakdowns, random);
        below.add(above + i);
        report(above + i, counts, breakdowns, hasGaps, random, cells);
        counts.forEach((scope, count) -> sums.merge(scope, count, Integer::sum));
      }
      regions.put(above, below);
      if (random.nextInt(3) == 0) {
        own.add(above);
        Map<String, Integer> counts = ownIsPart ? counts(breakdowns, random) : sums;
        report(above, counts, breakdowns, hasGaps, random, cells);
      }
    }
    return new RandomCounts(cells, regions, own, ownIsPart);
  }

  /** What there is to report: of the finest scopes at random, of the others their sums. */
  private static Map<String, Integer> counts(List<List<String>> breakdowns, Random random) {
    Map<String, Integer> counts = new HashMap<>();
    List<String> finest = breakdowns.size() < 3 ? breakdowns.get(breakdowns.size() - 1) : BOTH;
    finest.forEach(scope -> counts.put(scope, count(random)));
    for (List<String> breakdown : List.of(SEX, AGE, ALL)) {
      for (String scope : breakdown) {
        PARTS.getOrDefault(scope, List.of()).stream()
            .filter(parts -> counts.keySet().containsAll(parts))
            .findFirst()
            .ifPresent(parts -> counts.put(scope, sum(counts, parts)));
      }
    }
    return counts;
  }

  private static void report(
      String area,
      Map<String, Integer> counts,
      List<List<String>> breakdowns,
      boolean hasGaps,
      Random random,
      List<Cell> cells) {
    for (List<String> breakdown : breakdowns) {
      boolean isMissing = hasGaps && random.nextInt(5) == 0;
      for (String scope : breakdown) {
        if (!isMissing && !(hasGaps && random.nextInt(12) == 0)) {
          cells.add(CellsTest.cell(area, scope, sum(counts, List.of(scope))));
        }
      }
    }
  }

  private static int sum(Map<String, Integer> counts, List<String> scopes) {
    return scopes.stream().mapToInt(scope -> counts.getOrDefault(scope, 0)).sum();
  }

  private static int count(Random random) {
    return random.nextInt(5) < 2 ? random.nextInt(5) : 5 + random.nextInt(90);
  }

  private static List<Cell> cells(List<Cell> cells, List<String> areas, String scope) {
    return cells.stream()
        .filter(cell -> cell.scope().equals(scope) && areas.contains(cell.area()))
        .toList();
  }

  /** Sums over selections of regions: all of one, and some at random. */
  List<List<Cell>> sums(Random random) {
    List<List<Cell>> sums = new ArrayList<>();
    for (List<String> among :
        List.of(List.of("a", "b", "c"), List.of("a"), List.of("b"), List.of("c"))) {
      for (int selection = 0; selection < 12; selection++) {
        List<String> selected = new ArrayList<>();
        for (String above : among) {
          boolean asOne = own.contains(above) && !ownIsPart && random.nextBoolean();
          List<String> from = new ArrayList<>(asOne ? List.of() : below(above));
          if (asOne || (ownIsPart && own.contains(above))) {
            from.add(above);
          }
          boolean all = selection < 3;
          from.removeIf(area -> !all && random.nextInt(3) == 0);
          selected.addAll(from);
        }
        cells.stream()
            .map(Cell::scope)
            .distinct()
            .forEach(scope -> sums.add(cells(cells, selected, scope)));
      }
    }
    return sums;
  }

  /** What adds up: a total, and its parts by sex, by age, or of the regions below. */
  void forEachTotal(BiConsumer<List<Cell>, List<Cell>> takes) {
    for (Cell total : cells) {
      for (List<String> parts : PARTS.getOrDefault(total.scope(), List.of())) {
        List<Cell> of = parts.stream().flatMap(scope -> in(total.area(), scope)).toList();
        if (of.size() == parts.size()) {
          takes.accept(List.of(total), of);
        }
      }
      if (own.contains(total.area()) && !ownIsPart) {
        List<Cell> of = cells(cells, below(total.area()), total.scope());
        if (of.size() == below(total.area()).size()) {
          takes.accept(List.of(total), of);
        }
      }
    }
  }

  private List<String> below(String area) {
    return regions.getOrDefault(area, List.of());
  }

  private Stream<Cell> in(String area, String scope) {
    return cells(cells, List.of(area), scope).stream();
  }
}
