package org.xiaokang.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.Catalogue;

/** The semantics of indicators on literal rows, against values computed by hand. */
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

  /** Value by region and period; rows without a value as their reason's first word. */
  private static Map<String, Object> values(Dataset<Row> indicators) {
    Map<String, Object> values = new TreeMap<>();
    for (Row row : indicators.collectAsList()) {
      Double value = row.getAs("obs_value");
      String key = row.getAs("ref_area") + " " + row.getAs("time_period");
      Object before = values.put(key, value == null ? "none" : value);
      assertThat(before).as("one row for " + key).isNull();
    }
    return values;
  }

  private Dataset<Row> compute(String indicators, Observed observed, String... childAndParent) {
    return Observed.indicators(Plan.of(catalogue(indicators, childAndParent)), observed.dataset())
        .filter("origin = 'reported'");
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
      observed.add(
          "d",
          "A",
          "income",
          "all",
          "_O",
          "year_to_date",
          start + "/P2M",
          start,
          end,
          figures[i + 2],
          "exact");
    }
    Map<String, Object> growth = values(compute(GROWTH, observed));
    assertThat(growth).containsOnlyKeys("A 2020-01-01/P2M", "A 2021-01-01/P2M");
    assertThat((Double) growth.get("A 2020-01-01/P2M")).isCloseTo(5, within(1e-9));
    assertThat((Double) growth.get("A 2021-01-01/P2M")).isCloseTo(10, within(1e-9));
  }

  private static Observed span(
      Observed observed, String metric, String kind, String start, String end, String value) {
    String period = start + "/" + end;
    return observed.add("d", "A", metric, "all", "_O", kind, period, start, end, value, "exact");
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

  @Test
  void aQuarterOfTwoMonthsInThreeIsPartial() {
    String quarter =
        indicator(
            "yuan", "x: {metric: fund, over: {period: quarter, rule: sum, at_least: 2}}", "x");
    Observed observed = new Observed();
    for (int month : new int[] {1, 2, 4, 5, 6}) {
      String start = "2019-0" + month + "-01";
      String end = LocalDate.parse(start).plusMonths(1).minusDays(1).toString();
      observed.add(
          "d", "A", "fund", "all", "M", "month", "2019-0" + month, start, end, "10", "exact");
    }
    assertThat(compute(quarter, observed).orderBy("time_period").collectAsList())
        .extracting(
            row -> row.getAs("time_period"),
            row -> row.getAs("obs_value"),
            row -> row.getList(row.fieldIndex("flags")))
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
    Dataset<Row> growth = compute(GROWTH, observed);
    assertThat(values(growth)).containsEntry("A 2017", "none").containsEntry("A 2018", -100.0);
    Row none = growth.filter("time_period = '2017'").head();
    assertThat(none.<String>getAs("obs_status")).isEqualTo("M");
    assertThat(none.<String>getAs("reason")).contains("division by zero");
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
    Dataset<Row> computed = compute(average, observed);
    assertThat(values(computed)).containsOnlyKeys("A 2019");
    Row row = computed.head();
    assertThat(row.<Double>getAs("obs_value"))
        .isCloseTo(100 * (Math.pow(9379 / 4875.0, 1 / 6.0) - 1), within(1e-9));
    assertThat(row.<String>getAs("base_period")).isEqualTo("2013");
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
    Dataset<Row> computed = compute(ratio, observed);
    assertThat(values(computed)).isEqualTo(Map.of("A _U", 10.0));
    assertThat(computed.head().<String>getAs("bound")).isEqualTo("at_most");
    assertThat(computed.head().<String>getList(computed.head().fieldIndex("flags")))
        .containsExactly("bounded", "period_unknown");
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
    List<Row> rows = compute(share, observed).filter("scope = 'rural'").collectAsList();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).<Double>getAs("obs_value")).isEqualTo(75.0);
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
    Dataset<Row> computed = compute(perHead, observed);
    assertThat(values(computed)).isEqualTo(Map.of("A 2019", 20.0, "B 2019", 25.0));
    Row derived = computed.filter("ref_area = 'A'").head();
    assertThat(derived.<String>getAs("obs_status")).isEqualTo("E");
    assertThat(derived.<String>getList(derived.fieldIndex("flags"))).containsExactly("derived");
    Row reported = computed.filter("ref_area = 'B'").head();
    assertThat(reported.<String>getAs("obs_status")).isEqualTo("A");
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
    Dataset<Row> computed = compute(change, observed);
    assertThat(values(computed)).isEqualTo(Map.of("A _U", -7.94));
    assertThat(computed.head().<String>getAs("base_period")).isEqualTo("2014");
  }

  @Test
  void theOrderOfRowsChangesNothing() {
    Observed observed =
        new Observed()
            .year("A", "income", 2016, "1000")
            .year("A", "income", 2017, "1100")
            .year("B", "income", 2016, "10")
            .year("B", "income", 2017, "30");
    Plan plan = Plan.of(catalogue(GROWTH));
    Dataset<Row> rows = observed.dataset();
    Dataset<Row> turned = rows.orderBy(org.apache.spark.sql.functions.col("obs_id").desc());
    assertThat(Observed.indicators(plan, turned.repartition(3)).collectAsList())
        .containsExactlyInAnyOrderElementsOf(Observed.indicators(plan, rows).collectAsList());
  }

  /** However many indicators: one scan, one shuffle by region, one by indicator. */
  @Test
  void tenAndAHundredIndicatorsCostTheSameScanAndShuffle() {
    int[] exchanges = new int[2];
    int[] sizes = {10, 100};
    for (int n = 0; n < 2; n++) {
      StringBuilder many = new StringBuilder();
      for (int i = 0; i < sizes[n]; i++) {
        many.append(
            switch (i % 3) {
              case 0 -> GROWTH.replace("id: it", "id: it" + i).replace("-1y", "-" + (1 + i) + "y");
              case 1 ->
                  indicator(
                          "percent",
                          "own: {metric: income}, above: {metric: income, of: parent}",
                          i + " * 100 * own / above")
                      .replace("id: it", "id: it" + i);
              default ->
                  indicator(
                          "yuan/person",
                          "money: {metric: fund}, n: {metric: people, scope: s" + i + "}",
                          "money / n")
                      .replace("id: it", "id: it" + i);
            });
      }
      Dataset<Row> observed = new Observed().year("A", "income", 2016, "1").dataset();
      Path stored = folder.resolve("observations" + n);
      observed.write().parquet(stored.toString());
      String plan = physicalPlan(many.toString(), stored);
      exchanges[n] = count(plan, " Exchange ");
      assertThat(count(plan, "FileScan")).isEqualTo(1);
      assertThat(plan.contains("Exchange hashpartitioning(panel_area")).isTrue();
    }
    assertThat(exchanges[1]).isEqualTo(exchanges[0]);
    assertThat(exchanges[0]).isLessThanOrEqualTo(2); // by region; by indicator
  }

  private String physicalPlan(String indicators, Path stored) {
    SparkSession spark = SparkTest.session();
    String partitions = "spark.sql.shuffle.partitions";
    spark.conf().set(partitions, "2"); // with one, every exchange is of one kind
    try {
      return Observed.indicators(
              Plan.of(catalogue(indicators, "A", "P", "P", "")),
              spark.read().parquet(stored.toString()))
          .queryExecution()
          .executedPlan()
          .toString();
    } finally {
      spark.conf().set(partitions, "1");
    }
  }

  private static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }
}
