package org.xiaokang.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Period;

/** The semantics of indicators on literal figures, against values computed by hand. */
class IndicatorsTest {
  private static final String METRICS =
      Declared.metric("income", "yuan/person", "average", "{rule: none, reason: a test}")
          + Declared.metric("fund", "yuan", "flow", "{rule: none, reason: a test}")
          + Declared.metric("poor", "person", "stock", "{rule: none, reason: a test}")
          + Declared.metric("rate", "percent", "rate", "{rule: none, reason: a test}")
          + Declared.metric("people", "person", "stock", "{rule: none, reason: a test}")
          + "    derive: [{inputs: {p: {metric: poor}, r: {metric: rate}}, value: 100 * p / r}]\n";

  @TempDir private Path folder;

  private Catalogue catalogue(String indicators, String... childAndParent) {
    String regions =
        childAndParent.length == 0 ? Observed.regions("A", "") : Observed.regions(childAndParent);
    return Declared.catalogue(folder, METRICS, indicators, regions);
  }

  private static String indicator(String unit, String inputs, String value) {
    return Declared.indicator("it", unit, inputs, value);
  }

  /** Value by region and period; none where there is only a reason. */
  private static Map<String, Object> values(List<IndicatorValue> indicators) {
    Map<String, Object> values = new TreeMap<>();
    for (IndicatorValue row : indicators) {
      String key = row.refArea() + " " + row.period().timePeriod();
      Object before = values.put(key, Objects.requireNonNullElse(row.value(), "none"));
      assertThat(before).as("one row for " + key).isNull();
    }
    return values;
  }

  /** What the regions' own figures give. */
  private List<IndicatorValue> compute(
      String indicators, Observed observed, String... childAndParent) {
    return InMemory.values(catalogue(indicators, childAndParent), observed.observations()).stream()
        .filter(value -> value.origin() == Origin.REPORTED)
        .toList();
  }

  private static IndicatorValue only(List<IndicatorValue> values, String area, String timePeriod) {
    List<IndicatorValue> found =
        values.stream()
            .filter(value -> value.refArea().equals(area))
            .filter(value -> value.period().timePeriod().equals(timePeriod))
            .toList();
    assertThat(found).as(area + " " + timePeriod).hasSize(1);
    return found.get(0);
  }

  private static final String GROWTH =
      indicator(
          "percent",
          "now: {metric: income}, then: {metric: income, shift: -1y}",
          "100 * (now / then - 1)");

  @Test
  void growthMeetsOnlyTheYearBeforeAndOnlyTheSameMonths() {
    Observed observed =
        new Observed()
            .year("A", "income", 2016, "1000")
            .year("A", "income", 2017, "1100")
            .year("A", "income", 2019, "1200") // 2018 is missing: no growth for 2019
            .nineMonths("A", "income", 2019, "800")
            .nineMonths("A", "income", 2020, "880")
            .year("B", "income", 2018, "1")
            .undated("d", "B", "income", "2", "exact");
    assertThat(values(compute(GROWTH, observed)))
        .containsOnlyKeys("A 2017", "A 2020-01-01/P9M")
        .allSatisfy((k, v) -> assertThat((Double) v).isCloseTo(10, within(1e-9)));
  }

  @Test
  void februariesMeetAcrossALeapYear() {
    Observed observed = new Observed();
    String[] figures = {"2019", "02-28", "2000", "2020", "02-29", "2100", "2021", "02-28", "2310"};
    for (int i = 0; i < figures.length; i += 3) {
      String start = figures[i] + "-01-01";
      String end = figures[i] + "-" + figures[i + 1];
      observed.span("A", "income", "year_to_date", start + "/P2M", start, end, figures[i + 2]);
    }
    Map<String, Object> growth = values(compute(GROWTH, observed));
    assertThat(growth).containsOnlyKeys("A 2020-01-01/P2M", "A 2021-01-01/P2M");
    assertThat((Double) growth.get("A 2020-01-01/P2M")).isCloseTo(5, within(1e-9));
    assertThat((Double) growth.get("A 2021-01-01/P2M")).isCloseTo(10, within(1e-9));
  }

  /** A span of days of region A that is named by them. */
  private static void span(
      Observed observed, String metric, String kind, String start, String end, String value) {
    observed.span("A", metric, kind, start + "/" + end, start, end, value);
  }

