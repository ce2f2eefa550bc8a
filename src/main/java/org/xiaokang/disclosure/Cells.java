package org.xiaokang.disclosure;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.xiaokang.catalogue.Hash;
import org.xiaokang.catalogue.Suppression;
import org.xiaokang.indicator.Confidentiality;

/**
 * The counts of one metric in one year, of all regions, in all their breakdowns.
 *
 * @param metric names them; goes into the numbers of groups
 * @param all one per region, period and scope
 * @param isFlow whether parts of the year add up
 * @param ownIsPart whether a region's own figure covers none of those below it
 */
record Cells(String metric, List<Cell> all, boolean isFlow, boolean ownIsPart) {
  /**
   * One count.
   *
   * @param day the last of its period; the latest possible where that is unknown
   */
  record Cell(
      String area,
      String periodKind,
      String timePeriod,
      String scope,
      LocalDate day,
      double count) {}

  /**
   * The confidential ones.
   *
   * @param above the region above, as it was on a day, if its count is the sum of those below
   */
  Map<Cell, Confidentiality> confidential(
      Suppression rule, BiFunction<String, LocalDate, Optional<String>> above) {
    Map<Breakdown, List<Cell>> tables = new LinkedHashMap<>();
    all.forEach(
        cell ->
            tables
                .computeIfAbsent(
                    Breakdown.of(cell.periodKind(), cell.timePeriod(), cell.scope(), isFlow),
                    b -> new ArrayList<>())
                .add(cell));
    List<Breakdown> coarsestFirst = new ArrayList<>(tables.keySet());
    coarsestFirst.sort(Breakdown.COARSEST_FIRST);
    Map<Breakdown, Grouping> groupings = new LinkedHashMap<>();
    Map<Cell, Confidentiality> confidential = new LinkedHashMap<>();
    for (Breakdown breakdown : coarsestFirst) {
      List<Cell> table = Objects.requireNonNull(tables.get(breakdown));
      LocalDate day = table.stream().map(Cell::day).max(Comparator.naturalOrder()).orElseThrow();
      CountTable counts =
          new CountTable(counts(table), rule, ownIsPart, area -> above.apply(area, day));
      CoarserTables coarser = new CoarserTables(counts);
      groupings.forEach(
          (other, done) -> {
            if (other.followsFrom(breakdown)) {
              coarser.follow(done);
            }
          });
      Map<String, Integer> figures = figures(breakdown, tables);
      Grouping grouping =
          new Grouping(
              counts,
              coarser,
              area -> figures.getOrDefault(area, 0),
              area -> number(metric + '|' + breakdown + '|' + area));
      groupings.put(breakdown, grouping);
      Map<String, Confidentiality> found = grouping.confidential();
      for (Cell cell : table) {
        Confidentiality of = found.get(cell.area());
        if (of != null) {
          confidential.put(cell, of);
        }
      }
    }
    return confidential;
  }

  /** How many figures each region has in a breakdown and in those that it follows from. */
  private static Map<String, Integer> figures(
      Breakdown breakdown, Map<Breakdown, List<Cell>> tables) {
    Map<String, Integer> figures = new HashMap<>();
    tables.forEach(
        (other, table) -> {
          if (other.equals(breakdown) || breakdown.followsFrom(other)) {
            table.forEach(cell -> figures.merge(cell.area(), 1, Integer::sum));
          }
        });
    return figures;
  }

  private static Map<String, double[]> counts(List<Cell> table) {
    List<String> categories = table.stream().map(Cells::category).distinct().sorted().toList();
    Map<String, double[]> counts = new TreeMap<>();
    for (Cell cell : table) {
      double[] ofArea = counts.computeIfAbsent(cell.area(), area -> none(categories.size()));
      ofArea[Collections.binarySearch(categories, category(cell))] = cell.count();
    }
    return counts;
  }

  private static double[] none(int categories) {
    double[] counts = new double[categories];
    Arrays.fill(counts, Double.NaN);
    return counts;
  }

  private static String category(Cell cell) {
    return cell.timePeriod() + '|' + cell.scope();
  }

  /** The same number for the same text, always. */
  private static long number(String text) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(Hash.of(text).substring(0, 16))).getLong();
  }
}
