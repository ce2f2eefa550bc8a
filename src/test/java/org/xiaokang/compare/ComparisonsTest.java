package org.xiaokang.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.compare.Comparisons.Table;
import org.xiaokang.indicator.Declared;
import org.xiaokang.tables.ComparisonTables;

/**
 * Comparisons as declared, of six counties in two prefectures; expected figures are worked by hand.
 */
class ComparisonsTest {
  private static final SparkSession SPARK = SparkTest.session();
  static final StructType INDICATORS =
      StructType.fromDDL(
          "panel_area string, ref_area string, indicator string, scope string, period_kind string,"
              + " time_period string, period_start date, period_end date, obs_value double,"
              + " origin string");
  private static final String REGIONS =
      """
      code,name,name_en,level,parent,valid_from,valid_to,successors,zone,neighbours
      P,P,P,prefecture,,,,,,
      Q,Q,Q,prefecture,,,,,,
      A,A,A,county,P,,,,hills,B;C
      B,B,B,county,P,,,,plain,A
      C,C,C,county,P,,,,hills,A
      D,D,D,county,Q,,,,plain,E
      E,E,E,county,Q,,,,plain,D;F
      F,F,F,county,Q,,,,hills,E
      """;

  @TempDir private Path folder;
  private final List<Row> rows = new ArrayList<>();

  private ComparisonsTest put(String indicator, int year, String area, double value) {
    return put(indicator, year, area, value, "reported");
  }

  private ComparisonsTest put(
      String indicator, int year, String area, @Nullable Double value, String origin) {
    rows.add(
        RowFactory.create(
            area,
            area,
            indicator,
            "all",
            "year",
            String.valueOf(year),
            Date.valueOf(year + "-01-01"),
            Date.valueOf(year + "-12-31"),
            value,
            origin));
    return this;
  }

  /** A value of a period that is no year of the calendar. */
  private void put(
      String indicator,
      String scope,
      String kind,
      String start,
      String end,
      String area,
      double value) {
    rows.add(
        RowFactory.create(
            area,
            area,
            indicator,
            scope,
            kind,
            end,
            Date.valueOf(start),
            Date.valueOf(end),
            value,
            "reported"));
  }

  /** A value of county A for the last quarter of a year. */
  private void quarter(String indicator, String scope, int year, double value) {
    put(indicator, scope, "quarter", year + "-10-01", year + "-12-31", "A", value);
  }