  @Test
  void aSpanOfYearsDoesNotGrowFromOneOfFewerYears() {
    Observed observed = new Observed();
    span(observed, "income", "cumulative", "2016-01-01", "2018-12-31", "90");
    span(observed, "income", "cumulative", "2016-01-01", "2019-12-31", "120");
    assertThat(values(compute(GROWTH, observed))).isEmpty();
    span(observed, "income", "cumulative", "2015-01-01", "2018-12-31", "100");
    assertThat(values(compute(GROWTH, observed)))
        .containsOnlyKeys("A 2016-01-01/2019-12-31")
        .allSatisfy((k, v) -> assertThat((Double) v).isCloseTo(20, within(1e-9)));
  }

  @Test
  void aYearToDateIsNotComparedWithThatOfAnotherYear() {
    String more =
        indicator("yuan", "now: {metric: fund}, then: {metric: fund, shift: -2m}", "now - then");
    Observed observed = new Observed();
    span(observed, "fund", "year_to_date", "2019-01-01", "2019-11-30", "110");
    span(observed, "fund", "year_to_date", "2020-01-01", "2020-01-31", "12");
    assertThat(values(compute(more, observed))).isEmpty();
    span(observed, "fund", "year_to_date", "2020-01-01", "2020-03-31", "40");
    assertThat(values(compute(more, observed))).isEqualTo(Map.of("A 2020-01-01/2020-03-31", 28.0));
  }

  private static void point(Observed observed, String day, String value) {
    LocalDate date = LocalDate.parse(day);
    observed.at("A", "poor", new Period("point", date, date, day, "D"), value);
  }

  @Test
  void pointsInTimeAreShiftedByMonthsToTheSameDayOrTheLast() {
    String change =
        indicator("person", "now: {metric: poor}, then: {metric: poor, shift: -6m}", "now - then");
    Observed observed = new Observed();
    point(observed, "2018-06-30", "10");
    point(observed, "2018-12-31", "13"); // the last day of December meets that of June
    point(observed, "2019-06-15", "20");
    point(observed, "2019-06-30", "21");
    point(observed, "2019-12-15", "27");
    point(observed, "2020-02-29", "30");
    point(observed, "2020-08-31", "36");
    point(observed, "2021-01-30", "40");
    point(observed, "2021-07-31", "50"); // the last of July meets no 30th of January
    List<IndicatorValue> computed = compute(change, observed);
    assertThat(values(computed))
        .isEqualTo(
            Map.of(
                "A 2018-12-31", 3.0,
                "A 2019-06-30", 8.0,
                "A 2019-12-15", 7.0,
                "A 2020-08-31", 6.0));
    assertThat(only(computed, "A", "2018-12-31").basePeriod()).isEqualTo("2018-06-30");
  }

  @Test
  void aPointOfTheThirtiethMeetsTheLastDayOfAShorterMonth() {
    String change =
        indicator("person", "now: {metric: poor}, then: {metric: poor, shift: -1q}", "now - then");
    Observed observed = new Observed();
    point(observed, "2019-02-28", "10");
    point(observed, "2019-05-30", "12");
    assertThat(values(compute(change, observed))).isEqualTo(Map.of("A 2019-05-30", 2.0));
  }

  @Test
  void aQuarterOfTwoMonthsInThreeIsPartial() {
    String quarter =
        indicator(
            "yuan", "x: {metric: fund, over: {period: quarter, rule: sum, at_least: 2}}", "x");
    Observed observed = new Observed();
    for (int month : new int[] {1, 2, 4, 5, 6}) {
      LocalDate start = LocalDate.of(2019, month, 1);
      LocalDate end = start.plusMonths(1).minusDays(1);
      observed.at("A", "fund", new Period("month", start, end, "2019-0" + month, "M"), "10");
    }
    assertThat(compute(quarter, observed))
        .extracting(
            value -> value.period().timePeriod(), IndicatorValue::value, IndicatorValue::flags)
        .containsExactly(
            tuple("2019-Q1", 20.0, List.of("partial")), tuple("2019-Q2", 30.0, List.of()));
  }

  @Test
  void aZeroBaseGivesNoValueAndSaysWhyAndAZeroValueIsAValue() {
    Observed observed =
        new Observed()
            .year("A", "income", 2016, "0")
            .year("A", "income", 2017, "5")
            .year("A", "income", 2018, "0");
    List<IndicatorValue> growth = compute(GROWTH, observed);
    assertThat(values(growth)).containsEntry("A 2017", "none").containsEntry("A 2018", -100.0);
    IndicatorValue none = only(growth, "A", "2017");
    assertThat(none.obsStatus()).isEqualTo("M");
    assertThat(none.reason()).contains("division by zero");
  }

