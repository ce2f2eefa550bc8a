package org.xiaokang.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Catalogue;

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

  private List<Row> rolledUp(String indicators, Observed observed, String... childAndParent) {
    return all(indicators, observed, childAndParent)
        .filter("origin = 'aggregated'")
        .orderBy("ref_area", "time_period")
        .collectAsList();
  }

  private Dataset<Row> all(String indicators, Observed observed, String... childAndParent) {
    Catalogue catalogue =
        Declared.catalogue(folder, METRICS, indicators, Observed.regions(childAndParent));
    return Observed.indicators(Plan.of(catalogue), observed.dataset());
  }

  private static double value(Row row) {
    return row.<Double>getAs("obs_value");
  }

  private static List<String> flags(Row row) {
    return row.getList(row.fieldIndex("flags"));
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
    List<Row> rows = rolledUp(FUND + "    roll_up: {min_coverage: 0}\n", observed, TREE);
    assertThat(rows.stream().map(r -> r.getAs("ref_area") + " " + r.getAs("time_period")))
        .containsExactly("C 2018", "C 2019", "P 2018", "P 2019");
    assertThat(rows.stream().map(RollUpTest::value)).containsExactly(3.0, 30.0, 4.0, 30.3);
    Row whole = rows.get(3);
    assertThat(whole.<Integer>getAs("children_reported")).isEqualTo(3);
    assertThat(whole.<Integer>getAs("children_expected")).isEqualTo(3);
    assertThat(whole.<Double>getAs("coverage")).isEqualTo(1.0);
    assertThat(whole.<String>getAs("obs_status")).isEqualTo("A");
    Row part = rows.get(2);
    assertThat(part.<Double>getAs("coverage")).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(part.<String>getAs("obs_status")).isEqualTo("E");
    assertThat(flags(part)).containsExactly("partial");
  }

  @Test
  void tooFewReportsAreSuppressedAndSayHowMany() {
    Observed observed = new Observed().year("A", "fund", 2019, "1").year("C1", "fund", 2019, "5");
    List<Row> rows = rolledUp(FUND, observed, TREE);
    assertThat(rows).hasSize(2); // C of one county in two, P of one prefecture in three
    for (Row row : rows) {
      assertThat(row.<Double>getAs("obs_value")).isNull();
      assertThat(row.<String>getAs("obs_status")).isEqualTo("Q");
    }
    assertThat(rows.get(0).<String>getAs("reason"))
        .isEqualTo("1 of 2 regions below report, a coverage of 50 %; at least 67 % is needed");
    assertThat(rows.get(1).<Integer>getAs("children_reported")).isEqualTo(1);
  }

  @Test
  void coverageCountsHeadsWhereAWeightIsDeclared() {
    String weighted = FUND + "    roll_up: {weight: people, min_coverage: 0.8}\n";
    Observed observed =
        new Observed()
            .year("A", "fund", 2019, "1")
            .year("A", "people", 2019, "90")
            .year("B", "people", 2019, "10"); // reports its people, not its fund
    Row row = rolledUp(weighted, observed, "P", "", "A", "P", "B", "P").get(0);
    assertThat(value(row)).isEqualTo(1.0);
    assertThat(row.<Double>getAs("weight_share")).isCloseTo(0.9, within(1e-12));
    assertThat(row.<Double>getAs("coverage")).isCloseTo(0.9, within(1e-12));
    assertThat(row.<Integer>getAs("children_reported")).isEqualTo(1);
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
    List<Row> rows =
        rolledUp(weighted, observed, "P", "", "A", "P", "C", "P", "C1", "C", "C2", "C");
    assertThat(rows.stream().map(r -> r.getAs("ref_area") + " " + r.getAs("coverage")))
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
    List<Row> rows = rolledUp(since, observed, "P", "", "A", "P", "B", "P");
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).<String>getAs("time_period")).isEqualTo("2019");
    assertThat(value(rows.get(0))).isEqualTo(9.0); // A alone
  }

  @Test
  void aRegionThatMustBeThereIsMissed() {
    String needy = FUND + "    roll_up: {min_coverage: 0, must_have: [C2]}\n";
    Observed observed = new Observed().year("C1", "fund", 2019, "5").year("A", "fund", 2019, "5");
    List<Row> rows = rolledUp(needy, observed, TREE);
    assertThat(rows).hasSize(2);
    assertThat(rows).allSatisfy(r -> assertThat(r.<String>getAs("reason")).contains("C2"));
    assertThat(rows).allSatisfy(r -> assertThat(r.<String>getAs("obs_status")).isEqualTo("Q"));
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
    Row row = rolledUp(INCIDENCE, observed, TREE).get(0);
    assertThat(value(row)).isCloseTo(1.0, within(1e-12)); // 11 of 1100, not the mean of 10 and 0.1
    assertThat(row.<Integer>getAs("children_reported")).isEqualTo(2);
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
    Row row = rolledUp(all, observed, TREE).get(0);
    assertThat(value(row)).isEqualTo(10.0); // C alone: 5 of 50; not 35 of 150
    assertThat(row.<Integer>getAs("children_reported")).isEqualTo(1);
    assertThat(flags(row)).containsExactly("partial");
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
    Row row = rolledUp(sum, observed, "P", "", "A", "P", "B", "P").get(0);
    assertThat(value(row)).isEqualTo(105.0); // the mean of 110 and 100
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
    List<Row> rows =
        all(income, observed, "P", "", "A", "P", "B", "P").orderBy("ref_area").collectAsList();
    assertThat(rows.stream().map(r -> r.getAs("ref_area") + " " + flags(r)))
        .containsExactly("A []", "B []", "P [approximate]");
    assertThat(value(rows.get(2))).isEqualTo(175.0);
    assertThat(rows.get(2).<String>getAs("obs_status")).isEqualTo("E");
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
    Row row = rolledUp(share, observed, TREE).get(0);
    assertThat(row.<String>getAs("ref_area")).isEqualTo("C");
    assertThat(value(row)).isEqualTo(40.0); // 10 + 30 of 100
    assertThat(row.<String>getAs("bound")).isEqualTo("at_most");
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
    Row row = rolledUp(income, observed, TREE).get(0);
    assertThat(value(row)).isEqualTo(175.0);
    assertThat(row.<Integer>getAs("children_reported")).isEqualTo(2);
  }

  @Test
  void aMeanWithoutAnyWeightsSaysSoToTheParentAndNoFurther() {
    String income = Declared.indicator("it", "yuan/person", "x: {metric: income}", "x");
    Observed observed = new Observed().year("C1", "income", 2019, "100");
    List<Row> rows = rolledUp(income, observed, TREE);
    assertThat(rows.stream().map(r -> r.<String>getAs("ref_area"))).containsExactly("C");
    assertThat(rows.get(0).<String>getAs("reason")).contains("weights");
    assertThat(rows.get(0).<Integer>getAs("children_reported")).isZero();
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
    List<Row> rows =
        Observed.indicators(Plan.of(catalogue), observed.dataset())
            .filter("obs_value is not null")
            .orderBy("time_period", "ref_area")
            .collectAsList();
    assertThat(
            rows.stream()
                .map(
                    r ->
                        "%s %s %.0f"
                            .formatted(r.getAs("time_period"), r.getAs("ref_area"), value(r))))
        .containsExactly("1999 P 100", "1999 X 100", "2000 A 30", "2000 B 21", "2000 P 51");
    assertThat(flags(rows.get(2))).containsExactly("derived", "partial");
    assertThat(flags(rows.get(3))).isEmpty();
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
    List<Row> rows =
        Observed.indicators(Plan.of(catalogue), observed.dataset())
            .orderBy("ref_area")
            .collectAsList();
    assertThat(rows.stream().map(r -> r.getAs("ref_area") + " " + r.getAs("obs_value")))
        .containsExactly("A 40.0", "B 30.0");
  }

  @Test
  void whatDoesNotRollUpSaysWhy() {
    String gini = Declared.indicator("it", "percent", "x: {metric: gini}", "x");
    String none = FUND.replace("id: it", "id: no") + "    roll_up: {rule: none, reason: by law}\n";
    Observed observed = new Observed().year("A", "gini", 2019, "40").year("A", "fund", 2019, "4");
    List<Row> rows = rolledUp(gini + none, observed, TREE);
    assertThat(rows).hasSize(2);
    assertThat(rows).allSatisfy(r -> assertThat(r.<Double>getAs("obs_value")).isNull());
    assertThat(rows).allSatisfy(r -> assertThat(r.<String>getAs("obs_status")).isEqualTo("M"));
    assertThat(rows.stream().map(r -> r.<String>getAs("reason")))
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
    Row row = rolledUp(INCIDENCE, observed, "P", "", "A", "P", "B", "P").get(0);
    assertThat(row.<String>getAs("bound")).isEqualTo("at_most");
    assertThat(row.<String>getAs("obs_status")).isEqualTo("E");
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
    List<Row> rows = rolledUp(INCIDENCE, observed, TREE);
    Row row = rows.get(1); // 2018: 40 of 200; 2019: 6 of 200
    assertThat(value(rows.get(0))).isEqualTo(20.0);
    assertThat(value(row)).isEqualTo(3.0);
    assertThat(row.<String>getAs("previous_period")).isEqualTo("2018");
    assertThat(row.<Double>getAs("change")).isCloseTo(-17.0, within(1e-12));
    assertThat(row.<Double>getAs("change_in_both")).isEqualTo(-5.0); // A alone: 10 % to 5 %
    assertThat(row.<Double>getAs("change_in_coverage")).isCloseTo(-12.0, within(1e-12));
    assertThat(rows.get(0).<String>getAs("previous_period")).isNull();
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
    List<Row> rows = rolledUp(real, observed, "P", "", "A", "P", "B", "P");
    assertThat(rows.stream().map(RollUpTest::value)).containsExactly(100.0, 200.0);
    assertThat(rows.get(1).<Double>getAs("change")).isEqualTo(100.0);
    assertThat(rows.get(1).<Double>getAs("change_in_both")).isEqualTo(50.0); // A: 100 to 300 / 2
    assertThat(rows.get(1).<Double>getAs("change_in_coverage")).isEqualTo(50.0);
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
    List<Row> rows =
        Observed.indicators(Plan.of(catalogue), observed.dataset())
            .orderBy("ref_area", "time_period")
            .collectAsList();
    Row restated = rows.get(0);
    assertThat(value(restated)).isCloseTo(10, within(1e-9));
    assertThat(restated.<Double>getAs("unadjusted_value")).isCloseTo(32, within(1e-9));
    assertThat(flags(restated)).containsExactly("comparable_base");
    assertThat(value(rows.get(1))).isCloseTo(100, within(1e-9));
    assertThat(rows.get(1).<Double>getAs("unadjusted_value")).isNull();
    Row above =
        rows.stream().filter(r -> r.getAs("ref_area").equals("P")).findFirst().orElseThrow();
    assertThat(value(above)).isCloseTo(100 * (232 / 220.0 - 1), within(1e-9));
    assertThat(above.<Double>getAs("unadjusted_value"))
        .isCloseTo(100 * (232 / 200.0 - 1), within(1e-9));
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
    List<Row> rows =
        all(poor, observed, TREE).filter("origin = 'reported'").orderBy("ref_area").collectAsList();
    assertThat(rows.stream().map(r -> r.<Integer>getAs("rank_in_parent")))
        .containsExactly(1, 3, 1, 1);
    assertThat(rows.stream().map(r -> r.<Integer>getAs("ranked_in_parent")))
        .containsExactly(3, 3, 3, 1);
    assertThat(rows.stream().map(r -> r.<Double>getAs("share_in_parent")))
        .containsExactly(0.2, 0.6, 0.2, 0.1);
    assertThat(rows.stream().map(r -> r.<String>getAs("parent_area")))
        .containsExactly("P", "P", "P", "C");
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
    List<Row> rows =
        all(real + ratio, observed, TREE)
            .filter("obs_value is not null")
            .orderBy("origin", "indicator", "ref_area")
            .collectAsList();
    assertThat(
            rows.stream()
                .map(
                    r ->
                        "%s %s %s %.0f"
                            .formatted(
                                r.getAs("origin"),
                                r.getAs("indicator"),
                                r.getAs("ref_area"),
                                value(r))))
        .containsExactly(
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
