package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.univocity.parsers.common.record.Record;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Reading;
import org.xiaokang.SampleLake;
import org.xiaokang.SharedData;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.TableRow;

/**
 * The national panel of the sample, as a reader of the tables sees it. What is expected is computed
 * here from the published figures in data/, in plain sums, or was published itself.
 */
class NationalPanelTest {
  private static final String OLD_VINTAGE = "all;vintage=before_census_2020";

  @TempDir private static Path folder;
  private static ReleaseReader release;
  private static PanelCsv csv;

  @BeforeAll
  static void run() {
    release = Reading.latest(SampleLake.in(folder).root());
    csv = PanelCsv.read();
  }

  @AfterAll
  static void close() {
    release.close();
  }

  private static List<TableRow> rows(String table, String where, Object... parameters) {
    return release.rows(List.of(table), "SELECT * FROM " + table + " WHERE " + where, parameters);
  }

  private static TableRow only(String table, String where, Object... parameters) {
    List<TableRow> found = rows(table, where, parameters);
    assertThat(found).as(where + List.of(parameters)).hasSize(1);
    return found.get(0);
  }

  private static double value(String indicator, String area, String period) {
    return real(
        only(
            "indicators",
            "indicator = ? AND ref_area = ? AND time_period = ? AND obs_value IS NOT NULL"
                + " AND origin = 'reported'",
            indicator,
            area,
            period));
  }

  private static double real(TableRow row) {
    return Objects.requireNonNull(row.real("obs_value"));
  }

  @Test
  void growthRanksOf2017AreThoseThatTheOfficePrints() {
    Map<String, Integer> printed =
        csv.numbers("disposable_income_per_capita_growth_rank", "all", 2017);
    Map<String, Integer> levels = csv.numbers("disposable_income_per_capita_rank", "all", 2017);
    assertThat(printed).hasSize(16);
    assertThat(levels).hasSize(31);
    assertThat(ranks("provinces_by_growth", "resident_income_growth", 2017))
        .hasSize(31)
        .containsAllEntriesOf(printed);
    assertThat(ranks("provinces_by_income", "resident_income", 2017))
        .containsExactlyInAnyOrderEntriesOf(levels);
  }

  private static Map<String, Integer> ranks(String comparison, String indicator, int year) {
    Map<String, Integer> ranks = new TreeMap<>();
    for (TableRow row :
        rows(
            "rankings",
            "comparison = ? AND indicator = ? AND time_period = ? AND level = 'province'"
                + " AND grouping = 'all' AND scope = 'all'",
            comparison,
            indicator,
            String.valueOf(year))) {
      ranks.put(row.text("ref_area"), (int) row.number("rank"));
    }
    return ranks;
  }

  /** By hand: growth of all provinces from the levels, rounded half up to the printed digit. */
  @Test
  void growthRanksOfEveryYearAreThoseOfRoundedGrowth() {
    for (int year = 2014; year <= 2019; year++) {
      Map<String, Double> now = csv.provinces("disposable_income_per_capita", "all", year);
      Map<String, Double> then = csv.provinces("disposable_income_per_capita", "all", year - 1);
      Map<String, BigDecimal> growth = new TreeMap<>();
      now.forEach(
          (area, income) ->
              growth.put(
                  area,
                  BigDecimal.valueOf(100 * (income / Objects.requireNonNull(then.get(area)) - 1))
                      .setScale(1, RoundingMode.HALF_UP)));
      Map<String, Integer> expected = new TreeMap<>();
      growth.forEach(
          (area, own) ->
              expected.put(
                  area,
                  1 + (int) growth.values().stream().filter(g -> g.compareTo(own) > 0).count()));
      assertThat(ranks("provinces_by_growth", "resident_income_growth", year))
          .as(String.valueOf(year))
          .containsExactlyInAnyOrderEntriesOf(expected);
    }
  }

  /** Derived figures that were published; each is told with the figures that it follows from. */
  @Test
  void everyPublishedDerivedFigureFollows() {
    Map<String, Double> found = new TreeMap<>();
    List<Record> lines = PanelCsv.records(SharedData.file("data/china_provinces/expected.csv"));
    for (Record line : lines) {
      String id = line.getString("figure_id");
      String unit = Objects.requireNonNullElse(line.getString("unit"), "");
      double value = published(line) / (unit.equals("亿元") ? 1e8 : unit.equals("万人") ? 1e4 : 1);
      found.put(id, value);
      double recomputed = Double.parseDouble(line.getString("recomputed"));
      assertThat(value).as(id).isCloseTo(recomputed, within(5.1e-5));
      BigDecimal printed = new BigDecimal(line.getString("published"));
      BigDecimal rounded =
          BigDecimal.valueOf(value)
              .setScale(Integer.parseInt(line.getString("printed_decimals")), RoundingMode.HALF_UP);
      if (line.getString("agrees").equals("yes")) {
        assertThat(rounded).as(id).isEqualByComparingTo(printed);
      } else { // 32.4 %, which the source rounds up to 33
        assertThat(rounded).as(id).isNotEqualByComparingTo(printed);
        assertThat(rounded.subtract(printed).abs()).isLessThanOrEqualTo(BigDecimal.ONE);
      }
    }
    assertThat(found).hasSize(22);
  }