  @Test
  void growthFromALossHasNoValueAndTheChangeIsTold() {
    Observed observed =
        new Observed()
            .year("A", "fund", 2018, "-40")
            .year("A", "fund", 2019, "90")
            .year("A", "fund", 2020, "-30")
            .year("A", "fund", 2021, "-45")
            .year("A", "fund", 2022, "-20");
    String growth =
        indicator(
            "percent",
            "now: {metric: fund}, then: {metric: fund, shift: -1y}",
            "100 * (now - then) / then");
    List<IndicatorValue> computed = compute(growth, observed);
    assertThat(computed)
        .extracting(IndicatorValue::reason)
        .containsExactly(
            "growth from a negative base has no value: -40 to 90 yuan, from a loss to a gain;"
                + " the change is 130 yuan",
            null,
            "growth from a negative base has no value: -30 to -45 yuan, from a loss to a greater"
                + " loss; the change is -15 yuan",
            "growth from a negative base has no value: -45 to -20 yuan, from a loss to a smaller"
                + " loss; the change is 25 yuan");
    assertThat(only(computed, "A", "2020").value()).isCloseTo(-400 / 3.0, within(1e-9));
    assertThat(computed.get(0).obsStatus()).isEqualTo("M");
  }

  @Test
  void everyFormOfGrowthHasItsBase() {
    Observed observed =
        new Observed()
            .year("A", "fund", 2016, "-10")
            .year("A", "people", 2016, "5")
            .year("A", "fund", 2018, "20")
            .year("A", "people", 2018, "4");
    for (String formula :
        List.of(
            "100 * (now / then - 1)",
            "100 * now / then - 100",
            "100 * (now / heads / (then / heads1) - 1)",
            "100 * (now * heads1 / (then * heads) - 1)",
            "100 * (power(now / then, 1 / years) - 1)")) {
      String heads =
          formula.contains("heads")
              ? ", heads: {metric: people}, heads1: {metric: people, at: first}"
              : "";
      String it =
          indicator(
              "percent", "now: {metric: fund}, then: {metric: fund, at: first}" + heads, formula);
      IndicatorValue value = only(compute(it, observed), "A", "2018");
      assertThat(value.value()).as(formula).isNull();
      assertThat(value.reason()).as(formula).contains("-10 to 20 yuan, from a loss to a gain");
    }
  }

  @Test
  void whatIsNoGrowthMayBeOfAnySign() {
    Observed observed =
        new Observed()
            .year("A", "fund", 2018, "-40")
            .year("A", "people", 2018, "10")
            .year("A", "fund", 2019, "90")
            .year("A", "people", 2019, "8");
    String change =
        indicator("yuan", "now: {metric: fund}, then: {metric: fund, shift: -1y}", "now - then");
    assertThat(only(compute(change, observed), "A", "2019").value()).isEqualTo(130.0);
    String marginal =
        indicator(
            "yuan/person",
            "f: {metric: fund}, f1: {metric: fund, shift: -1y}, p: {metric: people},"
                + " p1: {metric: people, shift: -1y}",
            "(f - f1) / (p - p1)");
    assertThat(only(compute(marginal, observed), "A", "2019").value()).isEqualTo(-65.0);
    String lagged =
        indicator("yuan/person", "p: {metric: people}, f: {metric: fund, shift: -1y}", "f / p");
    assertThat(only(compute(lagged, observed), "A", "2019").value()).isEqualTo(-5.0);
  }

  @Test
  void theAverageSinceTheFirstYearCountsSteps() {
    String average =
        indicator(
            "percent",
            "now: {metric: income}, then: {metric: income, at: first}",
            "100 * (power(now / then, 1 / years) - 1)");
    Observed observed =
        new Observed().year("A", "income", 2013, "4875").year("A", "income", 2019, "9379");
    List<IndicatorValue> computed = compute(average, observed);
    assertThat(values(computed)).containsOnlyKeys("A 2019");
    assertThat(computed.get(0).value())
        .isCloseTo(100 * (Math.pow(9379 / 4875.0, 1 / 6.0) - 1), within(1e-9));
    assertThat(computed.get(0).basePeriod()).isEqualTo("2013");
  }

