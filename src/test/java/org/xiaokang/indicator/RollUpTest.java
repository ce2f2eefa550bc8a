package org.xiaokang.indicator;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.indicator.IndicatorValue.Coverage;
import org.xiaokang.indicator.IndicatorValue.Origin;

/** What the regions below make of a value, against values computed by hand. */
class RollUpTest {
  private static final String METRICS =
      Declared.metric("fund", "yuan", "flow", "{rule: sum, reason: money is spent in one place}")
          + Declared.metric(
              "poor", "person", "stock", "{rule: sum, reason: people live in one place}")
          + Declared.metric(
              "people", "person", "stock", "{rule: sum, reason: people live in one place}")
          + Declared.metric(
              "residents", "person", "stock", "{rule: sum, reason: people live in one place}")
          + Declared.metric(
              "subsidy",
              "yuan/person",
              "average",
              "{rule: weighted_mean, by: people, reason: per head}")
          + Declared.metric(
              "price", "percent", "average", "{rule: none, reason: an index of one place}")
          + Declared.metric("restated", "yuan", "flow", "{rule: sum, reason: as the fund}")
          + Declared.metric(
              "gini",
              "percent",
              "rate",
              "{rule: none, reason: inequality between regions is not in it}")
          + Declared.metric(
              "income",
              "yuan/person",
              "average",
              "{rule: weighted_mean, by: people, reason: per head}");
  private static final String FUND = Declared.indicator("it", "yuan", "x: {metric: fund}", "x");
  private static final String INCIDENCE =
      Declared.indicator("it", "percent", "p: {metric: poor}, n: {metric: people}", "100 * p / n");

  /** A province P of three prefectures, one of which has two counties. */
  private static final String[] TREE = {
    "P", "", "A", "P", "B", "P", "C", "P", "C1", "C", "C2", "C"
  };

  @TempDir private Path folder;

  /** What the regions below make, in the order of regions and periods. */
  private List<IndicatorValue> rolledUp(
      String indicators, Observed observed, String... childAndParent) {
    return all(indicators, observed, childAndParent).stream()
        .filter(value -> value.origin() == Origin.AGGREGATED)
        .toList();
  }

  private List<IndicatorValue> all(String indicators, Observed observed, String... childAndParent) {
    return InMemory.values(
        Declared.catalogue(folder, METRICS, indicators, Observed.regions(childAndParent)),
        observed.observations());
  }

  private static double number(IndicatorValue value) {
    return Objects.requireNonNull(value.value());
  }

  private static Coverage coverage(IndicatorValue value) {
    return Objects.requireNonNull(value.coverage());
  }

  private static CoverageChange change(IndicatorValue value) {
    return Objects.requireNonNull(value.change());
  }

  private static String place(IndicatorValue value) {
    return value.refArea() + " " + value.period().timePeriod();
  }