  private static double published(Record line) {
    String area =
        Objects.requireNonNullElseGet(
            line.getString("region_code"), () -> PanelCsv.group(line.getString("region_name")));
    String rule = line.getString("rule");
    boolean isFund = line.getString("metric_code").equals("special_fiscal_fund");
    String period = line.getString("period");
    return switch (rule) {
      case "growth" -> value("resident_income_growth", area, period);
      case "ratio urban/rural" -> value("urban_rural_ratio", area, period);
      case "increase" -> value("resident_income_increase", area, period);
      case "count above national average" ->
          rows(
                  "rankings",
                  "comparison = 'provinces_by_income' AND indicator = 'resident_income' AND"
                      + " time_period = ? AND grouping = 'parent' AND level = 'province'"
                      + " AND distance_to_parent > 0",
                  period)
              .size();
      case "sum of stages" -> value("central_fund_of_stages", area, period);
      case "advance as share of the total of the year before" ->
          value("central_fund_advance_share", area, period);
      case "share of national" ->
          isFund
              ? value("central_fund_share_of_nation", area, "2016-01-01/P3Y")
              : value("rural_poor_share_of_nation", area, period);
      case "change" -> value("rural_poor_change", area, period);
      case "sum of regions" ->
          real(
              only(
                  "indicators",
                  "indicator = 'rural_poor' AND ref_area = 'cn-macro-regions' AND time_period = ?"
                      + " AND scope NOT LIKE 'limit%' AND origin = 'aggregated'",
                  period));
      case "cumulative decrease" -> value("rural_poor_decrease_since_2012", area, "2016");
      case "change over three years" -> value("rural_poor_change_since_2011", area, "2014");
      case "share of the group" -> value("rural_poor_share_of_eight", "cn-gui-qian-dian", period);
      case "share of the national decrease" ->
          value("rural_poor_decrease_share_of_nation", area, period);
      default -> throw new AssertionError("no indicator for the rule " + rule);
    };
  }

  /** Gini by all pairs, Theil's T and L by their sums: weights are the residents of the time. */
  @Test
  void inequalityBetweenProvincesIsThatOfPlainSums() {
    for (int year = 2013; year <= 2018; year++) {
      Map<String, Double> income = csv.provinces("disposable_income_per_capita", "all", year);
      Map<String, Double> people = csv.provinces("population", OLD_VINTAGE, year);
      assertThat(people.keySet()).isEqualTo(income.keySet());
      PlainInequality plain = new PlainInequality(income, people, PanelCsv.zones());
      assertIndex(year, "gini", "total", plain.gini());
      assertIndex(year, "theil_t", "total", plain.theilT());
      assertIndex(year, "theil_t", "between", plain.theilBetween());
      assertIndex(year, "theil_t", "within", plain.theilT() - plain.theilBetween());
      assertIndex(year, "theil_l", "total", plain.theilL());
    }
  }

  private static void assertIndex(int year, String index, String component, double expected) {
    TableRow row =
        only(
            "inequality",
            "comparison = 'province_income_gaps' AND index = ? AND component = ? AND time_period = ?",
            index,
            component,
            String.valueOf(year));
    assertThat(row.number("regions")).isEqualTo(31);
    assertThat(real(row)).as(index + " " + component).isCloseTo(expected, within(1e-12));
  }

