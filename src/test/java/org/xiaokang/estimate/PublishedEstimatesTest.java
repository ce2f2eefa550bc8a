package org.xiaokang.estimate;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.xiaokang.SharedData;

/** The published figures of the shared checks, by the plain functions. */
@NullUnmarked // a figure that is not there fails the test
class PublishedEstimatesTest {
  @Test
  void theHouseholdsOfEuSilcGiveLaekensFigures() {
    List<Map<String, String>> persons =
        CheckTable.rows(SharedData.file("checks/eusilc_microdata/input.csv.gz"));
    List<Map<String, String>> expected =
        CheckTable.rows(SharedData.file("checks/eusilc_microdata/expected.csv"));
    double median = sample(persons).quantile(0.5);
    int equal = 0;
    for (Map<String, String> figure : expected) {
      List<Map<String, String>> some =
          persons.stream().filter(person -> isOf(person, figure)).toList();
      double value = eusilc(figure.get("measure"), sample(some), median);
      double told = Double.parseDouble(figure.get("expected"));
      assertThat(value).as(figure.toString()).isCloseTo(told, within(1e-6 * told + 1e-9));
      equal++;
    }
    assertThat(equal).isEqualTo(67);
  }

  private static WelfareSample sample(List<Map<String, String>> persons) {
    return WelfareSample.of(
            CheckTable.column(persons, "income_equivalised"), CheckTable.column(persons, "weight"))
        .value()
        .orElseThrow();
  }

  private static boolean isOf(Map<String, String> person, Map<String, String> figure) {
    return switch (figure.get("breakdown")) {
      case "" -> true;
      case "region" -> person.get("region").equals(figure.get("group"));
      default -> {
        int age = Integer.parseInt(person.get("age"));
        String ages =
            age < 16
                ? "0-15"
                : age < 25 ? "16-24" : age < 50 ? "25-49" : age < 65 ? "50-64" : "65+";
        yield figure.get("group").equals(ages + " " + person.get("sex"));
      }
    };
  }

  private static double eusilc(String measure, WelfareSample sample, double median) {
    int percent =
        measure.matches(".*_[0-9]+") ? Integer.parseInt(measure.replaceAll("\\D", "")) : 60;
    double line = percent * median / 100;
    return switch (measure.replaceAll("_[0-9]+", "")) {
      case "threshold" -> line;
      case "poverty_rate" ->
          100 * PovertyMeasures.fgt(sample, line, 0).value().orElseThrow().value();
      case "relative_median_gap" ->
          100 * PovertyMeasures.relativeMedianGap(sample, line).value().orElseThrow().value();
      case "gini" -> 100 * InequalityMeasures.gini(sample).value().orElseThrow().value();
      case "quintile_share_ratio" ->
          QuantileMeasures.shareRatio(sample, 0.8, 0.2).value().orElseThrow().value();
      default -> throw new IllegalArgumentException(measure);
    };
  }

  @Test
  void theTablesOfDattAndOfTheWorldBankGiveTheirFigures() {
    Map<String, List<Map<String, String>>> tables =
        CheckTable.rows(SharedData.file("checks/datt_1998_and_pip_grouped/input.csv")).stream()
            .collect(groupingBy(row -> row.get("dataset")));
    int equal = 0;
    for (Map<String, String> figure :
        CheckTable.rows(SharedData.file("checks/datt_1998_and_pip_grouped/expected.csv"))) {
      List<Map<String, String>> table = tables.get(figure.get("dataset"));
      double value =
          GroupedFigures.of(
              figure.get("family"),
              figure.get("measure"),
              points(table, "cum_population", "cum_welfare"),
              Double.parseDouble(table.get(0).get("mean")),
              Double.parseDouble(table.get(0).get("poverty_line")));
      double told = Double.parseDouble(figure.get("expected"));
      double tolerance =
          figure.get("printed_decimals").isEmpty()
              ? Double.parseDouble(figure.get("tolerance")) * Math.max(1, Math.abs(told))
              : 0.5 * Math.pow(10, -Integer.parseInt(figure.get("printed_decimals")));
      assertThat(value).as(figure.toString()).isCloseTo(told, within(tolerance));
      equal++;
    }
    assertThat(equal).isEqualTo(58);
  }

  private static LorenzPoints points(
      List<Map<String, String>> rows, String population, String welfare) {
    LorenzPoints.Checked checked =
        LorenzPoints.ofCumulative(
            CheckTable.column(rows, population), CheckTable.column(rows, welfare));
    assertThat(checked.fault()).isNull();
    return checked.points();
  }

  @Test
  void theWorldBanksChoiceOfCurveIsMade() {
    List<Map<String, String>> cases =
        CheckTable.rows(
            SharedData.file("checks/datt_1998_and_pip_grouped/selection_for_poverty.csv"));
    for (Map<String, String> one : cases) {
      assertThat(
              CurveChoice.rule(
                  one.get("quadratic_valid").equals("1"),
                  one.get("beta_valid").equals("1"),
                  one.get("quadratic_normal").equals("1"),
                  one.get("beta_normal").equals("1")))
          .as(one.toString())
          .hasToString(one.get("use").toUpperCase(Locale.ROOT));
    }
    assertThat(cases).hasSize(16);
  }

