package org.xiaokang.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.indicator.IndicatorValue.Coverage;

/** Regions that were divided or joined, and figures under the codes of other times, by hand. */
class SplitsAndMergesTest {
  private static final String METRICS =
      Declared.metric("people", "person", "stock", "{rule: sum, reason: a test}")
          + Declared.metric("poor", "person", "stock", "{rule: sum, reason: a test}")
          + Declared.metric(
              "income",
              "yuan/person",
              "average",
              "{rule: weighted_mean, by: people, reason: a test}");
  private static final String PEOPLE =
      Declared.indicator("it", "person", "x: {metric: people}", "x");
  private static final String INCOME =
      Declared.indicator("it", "yuan/person", "x: {metric: income}", "x");
  private static final String RATE =
      Declared.indicator("it", "percent", "p: {metric: poor}, n: {metric: people}", "100 * p / n");

  /** X was divided into A and B in 2010; C and D were joined to M; E took over F and lives on. */
  private static final String REGIONS =
      """
      code,name,level,parent,valid_from,valid_to,successors
      P,P,country,,,,
      X,X,region,P,,2009-12-31,A;B
      A,A,region,P,2010-01-01,,
      B,B,region,P,2010-01-01,,
      C,C,region,P,,2009-12-31,M
      D,D,region,P,,2009-12-31,M
      M,M,region,P,2010-01-01,,
      E,E,region,P,,,
      F,F,region,P,,2009-12-31,E
      """;

  @TempDir private Path folder;

  private List<IndicatorValue> values(String indicators, String regions, Observed observed) {
    return InMemory.values(
        Declared.catalogue(folder, METRICS, indicators, regions), observed.observations());
  }

  private IndicatorValue above(String indicators, String regions, Observed observed) {
    List<IndicatorValue> found =
        values(indicators, regions, observed).stream()
            .filter(value -> value.refArea().equals("P"))
            .toList();
    assertThat(found).isNotEmpty();
    return found.get(found.size() - 1);
  }

  private static double number(IndicatorValue value) {
    return Objects.requireNonNull(value.value(), String.valueOf(value.reason()));
  }

  private static Coverage coverage(IndicatorValue value) {
    return Objects.requireNonNull(value.coverage());
  }

  private static Observed rest(int year) {
    return new Observed().year("M", "people", year, "5").year("E", "people", year, "7");
  }

  @Test
  void aRegionThatWasDividedStandsForItsParts() {
    IndicatorValue whole = above(PEOPLE, REGIONS, rest(2015).year("X", "people", 2015, "30"));
    assertThat(number(whole)).isEqualTo(42);
    assertThat(coverage(whole)).isEqualTo(new Coverage(4, 4, null, 1.0, List.of("X for A, B")));
    assertThat(whole.obsStatus()).isEqualTo("A");
  }

  @Test
  void whereAllPartsReportTheyGoFirstAndWhereOneIsMissingTheWholeDoes() {
    Observed both =
        rest(2015)
            .year("X", "people", 2015, "30")
            .year("A", "people", 2015, "10")
            .year("B", "people", 2015, "21");
    assertThat(number(above(PEOPLE, REGIONS, both))).isEqualTo(43);
    assertThat(coverage(above(PEOPLE, REGIONS, both)).standIns()).isEmpty();
    Observed one = rest(2015).year("X", "people", 2015, "30").year("A", "people", 2015, "10");
    assertThat(number(above(PEOPLE, REGIONS, one))).isEqualTo(42);
    List<IndicatorValue> values = values(PEOPLE, REGIONS, one);
    assertThat(values)
        .filteredOn(value -> value.rank() != null)
        .extracting(value -> value.refArea() + " " + Objects.requireNonNull(value.rank()).rank())
        .containsExactly("E 2", "M 3", "X 1"); // A is a part of X, and no sibling beside it
  }

