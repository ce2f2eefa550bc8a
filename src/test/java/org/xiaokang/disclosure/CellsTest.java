package org.xiaokang.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xiaokang.catalogue.Suppression;
import org.xiaokang.disclosure.Cells.Cell;

/** Counts that are not shown: worked out by hand, and attacked by solving for them. */
class CellsTest {
  private static final Suppression BELOW_FIVE = Suppression.of(5, List.of("person"));
  private static final LocalDate DAY = LocalDate.of(2020, 12, 31);

  @Test
  void theSmallestOtherCountOfTheSameParentIsSuppressedWithASmallOne() {
    assertThat(grouped(Map.of("a1", 3.0, "a2", 40.0, "a3", 7.0, "b1", 6.0, "b2", 0.0)))
        .isEqualTo(Map.of("a1", "1 of 2", "a3", "1 of 2"));
  }

  @Test
  void smallCountsThatMakeALargerSumNeedNoOther() {
    assertThat(grouped(Map.of("a1", 3.0, "a2", 4.0, "a3", 50.0)))
        .isEqualTo(Map.of("a1", "1 of 2", "a2", "1 of 2"));
  }

  @Test
  void aLoneCountIsHiddenWithOneOfTheRegionsBeside() {
    // The sum of a is its only count, so it is not shown either: it has one of two.
    assertThat(grouped(Map.of("a1", 3.0, "b1", 9.0, "b2", 30.0)))
        .isEqualTo(Map.of("a1", "1 of 2", "b1", "1 of 2"));
  }

  @Test
  void ofOneCountInAllNothingIsEverShown() {
    assertThat(grouped(Map.of("a1", 3.0))).isEqualTo(Map.of("a1", "1 of never"));
    assertThat(grouped(Map.of("a1", 3.0, "b1", 0.0))).isEqualTo(Map.of("a1", "1 of never"));
  }

  @Test
  void aRegionsOwnFigureStandsForThoseBelowIt() {
    assertThat(grouped(Map.of("a", 3.0, "a1", 3.0, "b", 39.0, "b1", 9.0, "b2", 30.0)))
        .isEqualTo(Map.of("a", "1 of 2", "a1", "1 of 2", "b", "1 of 2", "b1", "1 of 2"));
    assertThat(grouped(Map.of("a", 43.0, "a1", 3.0, "a2", 40.0)))
        .as("43 are both together")
        .isEqualTo(Map.of("a1", "1 of 2", "a2", "1 of 2"));
  }

  @Test
  void theOtherFiguresOfABreakdownGoWithASmallOneAndWhatIsFinerWithWhatIsCoarser() {
    List<Cell> cells =
        List.of(
            cell("a1", "all", 30),
            cell("a1", "sex=f", 2),
            cell("a1", "sex=m", 28),
            cell("a1", "age=60+;sex=f", 1),
            cell("a2", "all", 90),
            cell("a2", "sex=f", 40),
            cell("a2", "sex=m", 50),
            cell("a3", "sex=f", 60));
    assertThat(of(cells, false, false).keySet())
        .extracting(cell -> cell.area() + " " + cell.scope())
        .containsExactlyInAnyOrder(
            "a1 sex=f", "a1 sex=m", "a1 age=60+;sex=f", "a2 sex=f", "a2 sex=m");
  }

  @Test
  void aCategoryThatOnlyOneRegionHasIsNeverShownHoweverManyRegionsThereAre() {
    List<Cell> cells = new ArrayList<>(List.of(cell("a1", "sex=x", 1), cell("a1", "sex=f", 90)));
    for (int i = 2; i < 20_000; i++) {
      cells.add(cell("abc".charAt(i % 3) + "" + i, "sex=x", 0));
      cells.add(cell("abc".charAt(i % 3) + "" + i, "sex=f", 5 + i));
    }
    Map<Cell, Secret> secrets = of(cells, false, false);
    assertThat(secrets).hasSize(2);
    assertThat(secrets.values()).allMatch(secret -> secret.size() == Suppression.NEVER_WHOLE);
  }