  /** The values of counties A to F; NaN where there is none. */
  private ComparisonsTest counties(String indicator, int year, double... values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        put(indicator, year, "ABCDEF".substring(i, i + 1), values[i]);
      }
    }
    return this;
  }

  /** The rows of a table, whatever the order of what was put. */
  private List<Row> compare(Table table, String compare) {
    return compare(table, compare, REGIONS);
  }

  private List<Row> compare(Table table, String compare, String regions) {
    Catalogue catalogue =
        Declared.catalogue(
            folder,
            Declared.metric("m", "yuan", "flow", "{rule: sum, reason: it adds up}"),
            Declared.indicator("income", "yuan", "m: {metric: m}", "m")
                    .replace("neutral", "higher_is_better")
                + Declared.indicator("people", "yuan", "m: {metric: m}", "m")
                + Declared.indicator("fund", "yuan", "m: {metric: m}", "m")
                + Declared.indicator("poverty", "yuan", "m: {metric: m}", "m")
                    .replace("neutral", "lower_is_better")
                + "compare:\n"
                + compare,
            regions);
    Collections.reverse(rows);
    Dataset<Row> indicators = SPARK.createDataFrame(rows, INDICATORS);
    StructType schema = ComparisonTables.of(table.name().toLowerCase(Locale.ROOT)).schema();
    try (Comparisons comparisons = new Comparisons(catalogue, Set.of("fund"))) {
      assertThat(comparisons.declared()).contains(table);
      return comparisons.of(table, indicators, schema).collectAsList();
    }
  }

  private static Row only(List<Row> rows, String... cells) {
    List<Row> found =
        rows.stream()
            .filter(
                row -> {
                  for (int i = 0; i < cells.length; i += 2) {
                    Object cell = row.getAs(cells[i]);
                    if (!String.valueOf(cell).equals(cells[i + 1])) {
                      return false;
                    }
                  }
                  return true;
                })
            .toList();
    assertThat(found).as(String.join(" ", cells)).hasSize(1);
    return found.get(0);
  }

  private static void is(Row row, String column, double expected) {
    assertThat(row.<Double>getAs(column)).as(column).isCloseTo(expected, within(1e-12));
  }

  @Test
  void equalValuesShareAPlaceAndARegionWithoutAValueHasNone() {
    counties("income", 2019, 10, 20, 30, 40, 50, 60);
    counties("income", 2020, 40, 20, 40, Double.NaN, 10, 60);
    put("income", 2020, "P", 25);
    List<Row> found =
        compare(
            Table.RANKINGS,
            "  - {id: r, measure: ranking, indicators: [income], levels: [county], within: [parent, zone], target: 50}\n");
    Row a = only(found, "ref_area", "A", "time_period", "2020", "grouping", "all");
    assertThat(a.<Integer>getAs("rank")).isEqualTo(2);
    assertThat(a.<Integer>getAs("ranked")).isEqualTo(5);
    assertThat(a.<Integer>getAs("previous_rank")).isEqualTo(6);
    assertThat(a.<Integer>getAs("rank_change")).isEqualTo(-4);
    assertThat(a.<String>getAs("previous_period")).isEqualTo("2019");
    is(a, "percentile", 0.625); // of the four others B and E below, C equal: (2 + 1 / 2) / 4
    is(a, "distance_to_best", -20);
    is(a, "distance_to_target", -10);
    Row b = only(found, "ref_area", "B", "time_period", "2020", "grouping", "all");
    assertThat(b.<Integer>getAs("rank")).isEqualTo(4);
    Row inP = only(found, "ref_area", "B", "time_period", "2020", "grouping", "parent");
    assertThat(inP.<String>getAs("group")).isEqualTo("P");
    assertThat(inP.<Integer>getAs("rank")).isEqualTo(3);
    is(inP, "distance_to_parent", -5);
    Row hills = only(found, "ref_area", "F", "time_period", "2020", "grouping", "zone");
    assertThat(hills.<Integer>getAs("ranked")).isEqualTo(3);
    assertThat(found).noneMatch(row -> row.getAs("ref_area").equals("P"));
    assertThat(found).hasSize(3 * 6 + 3 * 5);
  }

  @Test
  void aChangeOfPlaceIsWithinTheSameGroup() {
    counties("income", 2019, 10, 20, 30, 40, 50, 60);
    counties("income", 2020, 10, 20, 30, 40, 50, 60);
    String moved =
        REGIONS
            .replace(
                "P,P,P,prefecture,,,,,,",
                "P,P,P,prefecture,,,2019-12-31,P2,,\nP2,P,P,prefecture,,2020-01-01,,,,")
            .replace(
                "A,A,A,county,P,,,,hills,B;C",
                "A,A,A,county,P,,2019-12-31,A,hills,B;C\nA,A,A,county,Q,2020-01-01,,,hills,B;C");
    List<Row> found =
        compare(
            Table.RANKINGS,
            "  - {id: r, measure: ranking, indicators: [income], levels: [county], within: [parent]}\n",
            moved);
    Row a = only(found, "ref_area", "A", "time_period", "2020", "grouping", "parent");
    assertThat(a.<String>getAs("group")).isEqualTo("Q");
    assertThat(a.<Integer>getAs("rank")).isEqualTo(4);
    assertThat(a.<Integer>getAs("previous_rank")).isNull();
    assertThat(a.<Integer>getAs("rank_change")).isNull();
    assertThat(a.<String>getAs("previous_period")).isNull();
    // B's parent goes on under another code.
    Row b = only(found, "ref_area", "B", "time_period", "2020", "grouping", "parent");
    assertThat(b.<String>getAs("group")).isEqualTo("P2");
    assertThat(b.<Integer>getAs("previous_rank")).isEqualTo(2);
    Row all = only(found, "ref_area", "A", "time_period", "2020", "grouping", "all");
    assertThat(all.<Integer>getAs("previous_rank")).isEqualTo(6);
  }

  @Test
  void theRegionsOwnReportIsComparedUnlessItCoversAPart() {
    for (String indicator : List.of("income", "fund")) {
      counties(indicator, 2020, 1, 2, 3, 4, 5, 6);
      put(indicator, 2020, "A", 7.0, "aggregated");
    }
    List<Row> found =
        compare(Table.RANKINGS, "  - {id: r, measure: ranking, indicators: [income, fund]}\n");
    is(only(found, "ref_area", "A", "indicator", "income"), "obs_value", 1);
    is(only(found, "ref_area", "A", "indicator", "fund"), "obs_value", 7);
  }

  @Test
  void inequalityIsWeightedAndItsPartsAddUp() {
    counties("income", 2020, 10, 10, 10, 30, 30, 30);
    counties("people", 2020, 100, 100, 100, 100, 100, Double.NaN);
    put("people", 2019, "F", 100);
    List<Row> found =
        compare(
            Table.INEQUALITY,
            "  - {id: i, measure: inequality, indicators: [income], weight: people, within: [parent], indices: [theil_t, gini, hoover]}\n");
    Row total = only(found, "index", "theil_t", "component", "total");
    // shares 3/5 and 2/5, mean 18: 3/5 x 10/18 ln(10/18) + 2/5 x 30/18 ln(30/18)
    double theil = 0.6 * 10 / 18 * Math.log(10.0 / 18) + 0.4 * 30 / 18 * Math.log(30.0 / 18);
    is(total, "obs_value", theil);
    assertThat(total.<Integer>getAs("left_out")).isEqualTo(1);
    assertThat(total.<Boolean>getAs("weighted")).isTrue();
    is(only(found, "index", "theil_t", "component", "between"), "obs_value", theil);
    is(only(found, "index", "theil_t", "component", "within"), "obs_value", 0);
    is(only(found, "index", "gini", "component", "total"), "obs_value", 0.6 * 0.4 * 20 / 18);
    is(only(found, "index", "gini", "component", "overlap"), "obs_value", 0);
    is(only(found, "index", "hoover", "component", "total"), "obs_value", 0.6 * 8 / 18);
    Row q = only(found, "index", "gini", "component", "group", "group", "Q");
    is(q, "population_share", 0.4);
    is(q, "value_share", 2.0 / 3);
    assertThat(q.<Integer>getAs("left_out")).isEqualTo(1);
    Row p = only(found, "index", "gini", "component", "group", "group", "P");
    assertThat(p.<Integer>getAs("left_out")).isEqualTo(0);
  }

  @Test
  void moneyThatGoesToThePoorestHasANegativeConcentration() {
    counties("fund", 2020, 30, 0, 0, 0, 0, 0);
    counties("income", 2020, 1, 2, 3, 4, 5, 6);
    String declared = "  - {id: c, measure: concentration, indicators: [fund], rank_by: income}\n";
    Row index = compare(Table.INEQUALITY, declared).get(0);
    is(index, "obs_value", -5.0 / 6); // all to the first of six: 2 x (1/12) - 1
    assertThat(index.<String>getAs("rank_by")).isEqualTo("income");
    List<Row> curve = compare(Table.CONCENTRATION_CURVES, declared);
    assertThat(curve).hasSize(7);
    Row first = only(curve, "point", "1");
    is(first, "population_share", 1.0 / 6);
    is(first, "value_share", 1);
  }

  @Test
  void whatMeansNothingForSoFewSaysSo() {
    counties("income", 2019, 10, 20, 30, 40, 50, 60);
    counties("income", 2020, 11, 21, 31, 41, 51, 61);
    String growth =
        "  - {id: c, measure: convergence, indicators: [income], models: [sigma, beta, panel, clubs]}\n";
    List<Row> found = compare(Table.CONVERGENCE, growth);
    assertThat(only(found, "model", "beta").<String>getAs("reason"))
        .isEqualTo("needs at least 10 regions, has 6");
    assertThat(only(found, "model", "clubs").<String>getAs("reason")).contains("at least 10");
    assertThat(only(found, "model", "panel").<String>getAs("reason")).isNotBlank();
    assertThat(only(found, "model", "sigma_trend").<String>getAs("reason")).contains("3 periods");
    assertThat(compare(Table.CONVERGENCE_CLUBS, growth)).isEmpty();
    List<Row> trends =
        compare(Table.TRENDS, "  - {id: t, measure: trend, indicators: [income], target: 100}\n");
    assertThat(trends).hasSize(6).allSatisfy(row -> assertThat(row.isNullAt(10)).isTrue());
    List<Row> peers =
        compare(Table.PEER_GROUPS, "  - {id: p, measure: peers, indicators: [income, poverty]}\n");
    assertThat(peers)
        .hasSize(6)
        .allSatisfy(
            row -> assertThat(row.<String>getAs("reason")).isEqualTo("has no value of poverty"));
    List<Row> index =
        compare(
            Table.COMPOSITE_INDEX,
            "  - {id: x, measure: composite, indicators: [income, poverty]}\n");
    assertThat(index)
        .hasSize(6)
        .allSatisfy(
            row -> assertThat(row.<String>getAs("reason")).isEqualTo("has no value of poverty"));
  }

  @Test
  void whoComesAndGoesIsNoTrendOfSigma() {
    for (int year = 2011; year <= 2014; year++) {
      counties("income", year, 1, 1, 1, year < 2013 ? Math.exp(4) : Double.NaN);
    }
    List<Row> found =
        compare(
            Table.CONVERGENCE,
            "  - {id: c, measure: convergence, indicators: [income], models: [sigma]}\n");
    Row trend = only(found, "model", "sigma_trend");
    assertThat(trend.<String>getAs("reason")).contains("does not vary");
    assertThat(trend.<Integer>getAs("regions")).isEqualTo(3);
    assertThat(trend.<Integer>getAs("left_out")).isEqualTo(1);
    Row first = only(found, "model", "sigma", "term", "sd_log", "from_period", "2011");
    is(first, "estimate", Math.sqrt(3)); // of 0, 0, 0 and 4
    assertThat(first.<Integer>getAs("regions")).isEqualTo(4);
  }

  @Test
  void aTestOfClubsTellsThePeriodsThatItUses() {
    for (int year = 2011; year <= 2020; year++) {
      int t = year - 2010;
      counties("income", year, 100 + t, 200 + t, 300 + t, 400 + 2 * t, 500 + t, 600 + t);
    }
    List<Row> found =
        compare(
            Table.CONVERGENCE,
            "  - {id: c, measure: convergence, indicators: [income], models: [clubs], at_least: 3}\n");
    // Of ten periods the first three are discarded.
    Row all = only(found, "model", "clubs", "club", "null");
    assertThat(all.<Integer>getAs("observations")).isEqualTo(7);
  }

  @Test
  void regionsMoveBetweenClasses() {
    counties("income", 2019, 1, 2, 3, 4, 5, 6);
    counties("income", 2020, 6, 2, 3, 4, 5, 1);
    // 2021 is missing: 2020 and 2022 are two steps apart
    counties("income", 2022, 1, 2, 3, 4, 5, 6);
    List<Row> found =
        compare(
            Table.MOBILITY,
            "  - {id: m, measure: mobility, indicators: [income], bounds: [3.5]}\n");
    is(
        only(found, "statistic", "transition_count", "from_class", "1", "to_class", "1"),
        "obs_value",
        2);
    is(
        only(found, "statistic", "transition_count", "from_class", "1", "to_class", "2"),
        "obs_value",
        1);
    is(
        only(found, "statistic", "transition_prob", "from_class", "2", "to_class", "1"),
        "obs_value",
        1.0 / 3);
    is(only(found, "statistic", "steady_state", "to_class", "1"), "obs_value", 0.5);
    is(only(found, "statistic", "mobility_p"), "obs_value", 2.0 / 3);
    // In 2019 A's neighbours B and C have 2.5, those of E, D and F, 5.
    Row spatial =
        only(
            found,
            "statistic",
            "spatial_count",
            "lag_class",
            "1",
            "from_class",
            "1",
            "to_class",
            "2");
    is(spatial, "obs_value", 1);
    assertThat(found.stream().filter(row -> row.getAs("statistic").equals("morans_i"))).hasSize(3);
  }

  @Test
  void periodsThatOnlyAnotherLevelHasAreNobodysOfThisOne() {
    put("income", 2017, "P", 25);
    counties("income", 2018, 1, 2, 3, 4, 5, 6);
    counties("income", 2019, 6, 2, 3, 4, 5, 1);
    put("income", 2020, "P", 30);
    counties("income", 2021, 1, 2, 3, 4, 5, 6);
    counties("people", 2018, 1, 1, 1, 1, 1, 1);
    String levels = "indicators: [income], levels: [county]";
    List<Row> mobility =
        compare(
            Table.MOBILITY,
            "  - {id: m, measure: mobility, %s, bounds: [3.5]}\n".formatted(levels));
    // Half of them are in each class at first; two of three stay: 2 x (1 - 2/3), 1/3 move a class.
    is(only(mobility, "statistic", "mobility_b1"), "obs_value", 2.0 / 3);
    is(only(mobility, "statistic", "mobility_b2"), "obs_value", 1.0 / 3);
    List<Row> ranks =
        compare(Table.RANKINGS, "  - {id: r, measure: ranking, %s}\n".formatted(levels));
    Row a = only(ranks, "ref_area", "A", "time_period", "2021");
    assertThat(a.<String>getAs("previous_period")).isEqualTo("2019");
    assertThat(a.<Integer>getAs("previous_rank")).isEqualTo(1);
    List<Row> parts =
        compare(
            Table.DECOMPOSITIONS,
            "  - {id: d, measure: decomposition, of: regions, %s}\n".formatted(levels));
    is(only(parts, "part", "within", "ref_area", "A", "to_period", "2021"), "before", 6);
    List<Row> slopes = compare(Table.TRENDS, "  - {id: t, measure: trend, %s}\n".formatted(levels));
    assertThat(only(slopes, "ref_area", "A").<String>getAs("from_period")).isEqualTo("2018");
  }

  @Test
  void aChangeOfTheMeanIsWhatRegionsDoAndWherePeopleGo() {
    counties("income", 2019, 10, 20);
    counties("income", 2020, 12, 20);
    counties("people", 2019, 50, 50);
    counties("people", 2020, 25, 75);
    List<Row> found =
        compare(
            Table.DECOMPOSITIONS,
            """
              - {id: d, measure: decomposition, of: regions, indicators: [income], weight: people}
              - {id: q, measure: decomposition, of: poverty, indicators: [income], weight: people,
                 line: 15}
            """);
    Row total = only(found, "comparison", "d", "part", "total");
    is(total, "before", 15);
    is(total, "after", 18);
    is(total, "contribution", 3);
    is(only(found, "part", "within", "ref_area", "A"), "contribution", 1); // 0.5 x 2
    is(only(found, "part", "shift", "ref_area", "A"), "contribution", 1.25); // -0.25 x (10 - 15)
    is(only(found, "part", "interaction", "ref_area", "A"), "contribution", -0.5); // -0.25 x 2
    is(only(found, "part", "shift", "ref_area", "B"), "contribution", 1.25); // 0.25 x (20 - 15)
    Row poor = only(found, "comparison", "q", "part", "total");
    is(poor, "before", 50);
    is(poor, "after", 25);
    is(poor, "contribution", -25);
  }

  @Test
  void growthIsMadeOfParts() {
    counties("income", 2019, 100);
    counties("income", 2020, 112);
    counties("fund", 2019, 60);
    counties("fund", 2020, 66);
    counties("people", 2019, 30);
    counties("people", 2020, 33);
    List<Row> found =
        compare(
            Table.DECOMPOSITIONS,
            "  - {id: d, measure: decomposition, of: parts, total: income, indicators: [fund, people]}\n");
    is(only(found, "part", "total"), "contribution", 12);
    is(only(found, "part", "fund"), "contribution", 6);
    is(only(found, "part", "people"), "contribution", 3);
    is(only(found, "part", "residual"), "contribution", 3);
  }

  @Test
  void partsAreOfThePeriodAndTheScopeOfTheirTotal() {
    quarter("income", "all", 2019, 30);
    quarter("income", "all", 2020, 33);
    quarter("income", "sex=f", 2019, 10);
    quarter("income", "sex=f", 2020, 11);
    quarter("people", "all", 2019, 18);
    quarter("people", "all", 2020, 20);
    put("people", 2019, "A", 60);
    put("people", 2020, "A", 66);
    List<Row> found =
        compare(
            Table.DECOMPOSITIONS,
            "  - {id: d, measure: decomposition, of: parts, total: income, indicators: [people]}\n");
    is(only(found, "scope", "all", "part", "people"), "contribution", 100 * 2 / 30.0);
    is(only(found, "scope", "all", "part", "residual"), "contribution", 100 / 30.0);
    Row women = only(found, "scope", "sex=f");
    assertThat(women.<String>getAs("reason")).isEqualTo("people has no value in 2019-12-31");
  }

  @Test
  void peersAreTheRegionsNearest() {
    counties("income", 2020, 1, 2, 3, 101, 102, 104);
    counties("poverty", 2020, 9, 9, 9, 1, 1, 1);
    List<Row> found =
        compare(
            Table.PEER_GROUPS,
            "  - {id: p, measure: peers, indicators: [income, poverty], nearest: 1, k_max: 3}\n");
    for (Row row : found) {
      boolean poor = row.<Double>getAs("obs_value") < 50;
      assertThat(row.<Integer>getAs("peer_group")).isEqualTo(poor ? 1 : 2);
      assertThat(row.<Integer>getAs("groups")).isEqualTo(2);
    }
    Row f = only(found, "ref_area", "F");
    Row nearest = Objects.requireNonNull(f.<Row>getList(f.fieldIndex("nearest")).get(0));
    assertThat(nearest.<String>getAs("ref_area")).isEqualTo("E");
    is(f, "gap", 2);
  }

  @Test
  void peersAreStandardisedAmongThemselves() {
    counties("income", 2020, 1, 2, 3, 4, 5, 1000);
    counties("poverty", 2020, 1, 1, 1, 5, 5);
    List<Row> found =
        compare(
            Table.PEER_GROUPS,
            "  - {id: p, measure: peers, indicators: [income, poverty], nearest: 1, k_max: 2}\n");
    Row f = only(found, "ref_area", "F");
    assertThat(f.<String>getAs("reason")).isEqualTo("has no value of poverty");
    Row d = only(found, "ref_area", "D");
    Row nearest = Objects.requireNonNull(d.<Row>getList(d.fieldIndex("nearest")).get(0));
    assertThat(nearest.<String>getAs("ref_area")).isEqualTo("E");
    is(nearest, "distance", 1 / Math.sqrt(2)); // 5 - 4, by the deviation of 1 to 5
  }

  @Test
  void peersAreThoseOfTheLatestDayWithEnoughOfTheirLevel() {
    for (String indicator : List.of("income", "poverty")) {
      counties(indicator, 2020, 1, 2, 3, 101, 102, 104);
      counties(indicator, 2021, 1);
      put(indicator, 2022, "P", 1);
    }
    List<Row> found =
        compare(Table.PEER_GROUPS, "  - {id: p, measure: peers, indicators: [income, poverty]}\n");
    assertThat(found.stream().map(row -> row.getAs("level") + " " + row.getAs("period_end")))
        .hasSize(7)
        .containsOnly("county 2020-12-31", "prefecture 2022-12-31");
    assertThat(found.stream().filter(row -> row.getAs("level").equals("county")))
        .allSatisfy(row -> assertThat(row.isNullAt(row.fieldIndex("peer_group"))).isFalse());
  }

  @Test
  void anIndexIsTheWeightedSumOfItsParts() {
    counties("income", 2020, 0, 5, 10);
    counties("poverty", 2020, 0, 5, 10);
    List<Row> found =
        compare(
            Table.COMPOSITE_INDEX,
            "  - {id: x, measure: composite, indicators: [income, poverty], weights: {income: 3, poverty: 1}, draws: 50}\n");
    Row best = only(found, "ref_area", "C", "weighting", "declared");
    is(best, "obs_value", 0.75);
    assertThat(best.<Integer>getAs("rank")).isEqualTo(1);
    // poverty alone puts it last
    assertThat(best.<Integer>getAs("rank_worst")).isEqualTo(3);
    Row equal = only(found, "ref_area", "C", "weighting", "equal");
    is(equal, "obs_value", 0.5);
    assertThat(equal.<Integer>getAs("rank")).isEqualTo(1); // all alike
  }

  @Test
  void anIndicatorOfAnIndexIsOfOneKindOfPeriod() {
    counties("fund", 2020, 100, 80);
    put("fund", "all", "cumulative", "2016-01-01", "2020-12-31", "C", 300);
    counties("poverty", 2020, 0, 5, 10);
    List<Row> found =
        compare(
            Table.COMPOSITE_INDEX,
            "  - {id: x, measure: composite, indicators: [fund, poverty], higher_is_better: [fund]}\n");
    is(only(found, "ref_area", "A"), "obs_value", 1);
    is(only(found, "ref_area", "B"), "obs_value", 0);
    assertThat(only(found, "ref_area", "C").<String>getAs("reason"))
        .isEqualTo("has no value of fund");
  }
}