  @Test
  void theParentsFigureIsLookedUpForTheSamePeriod() {
    String ratio =
        indicator(
            "percent",
            "own: {metric: income}, above: {metric: income, of: parent}",
            "100 * own / above");
    Observed observed =
        new Observed()
            .year("P", "income", 2019, "200")
            .year("A", "income", 2019, "100")
            .year("A", "income", 2018, "90")
            .year("B", "income", 2019, "300");
    assertThat(values(compute(ratio, observed, "A", "P", "B", "P", "P", "")))
        .isEqualTo(Map.of("A 2019", 50.0, "B 2019", 150.0));
  }

  @Test
  void figuresWithoutAPeriodMeetOnlyWithinTheirDocument() {
    String ratio =
        indicator("yuan/person", "money: {metric: fund}, heads: {metric: poor}", "money / heads");
    Observed observed =
        new Observed()
            .undated("d1", "A", "fund", "100", "exact")
            .undated("d1", "A", "poor", "10", "at_least")
            .undated("d2", "B", "fund", "100", "exact")
            .undated("d3", "B", "poor", "10", "exact");
    List<IndicatorValue> computed = compute(ratio, observed);
    assertThat(values(computed)).isEqualTo(Map.of("A _U", 10.0));
    assertThat(computed.get(0).bound()).isEqualTo("at_most");
    assertThat(computed.get(0).flags()).containsExactly("bounded", "period_unknown");
  }

  @Test
  void aPickedScopeMeetsTheRowsOwn() {
    String share =
        indicator(
            "percent",
            "part: {metric: poor}, whole: {metric: poor, scope: all}",
            "100 * part / whole");
    Observed observed =
        new Observed()
            .scoped("A", "poor", "all", 2019, "200")
            .scoped("A", "poor", "rural", 2019, "150")
            .scoped("A", "poor", "rural", 2018, "1");
    assertThat(compute(share, observed).stream().filter(value -> value.scope().equals("rural")))
        .extracting(IndicatorValue::value)
        .containsExactly(75.0);
  }

  @Test
  void anIdentityFillsOnlyWhatIsMissingAndIsMarkedAllTheWay() {
    String perHead =
        indicator("yuan/person", "money: {metric: fund}, n: {metric: people}", "money / n");
    Observed observed =
        new Observed()
            .year("A", "fund", 2019, "1000")
            .year("A", "poor", 2019, "10")
            .year("A", "rate", 2019, "20") // people = 100 * 10 / 20 = 50
            .year("B", "fund", 2019, "1000")
            .year("B", "people", 2019, "40")
            .year("B", "poor", 2019, "10")
            .year("B", "rate", 2019, "20");
    List<IndicatorValue> computed = compute(perHead, observed);
    assertThat(values(computed)).isEqualTo(Map.of("A 2019", 20.0, "B 2019", 25.0));
    IndicatorValue derived = only(computed, "A", "2019");
    assertThat(derived.obsStatus()).isEqualTo("E");
    assertThat(derived.flags()).containsExactly("derived");
    assertThat(only(computed, "B", "2019").obsStatus()).isEqualTo("A");
  }

  @Test
  void theFirstPeriodIsNotComparedWithItself() {
    String change =
        indicator(
            "percentage_point",
            "last: {metric: rate, at: latest, period_kind: [year, cumulative]},"
                + " early: {metric: rate, at: first, period_kind: [year, cumulative]}",
            "last - early");
    Observed observed =
        new Observed()
            .year("A", "rate", 2014, "7.94")
            .undated("d", "A", "rate", "0", "exact")
            .year("B", "rate", 2014, "12.7");
    List<IndicatorValue> computed = compute(change, observed);
    assertThat(values(computed)).isEqualTo(Map.of("A _U", -7.94));
    assertThat(computed.get(0).basePeriod()).isEqualTo("2014");
  }

  @Test
  void theOrderOfFiguresChangesNothing() {
    List<Observation> figures =
        new ArrayList<>(
            new Observed()
                .year("A", "income", 2016, "1000")
                .year("A", "income", 2017, "1100")
                .year("B", "income", 2016, "10")
                .year("B", "income", 2017, "30")
                .observations());
    List<IndicatorValue> values = InMemory.values(catalogue(GROWTH), figures);
    assertThat(values).isNotEmpty();
    Collections.reverse(figures);
    assertThat(InMemory.values(catalogue(GROWTH), figures)).isEqualTo(values);
  }
}