  /** The spread of logarithms, and the slope of growth on the first level, by their sums. */
  @Test
  void convergenceOfProvincesIsThatOfPlainSums() {
    Map<String, Double> first = csv.provinces("disposable_income_per_capita", "all", 2013);
    Map<String, Double> last = csv.provinces("disposable_income_per_capita", "all", 2019);
    double[] x = first.values().stream().mapToDouble(Math::log).toArray();
    double[] end = last.values().stream().mapToDouble(Math::log).toArray();
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = (end[i] - x[i]) / 6;
    }
    double slope = PlainInequality.covariance(x, y) / PlainInequality.covariance(x, x);
    assertThat(estimate("beta", "ln_first", "2013", "2019")).isCloseTo(slope, within(1e-12));
    assertThat(slope).isNegative();
    assertThat(estimate("sigma", "sd_log", "2013", "2013"))
        .isCloseTo(PlainInequality.deviation(x), within(1e-12));
    assertThat(estimate("sigma", "sd_log", "2019", "2019"))
        .isCloseTo(PlainInequality.deviation(end), within(1e-12));
  }

  private static double estimate(String model, String term, String from, String to) {
    TableRow row =
        only(
            "convergence",
            "comparison = 'provinces_converge' AND model = ? AND term = ? AND from_period = ?"
                + " AND to_period = ?",
            model,
            term,
            from,
            to);
    return Objects.requireNonNull(row.real("estimate"));
  }

  @Test
  void aGroupOfProvincesHasTheMeanOfItsMembersAndTheNationThatOfAll() {
    Map<String, Double> income = csv.provinces("disposable_income_per_capita", "all", 2017);
    Map<String, Double> people = csv.provinces("population", OLD_VINTAGE, 2017);
    List<String> eight =
        List.of("150000", "450000", "520000", "530000", "540000", "630000", "640000", "650000");
    TableRow group = aggregated("resident_income", "cn-eight", "2017");
    assertThat(real(group)).isCloseTo(mean(income, people, eight), within(1e-6));
    assertThat(group.number("children_reported")).isEqualTo(8);
    assertThat(group.text("parent_area")).isEqualTo("100000");
    assertThat(group.optionalText("rank_in_parent")).isNull(); // it is no sibling of provinces
    TableRow nation = aggregated("resident_income", "100000", "2017");
    assertThat(real(nation))
        .isCloseTo(mean(income, people, List.copyOf(income.keySet())), within(1e-6));
    assertThat(nation.number("children_expected")).isEqualTo(31);
    TableRow difference =
        only("reconciliation", "claim_id = '100000/resident_income/all/year/2017'");
    assertThat(Objects.requireNonNull(difference.real("difference")))
        .isCloseTo(real(nation) - 25974, within(1e-6)); // within 0.08 % of the printed mean
    assertThat(Math.abs(real(nation) / 25974 - 1)).isLessThan(0.0008);
  }

  private static TableRow aggregated(String indicator, String area, String period) {
    return only(
        "indicators",
        "indicator = ? AND ref_area = ? AND time_period = ? AND origin = 'aggregated'"
            + " AND scope NOT LIKE '%limit=lower%'",
        indicator,
        area,
        period);
  }

  private static double mean(
      Map<String, Double> values, Map<String, Double> weights, List<String> areas) {
    double sum = 0;
    double all = 0;
    for (String area : areas) {
      double weight = Objects.requireNonNull(weights.get(area));
      sum += weight * Objects.requireNonNull(values.get(area));
      all += weight;
    }
    return sum / all;
  }

  @Test
  void sumsOfBoundsAreBoundsAndAReportIsHeldAgainstThem() {
    TableRow east = aggregated("rural_poor", "cn-east", "2016");
    assertThat(east.text("bound")).isEqualTo("at_most");
    assertThat(east.texts("flags")).contains("bounded");
    TableRow verdict =
        only(
            "reconciliation",
            "claim_id = 'cn-east/rural_poor/line=2300_yuan_2010_prices;rural/year/2016'");
    assertThat(verdict.text("verdict")).isEqualTo("agrees"); // 4.9 million of at most 15 million
    assertThat(Objects.requireNonNull(verdict.real("reported_value"))).isEqualTo(4_900_000);
  }

  @Test
  void boundsOfIncidenceLeavePlacesOpen() {
    List<TableRow> places =
        rows(
            "rankings",
            "comparison = 'incidence_ranking' AND level = 'province' AND time_period = '2016'"
                + " AND grouping = 'all' AND scope = 'line=2300_yuan_2010_prices;rural'");
    assertThat(places).hasSize(31);
    assertThat(places).allSatisfy(row -> assertThat(row.texts("reservations")).isNotEmpty());
    // Ten provinces below 3 %, then those of 3 to 5, of 5 to 10, and five above 10.
    assertThat(place(places, "110000")).isEqualTo("1 to 10");
    assertThat(place(places, "510000")).startsWith("1").endsWith("to 19");
    assertThat(places)
        .filteredOn(row -> "at_least".equals(row.optionalText("bound")))
        .hasSize(5)
        .allSatisfy(row -> assertThat(row.number("worst_rank")).isEqualTo(31));
  }

  private static String place(List<TableRow> places, String area) {
    TableRow row =
        places.stream().filter(one -> one.text("ref_area").equals(area)).findFirst().orElseThrow();
    return row.number("best_rank") + " to " + row.number("worst_rank");
  }

  @Test
  void figuresOfTheOldSurveysMeetNothing() {
    List<TableRow> old =
        rows(
            "observations",
            "metric IN ('rural_net_income_per_capita', 'rural_living_expenditure_per_capita',"
                + " 'rural_net_income_per_capita_growth', 'urban_disposable_income_per_capita_old')");
    assertThat(old).hasSize(315);
    Map<Long, String> ids = new HashMap<>();
    old.forEach(row -> ids.put(row.number("observation_id"), row.text("metric")));
    for (TableRow row : rows("indicators", "true")) {
      for (TableRow input : row.rows("inputs")) {
        input.find("observation_id").ifPresent(id -> assertThat(ids).doesNotContainKey((Long) id));
      }
    }
    // The nation's own back-cast series crosses 2013, and says so.
    TableRow growth =
        only(
            "indicators",
            "indicator = 'resident_income_growth' AND ref_area = '100000' AND time_period = '2013'");
    assertThat(growth.texts("flags")).contains("backcast");
    assertThat(
            rows(
                "indicators",
                "indicator IN ('rural_income', 'resident_income', 'urban_income') AND ref_area ="
                    + " '100000' AND origin = 'reported' AND obs_value IS NOT NULL"
                    + " AND period_end < DATE '2013-01-01'"))
        .hasSize(24)
        .allSatisfy(row -> assertThat(row.texts("flags")).contains("backcast"));
  }

  @Test
  void noValueMixesTwoVintagesOfThePopulation() {
    int ofAVintage = 0;
    for (TableRow row : rows("indicators", "obs_value IS NOT NULL")) {
      List<String> vintages = new ArrayList<>();
      for (TableRow input : row.rows("inputs")) {
        String scope = input.optionalText("scope");
        if (scope != null && scope.contains("vintage=")) {
          vintages.add(scope.replaceAll(".*vintage=([a-z0-9_]+).*", "$1"));
        }
      }
      ofAVintage += vintages.isEmpty() ? 0 : 1;
      assertThat(vintages.stream().distinct().count()).isLessThanOrEqualTo(1);
    }
    assertThat(ofAVintage).isGreaterThan(700);
  }

  @Test
  void theSurveyHasItsOwnShareOfTownDwellers() {
    // README of the data: 55.9 % in the income survey of 2019, where the census says 62.7 %.
    assertThat(value("survey_urban_share", "100000", "2019")).isCloseTo(55.9, within(0.05));
    assertThat(value("urban_share_of_residents", "100000", "2015")).isCloseTo(56.1, within(0.05));
  }

  @Test
  void theCountiesStandBesideTheirProvinceAndTheNation() {
    TableRow shanxi =
        only(
            "rankings",
            "comparison = 'income_ranking' AND ref_area = '140000' AND time_period = '2019'"
                + " AND scope = 'poor_areas' AND grouping = 'parent'");
    assertThat(shanxi.real("distance_to_parent")).isEqualTo(9379 - 11567);
    assertThat(shanxi.texts("reservations")).containsExactly("scope_equivalent");
    TableRow jiyuan = only("rankings", "indicator = 'poor_income_gap_to_province'");
    assertThat(real(jiyuan)).isCloseTo(12823 - 15164, within(1.0));
    assertThat(jiyuan.texts("reservations")).containsExactly("other_definition");
    List<TableRow> incidence =
        rows(
            "rankings",
            "comparison = 'incidence_ranking' AND level = 'county' AND scope = 'all'"
                + " AND grouping = 'all' AND time_period = '2014'");
    assertThat(incidence)
        .extracting(row -> row.text("ref_area") + " " + row.number("rank"))
        .containsExactlyInAnyOrder("431024 1", "500240 2");
    assertThat(incidence)
        .allSatisfy(
            row -> assertThat(row.texts("reservations")).containsExactly("scope_equivalent"));
  }

  @Test
  void countsWithoutAPeriodAreComparedAsOfTheMiddleOf2021() {
    List<TableRow> exits =
        rows(
            "rankings",
            "comparison = 'exits_by_mid_2021' AND indicator = 'poor_villages_exited_total'"
                + " AND level = 'county' AND grouping = 'all'");
    assertThat(exits).hasSize(3);
    assertThat(exits.stream().sorted(Comparator.comparing(row -> row.number("rank"))))
        .extracting(row -> row.text("ref_area") + " " + real(row))
        .containsExactly("411722 172.0", "419001 59.0", "431024 28.0");
    assertThat(exits)
        .allSatisfy(
            row -> {
              assertThat(row.text("time_period")).isEqualTo("../2021-07-31");
              assertThat(row.texts("reservations")).containsExactly("period_bounded");
            });
  }
}