  @Test
  void theTablesOfRuralChinaGivePovcalNetsFigures() {
    Map<String, List<Map<String, String>>> tables =
        CheckTable.rows(SharedData.file("checks/china_rural_grouped_lorenz/input.csv")).stream()
            .collect(groupingBy(row -> row.get("area") + row.get("year")));
    Map<String, Integer> equal = new LinkedHashMap<>();
    for (Map<String, String> figure :
        CheckTable.rows(SharedData.file("checks/china_rural_grouped_lorenz/expected.csv"))) {
      List<Map<String, String>> table = tables.get(figure.get("area") + figure.get("year"));
      LorenzPoints points = points(table, "cum_population", "cum_welfare");
      double mean = Double.parseDouble(table.get(0).get("mean_month_ppp2011"));
      double line = Double.parseDouble(table.get(0).get("poverty_line_month_ppp2011"));
      String family = figure.get("family");
      if (family.equals("selected")) {
        CurveChoice choice = CurveChoice.of(points).value().orElseThrow();
        String curve =
            figure.get("measure").equals("for_poverty")
                ? choice.poverty(mean, line).value().orElseThrow().curve()
                : choice.forDistribution().value().orElseThrow().name();
        assertThat(curve).as(figure.toString()).isEqualTo(figure.get("expected"));
      } else {
        double value = GroupedFigures.povcal(family, figure.get("measure"), points, mean, line);
        double told = Double.parseDouble(figure.get("expected"));
        assertThat(value)
            .as(figure.toString())
            .isCloseTo(told, within(Math.max(1e-4 * Math.abs(told), 1.5e-5)));
      }
      equal.merge(family, 1, Integer::sum);
    }
    assertThat(equal)
        .containsOnly(
            Map.entry("quadratic", 420), Map.entry("beta", 406), Map.entry("selected", 27));
  }

  @Test
  void theThirtyPersonsOfThePackageMpiGiveItsFigures() {
    List<Map<String, String>> persons =
        CheckTable.rows(SharedData.file("checks/alkire_foster_mpi_package/input.csv")).stream()
            .filter(person -> person.get("region").equals("Bastia"))
            .toList();
    List<Map<String, String>> expected =
        CheckTable.rows(SharedData.file("checks/alkire_foster_mpi_package/expected.csv"));
    List<String> indicators =
        expected.stream()
            .map(row -> row.get("indicator"))
            .filter(i -> !i.isEmpty())
            .distinct()
            .toList();
    boolean[][] deprived = new boolean[persons.size()][indicators.size()];
    for (int row = 0; row < deprived.length; row++) {
      for (int j = 0; j < indicators.size(); j++) {
        deprived[row][j] = persons.get(row).get(indicators.get(j)).equals("1");
      }
    }
    double[] equalWeights = new double[indicators.size()];
    Arrays.fill(equalWeights, 1);
    Deprivations all =
        Deprivations.of(deprived, equalWeights, 3.0 / 11, new double[] {1, 1})
            .value()
            .orElseThrow();
    for (Map<String, String> figure : expected) {
      int j = indicators.indexOf(figure.get("indicator"));
      double people = all.sample().weight();
      double value =
          switch (figure.get("measure")) {
            case "persons" -> people;
            case "poor" -> all.headcount().value() * people;
            case "H" -> all.headcount().value();
            case "A" -> all.intensity().value().orElseThrow().value();
            case "M0" -> all.adjustedHeadcount().value();
            case "contribution" -> all.contribution(j).value().orElseThrow().value();
            case "uncensored_ratio" -> all.uncensored(j).value();
            case "censored_ratio" -> all.censored(j).value();
            case "uncensored_count" -> all.uncensored(j).value() * people;
            case "censored_count" -> all.censored(j).value() * people;
            default -> throw new IllegalArgumentException(figure.toString());
          };
      assertThat(value)
          .as(figure.toString())
          .isCloseTo(Double.parseDouble(figure.get("expected")), within(5e-8));
    }
    assertThat(expected).hasSize(60);
  }

  @Test
  void theMilkExpenditureOfSmallAreasGivesThePredictorsOfThePackageSae() {
    List<Map<String, String>> areas =
        CheckTable.rows(SharedData.file("checks/small_area_fay_herriot_milk/input.csv"));
    double[][] x = new double[4][areas.size()];
    double[] variances = new double[areas.size()];
    for (int i = 0; i < areas.size(); i++) {
      x[0][i] = 1;
      int major = Integer.parseInt(areas.get(i).get("major_area"));
      if (major > 1) {
        x[major - 1][i] = 1;
      }
      variances[i] = Math.pow(Double.parseDouble(areas.get(i).get("standard_error")), 2);
    }
    FayHerriot model =
        FayHerriot.of(CheckTable.column(areas, "direct_estimate"), variances, x)
            .value()
            .orElseThrow();
    List<Map<String, String>> expected =
        CheckTable.rows(SharedData.file("checks/small_area_fay_herriot_milk/expected.csv"));
    for (Map<String, String> figure : expected) {
      String measure = figure.get("measure");
      int number =
          measure.startsWith("beta")
              ? Integer.parseInt(measure.replaceAll("\\D", ""))
              : Integer.parseInt(figure.get("small_area")) - 1;
      double value =
          switch (measure.replaceAll("_\\d", "")) {
            case "eblup" -> model.estimates()[number];
            case "mse" -> model.meanSquaredErrors()[number];
            case "beta" -> model.coefficients()[number];
            case "beta_se" -> model.standardErrors()[number];
            default -> throw new IllegalArgumentException(measure);
          };
      double told = Double.parseDouble(figure.get("expected"));
      assertThat(value).as(figure.toString()).isCloseTo(told, within(1e-5 * Math.abs(told)));
    }
    assertThat(expected).hasSize(94);
    assertThat(model.effectVariance()).isCloseTo(0.018550, within(5e-7));
  }
}