  @Test
  void monthsGoTogetherWhereTheyAddUpToTheYear() {
    List<Cell> cells =
        List.of(
            new Cell("a1", "month", "2020-01", "all", DAY, 2),
            new Cell("a1", "month", "2020-02", "all", DAY, 70),
            new Cell("a1", "year_to_date", "2020-01-01/P2M", "all", DAY, 72),
            new Cell("a1", "year", "2020", "all", DAY, 800));
    assertThat(of(cells, true, false).keySet())
        .extracting(Cell::timePeriod)
        .containsExactlyInAnyOrder("2020-01", "2020-02", "2020-01-01/P2M");
    assertThat(of(cells, false, false).keySet())
        .as("a stock has no sum over months")
        .extracting(Cell::timePeriod)
        .containsExactly("2020-01");
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /**
   * Whoever knows the parents, and every sum that is shown of any selection of regions, sex and
   * month, solves them for the figures that are not shown, in exact numbers: no one of these
   * follows.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void noFigureFollowsFromWhatIsShown(long seed) {
    Random random = new Random(seed);
    List<String> scopes = random.nextBoolean() ? List.of("all") : List.of("sex=f", "sex=m");
    boolean ownIsPart = random.nextInt(4) == 0;
    List<String> leaves = new ArrayList<>();
    for (char a = 'a'; a < 'd'; a++) {
      for (int i = 1; i <= 1 + random.nextInt(4); i++) {
        leaves.add(a + "" + i);
      }
    }
    List<Cell> cells = new ArrayList<>();
    List<String> withOwn = new ArrayList<>(leaves);
    if (ownIsPart) {
      withOwn.addAll(List.of("a", "b"));
    }
    for (String area : withOwn) {
      double all = 0;
      for (String scope : scopes) {
        double count = random.nextInt(5) < 2 ? random.nextInt(5) : 5 + random.nextInt(90);
        cells.add(cell(area, scope, count));
        all += count;
      }
      if (scopes.size() > 1) {
        cells.add(cell(area, "all", all));
      }
    }
    Map<Cell, Secret> secrets = of(cells, false, ownIsPart);
    List<Cell> unknown = new ArrayList<>(secrets.keySet());

    List<long[]> known = new ArrayList<>();
    for (String region : List.of("n", "a", "b", "c")) {
      for (int selection = 0; selection < 12; selection++) {
        List<String> selected =
            withOwn.stream()
                .filter(area -> region.equals("n") || area.startsWith(region))
                .filter(selection == 0 ? area -> true : area -> random.nextInt(3) > 0)
                .toList();
        for (String scope : List.of("all", "sex=f", "sex=m")) {
          List<Cell> sum =
              cells.stream()
                  .filter(cell -> cell.scope().equals(scope) && selected.contains(cell.area()))
                  .toList();
          if (isShown(sum, secrets)) {
            assertThat(BELOW_FIVE.isSmall(sum.stream().mapToDouble(Cell::count).sum()))
                .as("seed %d: a shown sum that is small", seed)
                .isFalse();
            known.add(coefficients(sum, unknown));
          }
        }
      }
    }
    if (scopes.size() > 1) {
      for (String area : withOwn) {
        Map<String, Cell> of =
            cells.stream()
                .filter(cell -> cell.area().equals(area))
                .collect(Collectors.toMap(Cell::scope, cell -> cell));
        long[] adds = new long[unknown.size()];
        of.forEach(
            (scope, cell) -> {
              if (unknown.contains(cell)) {
                adds[unknown.indexOf(cell)] = scope.equals("all") ? -1 : 1;
              }
            });
        known.add(adds);
      }
    }
    assertThat(solved(known, unknown.size())).as("seed %d: %s", seed, secrets).isEmpty();
    cells.stream()
        .filter(cell -> BELOW_FIVE.isSmall(cell.count()))
        .forEach(small -> assertThat(secrets).containsKey(small));
  }

  private static boolean isShown(List<Cell> sum, Map<Cell, Secret> secrets) {
    Map<Long, Integer> members = new HashMap<>();
    Map<Long, Integer> sizes = new HashMap<>();
    for (Cell cell : sum) {
      Secret secret = secrets.get(cell);
      if (secret != null) {
        members.merge(secret.group(), secret.members(), Integer::sum);
        sizes.put(secret.group(), secret.size());
      }
    }
    return members.equals(sizes);
  }

  private static long[] coefficients(List<Cell> sum, List<Cell> unknown) {
    long[] row = new long[unknown.size()];
    sum.stream().filter(unknown::contains).forEach(cell -> row[unknown.indexOf(cell)] = 1);
    return row;
  }

  /** The unknowns that the equations determine, by Gauss and Jordan's elimination in integers. */
  private static List<Integer> solved(List<long[]> equations, int unknowns) {
    List<BigInteger[]> rows = new ArrayList<>();
    equations.forEach(
        row ->
            rows.add(Arrays.stream(row).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new)));
    int done = 0;
    for (int column = 0; column < unknowns && done < rows.size(); column++) {
      int at = column;
      int pivot = done;
      while (pivot < rows.size() && rows.get(pivot)[at].signum() == 0) {
        pivot++;
      }
      if (pivot == rows.size()) {
        continue;
      }
      java.util.Collections.swap(rows, done, pivot);
      BigInteger[] by = rows.get(done);
      for (int i = 0; i < rows.size(); i++) {
        BigInteger[] row = rows.get(i);
        BigInteger factor = row[at];
        if (i != done && factor.signum() != 0) {
          BigInteger[] less = new BigInteger[unknowns];
          BigInteger divisor = BigInteger.ZERO;
          for (int j = 0; j < unknowns; j++) {
            less[j] = row[j].multiply(by[at]).subtract(by[j].multiply(factor));
            divisor = divisor.gcd(less[j]);
          }
          for (int j = 0; j < unknowns && divisor.signum() != 0; j++) {
            less[j] = less[j].divide(divisor);
          }
          rows.set(i, less);
        }
      }
      done++;
    }
    List<Integer> solved = new ArrayList<>();
    for (BigInteger[] row : rows) {
      int[] left =
          java.util.stream.IntStream.range(0, unknowns).filter(j -> row[j].signum() != 0).toArray();
      if (left.length == 1) {
        solved.add(left[0]);
      }
    }
    return solved;
  }