  @Test
  void sumsGoUpAnyNumberOfLevelsAndARegionsOwnReportStandsForItsChildren() {
    Observed observed =
        new Observed()
            .year("A", "fund", 2019, "0.1")
            .year("B", "fund", 2019, "0.2")
            .year("B", "poor", 2019, "7") // nothing of the fund
            .year("C1", "fund", 2019, "10")
            .year("C2", "fund", 2019, "20")
            .year("C1", "fund", 2018, "1")
            .year("C2", "fund", 2018, "2")
            .year("C", "fund", 2018, "4"); // C says 4 itself, and 4 goes up to P
    List<IndicatorValue> rows = rolledUp(FUND + "    roll_up: {min_coverage: 0}\n", observed, TREE);
    assertThat(rows.stream().map(RollUpTest::place))
        .containsExactly("C 2018", "C 2019", "P 2018", "P 2019");
    assertThat(rows.stream().map(IndicatorValue::value)).containsExactly(3.0, 30.0, 4.0, 30.3);
    IndicatorValue whole = rows.get(3);
    assertThat(coverage(whole).reported()).isEqualTo(3);
    assertThat(coverage(whole).expected()).isEqualTo(3);
    assertThat(coverage(whole).share()).isEqualTo(1.0);
    assertThat(whole.obsStatus()).isEqualTo("A");
    IndicatorValue part = rows.get(2);
    assertThat(coverage(part).share()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(part.obsStatus()).isEqualTo("E");
    assertThat(part.flags()).containsExactly("partial");
  }

  @Test
  void tooFewReportsAreSuppressedAndSayHowMany() {
    Observed observed = new Observed().year("A", "fund", 2019, "1").year("C1", "fund", 2019, "5");
    List<IndicatorValue> rows = rolledUp(FUND, observed, TREE);
    assertThat(rows).hasSize(2); // C of one county in two, P of one prefecture in three
    for (IndicatorValue row : rows) {
      assertThat(row.value()).isNull();
      assertThat(row.obsStatus()).isEqualTo("Q");
    }
    assertThat(rows.get(0).reason())
        .isEqualTo("1 of 2 regions below report, a coverage of 50 %; at least 67 % is needed");
    assertThat(coverage(rows.get(1)).reported()).isEqualTo(1);
  }

  @Test
  void coverageCountsHeadsWhereAWeightIsDeclared() {
    String weighted = FUND + "    roll_up: {weight: people, min_coverage: 0.8}\n";
    Observed observed =
        new Observed()
            .year("A", "fund", 2019, "1")
            .year("A", "people", 2019, "90")
            .year("B", "people", 2019, "10"); // reports its people, not its fund
    IndicatorValue row = rolledUp(weighted, observed, "P", "", "A", "P", "B", "P").get(0);
    assertThat(row.value()).isEqualTo(1.0);
    assertThat(coverage(row).weightShare()).isCloseTo(0.9, within(1e-12));
    assertThat(coverage(row).share()).isCloseTo(0.9, within(1e-12));
    assertThat(coverage(row).reported()).isEqualTo(1);
  }

  @Test
  void whereTheWeightOfARegionBelowIsUnknownRegionsAreCounted() {
    String weighted = FUND + "    roll_up: {weight: people, min_coverage: 0.5}\n";
    Observed observed =
        new Observed()
            .year("A", "fund", 2019, "1")
            .year("A", "people", 2019, "300")
            .year("C1", "fund", 2019, "2")
            .year("C1", "people", 2019, "100"); // of C2 neither is known
    List<IndicatorValue> rows =
        rolledUp(weighted, observed, "P", "", "A", "P", "C", "P", "C1", "C", "C2", "C");
    assertThat(rows.stream().map(r -> r.refArea() + " " + coverage(r).share()))
        .containsExactly("C 0.5", "P 0.75"); // P: all of A and half of C
  }

  @Test
  void ofTwoBaseYearsThatAsManyRegionsHaveTheEarlierIsCompared() {
    String since =
        Declared.indicator(
                "it", "yuan", "now: {metric: fund}, then: {metric: fund, at: first}", "now - then")
            + "    roll_up: {min_coverage: 0}\n";
    Observed observed =
        new Observed()
            .year("A", "fund", 2013, "1")
            .year("A", "fund", 2019, "10")
            .year("B", "fund", 2015, "2")
            .year("B", "fund", 2019, "20");
    List<IndicatorValue> rows = rolledUp(since, observed, "P", "", "A", "P", "B", "P");
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).period().timePeriod()).isEqualTo("2019");
    assertThat(rows.get(0).value()).isEqualTo(9.0); // A alone
  }

  @Test
  void aRegionThatMustBeThereIsMissed() {
    String needy = FUND + "    roll_up: {min_coverage: 0, must_have: [C2]}\n";
    Observed observed = new Observed().year("C1", "fund", 2019, "5").year("A", "fund", 2019, "5");
    List<IndicatorValue> rows = rolledUp(needy, observed, TREE);
    assertThat(rows).hasSize(2);
    assertThat(rows).allSatisfy(r -> assertThat(r.reason()).contains("C2"));
    assertThat(rows).allSatisfy(r -> assertThat(r.obsStatus()).isEqualTo("Q"));
  }

  @Test
  void aRateComesFromPartsOfTheSameChildren() {
    Observed observed =
        new Observed()
            .year("A", "poor", 2019, "10")
            .year("A", "people", 2019, "100")
            .year("B", "poor", 2019, "1")
            .year("B", "people", 2019, "1000")
            .year("C", "poor", 2019, "500"); // no people: neither its poor nor its people count
    IndicatorValue row = rolledUp(INCIDENCE, observed, TREE).get(0);
    assertThat(row.value()).isCloseTo(1.0, within(1e-12)); // 11 of 1100, not the mean of 10 and 0.1
    assertThat(coverage(row).reported()).isEqualTo(2);
  }

  @Test
  void whoLacksAFigureThatTheFormulaDoesWithoutStillCountsInNone() {
    String either =
        Declared.indicator(
            "it",
            "percent",
            "p: {metric: poor}, n: {metric: people}, r: {metric: residents}",
            "100 * p / coalesce(n, r)");
    Observed observed =
        new Observed()
            .year("A", "poor", 2019, "10")
            .year("A", "people", 2019, "100")
            .year("B", "poor", 2019, "20")
            .year("B", "residents", 2019, "400")
            .year("C", "poor", 2019, "5")
            .year("C", "people", 2019, "50")
            .year("C", "residents", 2019, "60");
    String all = either + "    roll_up: {min_coverage: 0}\n";
    IndicatorValue row = rolledUp(all, observed, TREE).get(0);
    assertThat(row.value()).isEqualTo(10.0); // C alone: 5 of 50; not 35 of 150
    assertThat(coverage(row).reported()).isEqualTo(1);
    assertThat(row.flags()).containsExactly("partial");
  }

  @Test
  void whatMayBeMissingCountsAsZeroInAWeightedMean() {
    String sum =
        Declared.indicator(
            "it",
            "yuan/person",
            "x: {metric: income}, y: {metric: subsidy, missing: zero}",
            "x + y");
    Observed observed =
        new Observed()
            .year("A", "income", 2019, "100")
            .year("A", "subsidy", 2019, "10")
            .year("A", "people", 2019, "100")
            .year("B", "income", 2019, "100")
            .year("B", "people", 2019, "100");
    IndicatorValue row = rolledUp(sum, observed, "P", "", "A", "P", "B", "P").get(0);
    assertThat(row.value()).isEqualTo(105.0); // the mean of 110 and 100
  }

  @Test
  void aMeanIsAsGoodAsItsWeights() {
    String income = Declared.indicator("it", "yuan/person", "x: {metric: income}", "x");
    Observed observed =
        new Observed()
            .year("A", "income", 2019, "100")
            .year("B", "income", 2019, "200")
            .year("B", "people", 2019, "3");
    observed.year("A", "people", 2019, "1", "approx");
    List<IndicatorValue> rows = all(income, observed, "P", "", "A", "P", "B", "P");
    assertThat(rows.stream().map(r -> r.refArea() + " " + r.flags()))
        .containsExactly("A []", "B []", "P [approximate]");
    assertThat(rows.get(2).value()).isEqualTo(175.0);
    assertThat(rows.get(2).obsStatus()).isEqualTo("E");
  }

  @Test
  void aBoundOfAFigureThatIsLookedUpIsToldOfTheSumToo() {
    String share =
        Declared.indicator(
            "it",
            "percent",
            "x: {metric: fund}, whole: {metric: fund, of: parent}",
            "100 * x / whole");
    Observed observed =
        new Observed()
            .year("C1", "fund", 2019, "10")
            .year("C2", "fund", 2019, "30")
            .year("C", "fund", 2019, "50");
    observed.year("P", "fund", 2019, "100", "at_least");
    IndicatorValue row = rolledUp(share, observed, TREE).get(0);
    assertThat(row.refArea()).isEqualTo("C");
    assertThat(row.value()).isEqualTo(40.0); // 10 + 30 of 100
    assertThat(row.bound()).isEqualTo("at_most");
  }

  @Test
  void aMeanIsWeighted() {
    String income = Declared.indicator("it", "yuan/person", "x: {metric: income}", "x");
    Observed observed =
        new Observed()
            .year("A", "income", 2019, "100")
            .year("A", "people", 2019, "1")
            .year("B", "income", 2019, "200")
            .year("B", "people", 2019, "3")
            .year("C", "income", 2019, "900"); // without its weight it cannot count
    IndicatorValue row = rolledUp(income, observed, TREE).get(0);
    assertThat(row.value()).isEqualTo(175.0);
    assertThat(coverage(row).reported()).isEqualTo(2);
  }

  @Test
  void aWeightMayLackADimensionOfTheBreakdown() {
    String metrics =
        METRICS.replace(
            "指标income}\n    unit: yuan/person\n    kind: average\n    aggregation: {rule: weighted_mean,"
                + " by: people,",
            "指标income}\n    unit: yuan/person\n    kind: average\n    aggregation: {rule: weighted_mean,"
                + " by: {metric: people, without: [line]},");
    assertThat(metrics).isNotEqualTo(METRICS);
    String income =
        Declared.indicator("it", "yuan/person", "x: {metric: income}", "x")
            + "    roll_up: {weight: people}\n"
            + Declared.indicator(
                "change",
                "yuan/person",
                "x: {metric: income, scope: line=1}, y: {metric: income, scope: line=1, shift: -1y}",
                "x - y");
    Observed observed =
        new Observed()
            .scoped("A", "income", "line=1", 2018, "90")
            .scoped("B", "income", "line=1", 2018, "100")
            .year("A", "people", 2018, "1")
            .year("B", "people", 2018, "1")
            .scoped("A", "income", "line=1", 2019, "100")
            .scoped("B", "income", "line=1", 2019, "200")
            .scoped("A", "income", "line=1;rural", 2019, "50")
            .scoped("B", "income", "line=1;rural", 2019, "70")
            .year("A", "people", 2019, "1")
            .year("B", "people", 2019, "3")
            .scoped("B", "people", "rural", 2019, "2"); // of A no rural people are known
    Catalogue catalogue =
        Declared.catalogue(folder, metrics, income, Observed.regions("P", "", "A", "P", "B", "P"));
    List<IndicatorValue> rows =
        InMemory.values(catalogue, observed.observations()).stream()
            .filter(row -> row.refArea().equals("P"))
            .toList();
    assertThat(
            rows.stream()
                .map(r -> r.indicator() + " " + r.scope() + " " + place(r) + " " + r.value()))
        .containsExactly(
            "change line=1 P 2019 80.0", // 175, weighted by 1 and 3, less 95
            "it line=1 P 2018 95.0",
            "it line=1 P 2019 175.0",
            "it line=1;rural P 2019 null");
    assertThat(coverage(rows.get(2)).weightShare()).isEqualTo(1.0);
  }

  @Test
  void aMeanWithoutAnyWeightsSaysSoToTheParentAndNoFurther() {
    String income = Declared.indicator("it", "yuan/person", "x: {metric: income}", "x");
    Observed observed = new Observed().year("C1", "income", 2019, "100");
    List<IndicatorValue> rows = rolledUp(income, observed, TREE);
    assertThat(rows.stream().map(r -> r.refArea())).containsExactly("C");
    assertThat(rows.get(0).reason()).contains("weights");
    assertThat(coverage(rows.get(0)).reported()).isZero();
  }

  @Test
  void figuresOfASplitRegionGoToItsSuccessorsByDeclaredSharesWhereTheyHaveNone() {
    String regions =
        """
        code,name,level,parent,valid_from,valid_to,successors
        P,P,region,,,,
        X,X,region,P,,1999-12-31,A:0.6;B:0.4
        A,A,region,P,2000-01-01,,
        B,B,region,P,2000-01-01,,
        """;
    Catalogue catalogue = Declared.catalogue(folder, METRICS, FUND, regions);
    Observed observed =
        new Observed()
            .year("X", "fund", 1999, "100")
            .split("X", "fund", 2000, "50", "A", 0.6, "B", 0.4)
            .year("B", "fund", 2000, "21");
    List<IndicatorValue> rows =
        InMemory.values(catalogue, observed.observations()).stream()
            .filter(value -> value.value() != null)
            .sorted(comparing((IndicatorValue value) -> value.period().timePeriod()))
            .toList();
    assertThat(
            rows.stream()
                .map(r -> "%s %s %.0f".formatted(r.period().timePeriod(), r.refArea(), number(r))))
        .containsExactly("1999 P 100", "1999 X 100", "2000 A 30", "2000 B 21", "2000 P 51");
    assertThat(rows.get(2).flags()).containsExactly("derived", "partial");
    assertThat(rows.get(3).flags()).isEmpty();
  }

  @Test
  void aSuccessorOfTwoSplitRegionsHasTheSumOfItsShares() {
    String regions =
        """
        code,name,level,parent,valid_from,valid_to,successors
        X,X,region,,,1999-12-31,A:0.6;B:0.4
        Y,Y,region,,,1999-12-31,A:0.5;B:0.5
        A,A,region,,2000-01-01,,
        B,B,region,,2000-01-01,,
        """;
    Observed observed =
        new Observed()
            .split("X", "fund", 2000, "50", "A", 0.6, "B", 0.4)
            .split("Y", "fund", 2000, "20", "A", 0.5, "B", 0.5);
    Catalogue catalogue = Declared.catalogue(folder, METRICS, FUND, regions);
    List<IndicatorValue> rows = InMemory.values(catalogue, observed.observations());
    assertThat(rows.stream().map(r -> r.refArea() + " " + r.value()))
        .containsExactly("A 40.0", "B 30.0");
  }

  @Test
  void whatDoesNotRollUpSaysWhy() {
    String gini = Declared.indicator("it", "percent", "x: {metric: gini}", "x");
    String none = FUND.replace("id: it", "id: no") + "    roll_up: {rule: none, reason: by law}\n";
    Observed observed = new Observed().year("A", "gini", 2019, "40").year("A", "fund", 2019, "4");
    List<IndicatorValue> rows = rolledUp(gini + none, observed, TREE);
    assertThat(rows).hasSize(2);
    assertThat(rows).allSatisfy(r -> assertThat(r.value()).isNull());
    assertThat(rows).allSatisfy(r -> assertThat(r.obsStatus()).isEqualTo("M"));
    assertThat(rows.stream().map(r -> r.reason()))
        .containsExactlyInAnyOrder(
            "does not roll up, for gini: inequality between regions is not in it",
            "does not roll up: by law");
  }

  @Test
  void marksGoAllTheWayUp() {
    Observed observed =
        new Observed()
            .year("A", "poor", 2019, "10")
            .year("A", "people", 2019, "100")
            .year("B", "poor", 2019, "10");
    observed.year("B", "people", 2019, "100", "at_least");
    IndicatorValue row = rolledUp(INCIDENCE, observed, "P", "", "A", "P", "B", "P").get(0);
    assertThat(row.bound()).isEqualTo("at_most");
    assertThat(row.obsStatus()).isEqualTo("E");
  }

  @Test
  void aChangeSplitsIntoWhatChangedAndWhoReported() {
    Observed observed =
        new Observed()
            .year("A", "poor", 2018, "10")
            .year("A", "people", 2018, "100")
            .year("B", "poor", 2018, "30")
            .year("B", "people", 2018, "100")
            .year("A", "poor", 2019, "5")
            .year("A", "people", 2019, "100")
            .year("C", "poor", 2019, "1")
            .year("C", "people", 2019, "100");
    List<IndicatorValue> rows = rolledUp(INCIDENCE, observed, TREE);
    IndicatorValue row = rows.get(1); // 2018: 40 of 200; 2019: 6 of 200
    assertThat(rows.get(0).value()).isEqualTo(20.0);
    assertThat(row.value()).isEqualTo(3.0);
    assertThat(change(row).previousPeriod()).isEqualTo("2018");
    assertThat(change(row).total()).isCloseTo(-17.0, within(1e-12));
    assertThat(change(row).inBoth()).isEqualTo(-5.0); // A alone: 10 % to 5 %
    assertThat(change(row).inCoverage()).isCloseTo(-12.0, within(1e-12));
    assertThat(rows.get(0).change()).isNull();
  }

  @Test
  void theChangeOfThoseInBothPeriodsTakesTheFigureAboveOfEachPeriod() {
    String real =
        Declared.indicator(
                "it",
                "yuan",
                "x: {metric: fund}, cpi: {metric: price, of: nearest}",
                "x / (cpi / 100)")
            + "    roll_up: {min_coverage: 0}\n";
    Observed observed =
        new Observed()
            .year("A", "fund", 2018, "100")
            .year("P", "price", 2018, "100")
            .year("A", "fund", 2019, "300")
            .year("B", "fund", 2019, "100")
            .year("P", "price", 2019, "200");
    List<IndicatorValue> rows = rolledUp(real, observed, "P", "", "A", "P", "B", "P");
    assertThat(rows.stream().map(IndicatorValue::value)).containsExactly(100.0, 200.0);
    assertThat(change(rows.get(1)).total()).isEqualTo(100.0);
    assertThat(change(rows.get(1)).inBoth()).isEqualTo(50.0); // A: 100 to 300 / 2
    assertThat(change(rows.get(1)).inCoverage()).isEqualTo(50.0);
  }

  @Test
  void growthUsesTheComparableBaseAndShowsTheOther() {
    String growth =
        Declared.indicator(
            "it",
            "percent",
            "now: {metric: fund}, then: {metric: fund, shift: -1y}",
            "100 * (now / then - 1)");
    String metrics = METRICS.replace("指标fund}\n", "指标fund}\n    comparable_base: restated\n");
    Observed observed =
        new Observed()
            .year("A", "fund", 2018, "100")
            .year("A", "restated", 2018, "120") // 2018 as it would be by the rules of 2019
            .year("A", "fund", 2019, "132")
            .year("A", "fund", 2020, "264")
            .year("B", "fund", 2018, "100")
            .year("B", "fund", 2019, "100");
    Catalogue catalogue =
        Declared.catalogue(folder, metrics, growth, Observed.regions("P", "", "A", "P", "B", "P"));
    List<IndicatorValue> rows = InMemory.values(catalogue, observed.observations());
    IndicatorValue restated = rows.get(0);
    assertThat(restated.value()).isCloseTo(10, within(1e-9));
    assertThat(restated.unadjusted()).isCloseTo(32, within(1e-9));
    assertThat(restated.flags()).containsExactly("comparable_base");
    assertThat(rows.get(1).value()).isCloseTo(100, within(1e-9));
    assertThat(rows.get(1).unadjusted()).isNull();
    IndicatorValue above =
        rows.stream().filter(r -> r.refArea().equals("P")).findFirst().orElseThrow();
    assertThat(above.value()).isCloseTo(100 * (232 / 220.0 - 1), within(1e-9));
    assertThat(above.unadjusted()).isCloseTo(100 * (232 / 200.0 - 1), within(1e-9));
  }

  @Test
  void placesAndSharesAreAmongTheChildrenOfOneParent() {
    String poor =
        Declared.indicator("it", "person", "x: {metric: poor}", "x")
            .replace("neutral", "lower_is_better");
    Observed observed =
        new Observed()
            .year("A", "poor", 2019, "10")
            .year("B", "poor", 2019, "30")
            .year("C", "poor", 2019, "10")
            .year("C1", "poor", 2019, "1");
    List<IndicatorValue> rows =
        all(poor, observed, TREE).stream()
            .filter(value -> value.origin() == Origin.REPORTED)
            .toList();
    assertThat(rows)
        .extracting(IndicatorValue::rank)
        .containsExactly(
            new SiblingRank(1, 3, 0.2),
            new SiblingRank(3, 3, 0.6),
            new SiblingRank(1, 3, 0.2),
            new SiblingRank(1, 1, 0.1));
    assertThat(rows).extracting(IndicatorValue::parentArea).containsExactly("P", "P", "P", "C");
  }

  @Test
  void thereIsNoShareOfATotalThatIsNotWholeAndNoPlaceByIt() {
    String poor = Declared.indicator("it", "person", "x: {metric: poor}", "x");
    Observed observed =
        new Observed()
            .year("A", "poor", 2018, "10")
            .year("B", "poor", 2018, "30")
            .year("C", "poor", 2018, "60")
            .year("A", "poor", 2019, "10")
            .year("B", "poor", 2019, "30");
    List<IndicatorValue> rows = all(poor, observed, "P", "", "A", "P", "B", "P", "C", "P");
    SiblingRank none = new SiblingRank(null, null, null, "total_not_whole");
    assertThat(rows.stream().filter(r -> r.refArea().equals("A")))
        .extracting(IndicatorValue::rank)
        .containsExactly(new SiblingRank(3, 3, 0.1), none);
    assertThat(rows.stream().filter(r -> r.refArea().equals("P")))
        .extracting(IndicatorValue::value)
        .containsExactly(100.0, 40.0); // two thirds are enough for a value, and it is partial
    observed.year("P", "poor", 2019, "100"); // P's own report is whole
    assertThat(
            all(poor, observed, "P", "", "A", "P", "B", "P", "C", "P").stream()
                .filter(r -> r.refArea().equals("A") && r.period().timePeriod().equals("2019")))
        .extracting(IndicatorValue::rank)
        .containsExactly(new SiblingRank(2, 2, 0.1));
  }

  @Test
  void whereTheTotalIsSuppressedThereIsNoPlaceEither() {
    String poor = Declared.indicator("it", "person", "x: {metric: poor}", "x");
    Observed observed = new Observed().year("A", "poor", 2019, "10");
    assertThat(all(poor, observed, "P", "", "A", "P", "B", "P", "C", "P").get(0).rank())
        .isEqualTo(new SiblingRank(null, null, null, "total_not_whole"));
  }

  @Test
  void theRegionAboveHasNoGrowthFromALossEither() {
    String growth =
        Declared.indicator(
            "it",
            "percent",
            "now: {metric: fund}, then: {metric: fund, shift: -1y}",
            "100 * (now / then - 1)");
    Observed observed =
        new Observed()
            .year("A", "fund", 2018, "10")
            .year("A", "fund", 2019, "20")
            .year("B", "fund", 2018, "-30")
            .year("B", "fund", 2019, "5");
    IndicatorValue above = rolledUp(growth, observed, "P", "", "A", "P", "B", "P").get(0);
    assertThat(above.value()).isNull();
    assertThat(above.reason())
        .isEqualTo(
            "growth from a negative base has no value: -20 to 25 yuan, from a loss to a gain;"
                + " the change is 45 yuan");
    assertThat(above.obsStatus()).isEqualTo("M");
  }

  @Test
  void aPlaceAmongRatesNeedsNoTotal() {
    Observed observed =
        new Observed().year("A", "poor", 2019, "10").year("A", "people", 2019, "100");
    assertThat(all(INCIDENCE, observed, TREE).get(0).rank()).isEqualTo(new SiblingRank(1, 1, null));
  }

  @Test
  void realGrowthTakesTheNearestPriceIndexAndARatioANamedRegion() {
    String real =
        Declared.indicator(
            "it",
            "yuan",
            "x: {metric: fund}, cpi: {metric: price, of: nearest}",
            "x / (cpi / 100)");
    String ratio =
        Declared.indicator(
            "ratio", "percent", "x: {metric: fund}, ref: {metric: fund, of: B}", "100 * x / ref");
    Observed observed =
        new Observed()
            .year("C1", "fund", 2019, "110")
            .year("C2", "fund", 2019, "110")
            .year("B", "fund", 2019, "220")
            .year("P", "price", 2019, "110")
            .year("C2", "price", 2019, "100");
    List<IndicatorValue> rows =
        all(real + ratio, observed, TREE).stream().filter(value -> value.value() != null).toList();
    assertThat(
            rows.stream()
                .map(
                    r ->
                        "%s %s %s %.0f"
                            .formatted(r.origin().code(), r.indicator(), r.refArea(), number(r))))
        .containsExactlyInAnyOrder(
            "aggregated it C 200", // its own nearest index is P's: 220 over 1.1
            "aggregated it P 400", // B and C: 440 over 1.1
            "aggregated ratio C 100",
            "aggregated ratio P 200",
            "reported it B 200",
            "reported it C1 100",
            "reported it C2 110",
            "reported ratio B 100",
            "reported ratio C1 50",
            "reported ratio C2 50");
  }
}