  @Test
  void allPartsStandForARegionThatIsNotYetDivided() {
    Observed backcast =
        new Observed()
            .year("A", "people", 2005, "10")
            .year("B", "people", 2005, "20")
            .year("C", "people", 2005, "2")
            .year("D", "people", 2005, "3")
            .year("E", "people", 2005, "6")
            .year("F", "people", 2005, "1");
    List<IndicatorValue> values = values(PEOPLE, REGIONS, backcast);
    IndicatorValue union = values.get(values.size() - 1);
    assertThat(union.refArea() + " " + union.value()).isEqualTo("X 30.0");
    assertThat(coverage(union)).isEqualTo(new Coverage(2, 2, null, 1.0, List.of("A, B for X")));
    assertThat(number(above(PEOPLE, REGIONS, backcast))).isEqualTo(42);
    assertThat(values.get(0).parentArea()).isEqualTo("X");
  }

  @Test
  void onePartAloneIsAPartOfTheRegion() {
    Observed half = new Observed().year("A", "people", 2005, "10");
    List<IndicatorValue> values = values(PEOPLE, REGIONS, half);
    IndicatorValue union = values.get(values.size() - 1);
    assertThat(union.refArea() + " " + union.value()).isEqualTo("X null");
    assertThat(union.reason()).startsWith("1 of 2 regions below report");
  }

  @Test
  void thoseThatWereJoinedStandForWhatTheyMadeAndItForThemBefore() {
    Observed old =
        new Observed()
            .year("X", "people", 2015, "30")
            .year("E", "people", 2015, "7")
            .year("C", "people", 2015, "2")
            .year("D", "people", 2015, "3");
    assertThat(number(above(PEOPLE, REGIONS, old))).isEqualTo(42);
    Observed early =
        new Observed()
            .year("X", "people", 2005, "30")
            .year("E", "people", 2005, "6")
            .year("F", "people", 2005, "1")
            .year("M", "people", 2005, "5");
    assertThat(number(above(PEOPLE, REGIONS, early))).isEqualTo(42);
    assertThat(coverage(above(PEOPLE, REGIONS, early)).standIns()).containsExactly("M for C, D");
  }

  @Test
  void whoTookAnotherOverAndLivesOnIsNotAddedToIt() {
    Observed both = rest(2015).year("X", "people", 2015, "30").year("F", "people", 2015, "1");
    assertThat(number(above(PEOPLE, REGIONS, both))).isEqualTo(42); // E of 2015 is with F
  }

  @Test
  void theChangeIsThatOfTheSameLand() {
    Observed observed =
        rest(2014)
            .year("X", "people", 2014, "30")
            .year("M", "people", 2015, "6")
            .year("E", "people", 2015, "7")
            .year("A", "people", 2015, "11")
            .year("B", "people", 2015, "22");
    IndicatorValue later = above(PEOPLE, REGIONS, observed);
    CoverageChange change = Objects.requireNonNull(later.change());
    assertThat(change.inBoth()).isEqualTo(4); // X 30 to A and B 33, M 5 to 6
    assertThat(change.inCoverage()).isZero();
  }

  @Test
  void aMeanTakesTheWeightsThatAreKnownTogether() {
    Observed observed =
        new Observed()
            .year("X", "income", 2015, "100")
            .year("A", "people", 2015, "10")
            .year("B", "people", 2015, "20")
            .year("M", "income", 2015, "200")
            .year("M", "people", 2015, "30")
            .year("E", "income", 2015, "300")
            .year("E", "people", 2015, "40");
    IndicatorValue mean = above(INCOME, REGIONS, observed);
    assertThat(number(mean)).isCloseTo(21000 / 100.0, within(1e-9));
    assertThat(coverage(mean).standIns()).containsExactly("A, B, X for A, B");
    Observed onlyTogether =
        new Observed()
            .year("A", "income", 2015, "100")
            .year("B", "income", 2015, "100")
            .year("X", "people", 2015, "30")
            .year("M", "income", 2015, "200")
            .year("M", "people", 2015, "30");
    assertThat(above(INCOME, REGIONS, onlyTogether).reason())
        .startsWith("1 of 4 regions below report");
  }