  private static Cell cell(String area, String scope, double count) {
    return new Cell(area, "year", "2020", scope, DAY, count);
  }

  private static Map<String, String> grouped(Map<String, Double> counts) {
    List<Cell> cells = new ArrayList<>();
    new TreeMap<>(counts).forEach((area, count) -> cells.add(cell(area, "all", count)));
    Map<String, String> grouped = new TreeMap<>();
    of(cells, false, false)
        .forEach(
            (cell, secret) ->
                grouped.put(
                    cell.area(),
                    secret.members()
                        + " of "
                        + (secret.size() == Suppression.NEVER_WHOLE ? "never" : secret.size())));
    return grouped;
  }

  /** Regions a1, a2, ... lie in a, which lies in n, as do b and c. */
  private static Map<Cell, Secret> of(List<Cell> cells, boolean isFlow, boolean ownIsPart) {
    Map<String, String> above = new HashMap<>();
    for (Cell cell : cells) {
      above.put(cell.area(), cell.area().length() > 1 ? cell.area().substring(0, 1) : "n");
    }
    for (String area : List.of("a", "b", "c")) {
      above.put(area, "n");
    }
    return new Cells("poor", cells, isFlow, ownIsPart)
        .confidential(
            BELOW_FIVE,
            (area, day) ->
                area.equals("n")
                    ? Optional.empty()
                    : Optional.of(Objects.requireNonNull(above.get(area))));
  }
}
