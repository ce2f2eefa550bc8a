package org.xiaokang.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xiaokang.catalogue.Suppression;
import org.xiaokang.disclosure.Cells.Cell;
import org.xiaokang.indicator.Confidentiality;

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
    Map<Cell, Confidentiality> secrets = of(cells, false, false);
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

  @Test
  void theSumsOfAFinerBreakdownTellNoMoreThanTheGroupsOfTheCoarserOne() {
    // By all, b1 = 4 is hidden with c1 = 20. Were c1 by sex hidden with c2 alone, the sums of c by
    // sex, 47 and 98, less c2 = 125, would be c1 = 20, and b1 the rest of 24.
    List<Cell> cells =
        List.of(
            cell("a1", "all", 60),
            cell("a1", "sex=f", 0),
            cell("a1", "sex=m", 60),
            cell("b1", "all", 4),
            cell("b1", "sex=f", 3),
            cell("b1", "sex=m", 1),
            cell("c1", "all", 20),
            cell("c1", "sex=f", 10),
            cell("c1", "sex=m", 10),
            cell("c2", "all", 125),
            cell("c2", "sex=f", 37),
            cell("c2", "sex=m", 88));
    Map<Cell, Confidentiality> secrets = of(cells, false, false);
    assertThat(secrets.keySet())
        .extracting(cell -> cell.area() + " " + cell.scope())
        .containsExactlyInAnyOrder(
            "b1 all", "b1 sex=f", "b1 sex=m", "c1 all", "c1 sex=f", "c1 sex=m");
    assertThat(secrets.values()).allMatch(secret -> secret.size() == 2);
    Attacker attacker = new Attacker(secrets);
    assertThat(attacker.isShown(List.of(cells.get(7), cells.get(10)))).as("c by sex").isFalse();
    assertThat(attacker.isShown(List.of(cells.get(4), cells.get(7)))).as("b and c1").isTrue();
  }

  @Test
  void theNearestOtherCountJoinsBeforeTheSmallest() {
    // Were c1 hidden with a1, the sum of c could not be shown either.
    assertThat(grouped(Map.of("a1", 3.0, "b", 30.0, "c1", 9.0)))
        .isEqualTo(Map.of("a1", "1 of 2", "b", "1 of 2"));
  }

  @Test
  void aLoneRegionIsNoGroupHoweverLargeItsCounts() {
    // By all, b1 = 4 is hidden with c1 = 20. By sex c1 has no small count, but it is all of c.
    List<Cell> cells =
        List.of(
            cell("b1", "all", 4),
            cell("b1", "sex=f", 3),
            cell("b1", "sex=m", 1),
            cell("c1", "all", 20),
            cell("c1", "sex=f", 10),
            cell("c1", "sex=m", 10));
    Map<Cell, Confidentiality> secrets = of(cells, false, false);
    assertThat(secrets.keySet()).containsExactlyInAnyOrderElementsOf(cells);
    assertThat(secrets.values()).allMatch(secret -> secret.size() == 2);
  }

  @Test
  void aPartnerIsTakenThatHasAFigureInEachCategory() {
    // With a2 no sum of men could be shown.
    List<Cell> cells =
        List.of(
            cell("a1", "sex=f", 2),
            cell("a1", "sex=m", 70),
            cell("a2", "sex=f", 40),
            cell("a3", "sex=f", 60),
            cell("a3", "sex=m", 90));
    assertThat(of(cells, false, false).keySet()).extracting(Cell::area).containsOnly("a1", "a3");
  }

  @Test
  void whatIsInNoSumIsInNoneByAFinerBreakdown() {
    List<Cell> cells =
        List.of(
            cell("a1", "all", 3),
            cell("a1", "sex=f", 2),
            cell("a1", "sex=m", 1),
            cell("a2", "sex=f", 40),
            cell("a2", "sex=m", 50));
    Map<Cell, Confidentiality> secrets = of(cells, false, false);
    assertThat(secrets.keySet()).extracting(Cell::area).containsOnly("a1");
    assertThat(secrets.values()).allMatch(secret -> secret.size() == Suppression.NEVER_WHOLE);
  }

  @Test
  void aSmallFigureOfARegionIsNoRestOfThoseBelowIt() {
    // Nobody below a reports women; were the men of a1 shown, those of a were, and its women 2.
    List<Cell> cells =
        List.of(
            cell("a", "all", 56),
            cell("a", "sex=f", 2),
            cell("a", "sex=m", 54),
            cell("a1", "sex=m", 54),
            cell("b1", "sex=f", 40),
            cell("b1", "sex=m", 50));
    Map<Cell, Confidentiality> secrets = of(cells, false, false);
    assertThat(secrets.keySet())
        .extracting(cell -> cell.area() + " " + cell.scope())
        .contains("a sex=f", "a sex=m", "a1 sex=m");
    assertThat(new Attacker(secrets).isShown(cells.subList(3, 4))).isFalse();
  }

  @Test
  void thoseBelowASmallFigureAreGroupedWithAnotherElsewhere() {
    // c1 and c2 as a group of their own would have the men of c as their sum, though c says 50.
    List<Cell> cells =
        List.of(
            cell("b1", "sex=f", 40),
            cell("b1", "sex=m", 50),
            cell("c", "sex=f", 1),
            cell("c", "sex=m", 50),
            cell("c1", "sex=m", 20),
            cell("c2", "sex=f", 0),
            cell("c2", "sex=m", 30));
    Map<Cell, Confidentiality> secrets = of(cells, false, false);
    Attacker attacker = new Attacker(secrets);
    attacker.sees(cells.subList(3, 4), List.of(cells.get(4), cells.get(6)));
    for (List<Cell> sum : List.of(List.of(cells.get(4), cells.get(6)), List.of(cells.get(4)))) {
      if (attacker.isShown(sum)) {
        attacker.sees(sum, List.of());
      }
    }
    assertThat(attacker.knows()).isEmpty();
    assertThat(secrets.keySet()).extracting(Cell::area).contains("b1");
  }

  @Test
  void belowASmallFigureThatStandsAloneNothingIsInASumByAFinerBreakdown() {
    // Of c by all nothing but 0 is reported below. Were c1 by sex hidden with a1, their sum, 83 and
    // 25, less a1 = 104, would be c1 = 4, which is c.
    List<Cell> cells =
        List.of(
            cell("a1", "all", 104),
            cell("a1", "sex=f", 80),
            cell("a1", "sex=m", 24),
            cell("c", "all", 4),
            cell("c2", "all", 0),
            cell("c1", "sex=f", 3),
            cell("c1", "sex=m", 1),
            cell("c2", "sex=f", 0),
            cell("c2", "sex=m", 0));
    Map<Cell, Confidentiality> secrets = of(cells, false, false);
    Attacker attacker = new Attacker(secrets);
    assertThat(attacker.isShown(List.of(cells.get(1), cells.get(5)))).as("a1 and c1").isFalse();
    assertThat(attacker.isShown(List.of(cells.get(1)))).as("a1").isTrue();
    assertThat(secrets).doesNotContainKey(cells.get(0)).containsKeys(cells.get(5), cells.get(6));
  }

  @Test
  void anOwnFigureThatHasMoreThanThoseBelowItReportMakesNoSmallSum() {
    // The men of c1 are hidden with those of a1; c has 2 women whom nobody below it reports.
    List<Cell> cells =
        List.of(
            cell("a1", "sex=f", 0),
            cell("a1", "sex=m", 89),
            cell("c", "sex=f", 2),
            cell("c", "sex=m", 88),
            cell("c1", "sex=f", 0),
            cell("c1", "sex=m", 4));
    Map<Cell, Confidentiality> secrets = of(cells, false, false);
    Attacker attacker = new Attacker(secrets);
    assertThat(attacker.isShown(List.of(cells.get(1), cells.get(5)))).as("93 men").isTrue();
    assertThat(attacker.isShown(List.of(cells.get(0), cells.get(2)))).as("2 women").isFalse();
    assertThat(secrets).containsKeys(cells.get(2), cells.get(3));
  }

  @Test
  void anOwnFigureCoversAlsoWhatIsHiddenInACoarserBreakdownAndMissingInItsOwn() {
    // By all, c2 = 4 is hidden with b1. By age it is what c has and c1 and c3 have not: 228 - 132 -
    // 92. The nation's figure covers b1 and c2, whose sum is shown anyway.
    List<Cell> cells =
        List.of(
            cell("b1", "all", 85),
            cell("c2", "all", 4),
            cell("c", "age=0-59", 156),
            cell("c", "age=60+", 72),
            cell("c1", "age=0-59", 63),
            cell("c1", "age=60+", 69),
            cell("c3", "age=0-59", 92),
            cell("c3", "age=60+", 0),
            cell("n", "age=0-59", 500));
    Map<Cell, Confidentiality> secrets = of(cells, false, false);
    assertThat(secrets.keySet()).containsExactlyInAnyOrderElementsOf(cells.subList(0, 4));
    assertThat(secrets)
        .hasEntrySatisfying(
            cells.get(2), own -> assertThat(own.size()).isEqualTo(Suppression.NEVER_WHOLE));
  }

  @Test
  void aRegionsOwnFigureStandsForTheSameRegionsInAFinerBreakdownOrIsInNoSum() {
    // By all, c stands for c3 = 6, which has nothing by sex. Were c by sex in a sum there, with b1
    // for the 2 men of b1, c were 201, and a1 what is left of the sum of c and a1.
    List<Cell> cells =
        List.of(
            cell("a1", "all", 3),
            cell("b1", "all", 85),
            cell("b1", "sex=f", 83),
            cell("b1", "sex=m", 2),
            cell("c1", "all", 84),
            cell("c1", "sex=f", 0),
            cell("c1", "sex=m", 84),
            cell("c2", "all", 111),
            cell("c2", "sex=f", 84),
            cell("c2", "sex=m", 27),
            cell("c3", "all", 6),
            cell("c", "all", 201),
            cell("c", "sex=f", 86),
            cell("c", "sex=m", 115));
    Attacker attacker = new Attacker(of(cells, false, false));
    assertThat(attacker.isShown(List.of(cells.get(0), cells.get(11)))).as("a1 and c").isTrue();
    assertThat(attacker.isShown(List.of(cells.get(2), cells.get(12)))).as("by sex").isFalse();
  }

  @Test
  void aPartnerIsTakenThatIsBrokenDownAlike() {
    // a2 would do for all; by sex it has nothing, and a1 could be shown in no sum there.
    List<Cell> cells =
        List.of(
            cell("a1", "all", 3),
            cell("a1", "sex=f", 2),
            cell("a1", "sex=m", 1),
            cell("a2", "all", 20),
            cell("a3", "all", 90),
            cell("a3", "sex=f", 40),
            cell("a3", "sex=m", 50));
    Map<Cell, Confidentiality> secrets = of(cells, false, false);
    assertThat(secrets.keySet()).extracting(Cell::area).containsOnly("a1", "a3");
    assertThat(secrets.values()).allMatch(secret -> secret.size() == 2);
  }

  @Test
  void aGroupThatOnlySomeHaveByAFinerBreakdownIsWholeThereWhereTheRestTellsNothing() {
    List<Cell> cells = new ArrayList<>();
    for (String area : List.of("a1", "a2", "a3", "a4")) {
      cells.add(cell(area, "all", 4));
    }
    cells.addAll(List.of(cell("a1", "sex=f", 4), cell("a2", "sex=f", 4)));
    assertThat(sizesBySex(cells)).containsOnly(2);
    cells.add(cell("a3", "sex=f", 4));
    assertThat(sizesBySex(cells))
        .as("the sum of four less that of three is a4")
        .containsOnly(Suppression.NEVER_WHOLE);
  }

  @Test
  void whatTwoFinerBreakdownsHaveOfAGroupTellsNoFigureTogether() {
    List<Cell> cells = new ArrayList<>();
    for (String area : List.of("a1", "a2", "a3", "a4", "a5")) {
      cells.add(cell(area, "all", 4));
    }
    cells.addAll(List.of(cell("a1", "age=60+", 4), cell("a2", "age=60+", 4)));
    cells.addAll(List.of(cell("a1", "sex=f", 4), cell("a2", "sex=f", 4)));
    cells.add(cell("a3", "sex=f", 4));
    Map<String, Integer> sizes = new TreeMap<>();
    of(cells, false, false)
        .forEach((cell, secret) -> sizes.put(cell.area() + " " + cell.scope(), secret.size()));
    assertThat(sizes).containsEntry("a1 age=60+", 2).containsEntry("a1 sex=f", 2);
    assertThat(sizes)
        .as("the sum of three by sex less that of two by age is a3")
        .containsEntry("a3 sex=f", Suppression.NEVER_WHOLE);
  }

  @Test
  void aHiddenRegionThatIsReportedInPartsByAFinerBreakdownIsHiddenThereInParts() {
    // Were b1 and b2 shown by sex, b were 50, and a1 the rest of 53.
    List<Cell> cells =
        List.of(
            cell("a1", "all", 3),
            cell("a1", "sex=f", 2),
            cell("a1", "sex=m", 1),
            cell("b", "all", 50),
            cell("b1", "sex=f", 20),
            cell("b1", "sex=m", 10),
            cell("b2", "sex=f", 10),
            cell("b2", "sex=m", 10));
    Map<Cell, Confidentiality> secrets = of(cells, false, false);
    assertThat(secrets.keySet()).containsExactlyInAnyOrderElementsOf(cells);
    assertThat(sizesBySex(cells)).containsOnly(3);
  }

  @Test
  void aHiddenRegionThatIsReportedWithOthersByAFinerBreakdownIsHiddenThereWithThem() {
    List<Cell> cells =
        List.of(
            cell("b1", "all", 3),
            cell("b", "sex=f", 2),
            cell("b", "sex=m", 1),
            cell("c1", "all", 20),
            cell("c1", "sex=f", 10),
            cell("c1", "sex=m", 10),
            cell("c2", "all", 90),
            cell("c2", "sex=f", 50),
            cell("c2", "sex=m", 40));
    assertThat(of(cells, false, false).keySet())
        .extracting(Cell::area)
        .containsOnly("b1", "b", "c1");
    assertThat(sizesBySex(cells)).containsOnly(2);
  }

  private static List<Integer> sizesBySex(List<Cell> cells) {
    return of(cells, false, false).entrySet().stream()
        .filter(secret -> secret.getKey().scope().startsWith("sex"))
        .map(secret -> secret.getValue().size())
        .toList();
  }

  static LongStream seeds() {
    return LongStream.range(0, 1_000);
  }

  /**
   * Whoever knows the parents, and every sum that is shown of any selection of regions, by sex and
   * by age, solves them for the figures that are not shown, in exact numbers: no one of these
   * follows.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void noFigureFollowsFromWhatIsShown(long seed) {
    // Random's first number is much the same for all small seeds: these are far apart.
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    RandomCounts counts = RandomCounts.of(random, random.nextInt(4) == 0);
    Map<Cell, Confidentiality> secrets = of(counts.cells(), false, counts.ownIsPart());
    Attacker attacker = new Attacker(secrets);
    counts
        .sums(random)
        .forEach(
            sum -> {
              if (attacker.isShown(sum)) {
                assertThat(BELOW_FIVE.isSmall(sum.stream().mapToDouble(Cell::count).sum()))
                    .as("seed %d: a shown sum that is small: %s", seed, sum)
                    .isFalse();
                attacker.sees(sum, List.of());
              }
            });
    counts.forEachTotal(attacker::sees);
    assertThat(attacker.knows()).as("seed %d: %s", seed, secrets).isEmpty();
    counts.cells().stream()
        .filter(cell -> BELOW_FIVE.isSmall(cell.count()))
        .forEach(small -> assertThat(secrets).containsKey(small));
  }

  static Cell cell(String area, String scope, double count) {
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
  private static Map<Cell, Confidentiality> of(
      List<Cell> cells, boolean isFlow, boolean ownIsPart) {
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