  @Test
  void aRateTakesItsPartsFromTheWholeAndFromItsParts() {
    Observed observed =
        new Observed()
            .year("X", "poor", 2015, "3")
            .year("A", "people", 2015, "10")
            .year("B", "people", 2015, "20")
            .year("M", "poor", 2015, "7")
            .year("M", "people", 2015, "70");
    IndicatorValue rate = above(RATE + "    roll_up: {min_coverage: 0.5}\n", REGIONS, observed);
    assertThat(number(rate)).isCloseTo(10, within(1e-9));
  }

  /** X lay in Q; of its parts A is in Q still and B in R. */
  private static final String ACROSS =
      """
      code,name,level,parent,valid_from,valid_to,successors
      P,P,country,,,,
      Q,Q,region,P,,,
      R,R,region,P,,,
      X,X,county,Q,,2009-12-31,A;B
      A,A,county,Q,2010-01-01,,
      B,B,county,R,2010-01-01,,
      Q1,Q1,county,Q,,,
      R1,R1,county,R,,,
      """;

  @Test
  void partsOfTwoRegionsComeTogetherInTheOneAboveBoth() {
    Observed observed =
        new Observed()
            .year("X", "people", 2015, "30")
            .year("Q1", "people", 2015, "1")
            .year("R1", "people", 2015, "2");
    String any = PEOPLE + "    roll_up: {min_coverage: 0.5}\n";
    assertThat(values(any, ACROSS, observed))
        .filteredOn(value -> value.origin() == IndicatorValue.Origin.AGGREGATED)
        .extracting(value -> value.refArea() + " " + value.value() + " " + value.flags())
        .containsExactly("P 33.0 []", "Q 1.0 [partial]", "R 2.0 [partial]");
    observed.year("A", "people", 2015, "10");
    assertThat(number(above(any, ACROSS, observed))).isEqualTo(33); // X still, for B is missing
    observed.year("R", "people", 2015, "22");
    assertThat(number(above(any, ACROSS, observed))).isEqualTo(33); // A, Q1 and all of R
    observed.year("B", "people", 2015, "21");
    assertThat(number(above(any, ACROSS, observed))).isEqualTo(33);
  }

  @Test
  void severalThatWereDividedAnewStandTogetherOnly() {
    String anew =
        """
        code,name,level,parent,valid_from,valid_to,successors
        P,P,country,,,,
        X,X,region,P,,2009-12-31,A;B
        Y,Y,region,P,,2009-12-31,B;C
        A,A,region,P,2010-01-01,,
        B,B,region,P,2010-01-01,,
        C,C,region,P,2010-01-01,,
        """;
    Observed both = new Observed().year("X", "people", 2015, "30").year("Y", "people", 2015, "12");
    assertThat(number(above(PEOPLE, anew, both))).isEqualTo(42);
    Observed one = new Observed().year("X", "people", 2015, "30");
    assertThat(values(PEOPLE, anew, one)).filteredOn(value -> value.value() != null).hasSize(1);
  }

  @Test
  void whatWasDividedTwiceStandsForWhatIsLeftOfIt() {
    String twice =
        REGIONS.replace(
            "A,A,region,P,2010-01-01,,\n",
            """
            A,A,region,P,2010-01-01,2012-12-31,A1;A2
            A1,A1,region,P,2013-01-01,,
            A2,A2,region,P,2013-01-01,,
            """);
    assertThat(number(above(PEOPLE, twice, rest(2015).year("X", "people", 2015, "30"))))
        .isEqualTo(42);
    Observed nearest =
        rest(2015)
            .year("X", "people", 2015, "30")
            .year("A", "people", 2015, "10")
            .year("B", "people", 2015, "21");
    assertThat(number(above(PEOPLE, twice, nearest))).isEqualTo(43);
    Observed backcast =
        new Observed()
            .year("A1", "people", 2005, "4")
            .year("A2", "people", 2005, "6")
            .year("B", "people", 2005, "20");
    assertThat(values(PEOPLE, twice, backcast))
        .filteredOn(value -> value.refArea().equals("X"))
        .extracting(IndicatorValue::value)
        .containsExactly(30.0);
  }
}
