package org.xiaokang.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with the declaration of a comparison is told, with its line and a remedy. */
class ComparisonProblemsTest {
  @TempDir private Path folder;

  private List<String> wrong(String keys) {
    return new Compared(folder).wrong(keys);
  }

  private List<String> wrongMeasure(String keys) {
    return wrong("indicators: [income], measure: " + keys);
  }

  @Test
  void everythingWrongIsToldTogetherWithItsLine() {
    String entries =
        """
        compare:
          - id: Places
            measure: rankng
            indicators: [incom]
          - id: places
            measure: ranking
            indicators: [income, debts, income]
            levels: [conty]
            within: [zon]
            from: 2020
            to: 2013
            tagret: 5
          - id: places
            measure: inequality
            indicators: [debt]
            weight: wage
          - measure: trend
            confidence: 1
        """;
    String ids = "expected one of income, wages, debt, grants";
    assertThat(new Compared(folder).with(entries).found())
        .containsExactlyInAnyOrder(
            "indicators.yaml:11 comparison 'Places': an id is a-z, 0-9 and _, at most 63, a letter"
                + " first",
            "indicators.yaml:12 measure 'rankng' is not known; expected one of ranking, inequality,"
                + " concentration, convergence, mobility, peers, composite, decomposition, trend;"
                + " did you mean 'ranking'?",
            "indicators.yaml:13 indicator 'incom' is not known; "
                + ids
                + "; did you mean 'income'?",
            "indicators.yaml:16 indicator 'debts' is not known; " + ids + "; did you mean 'debt'?",
            "indicators.yaml:16 'indicators' lists 'income' twice; once is enough",
            "indicators.yaml:17 level 'conty' is not known; expected one of county, province;"
                + " did you mean 'county'?",
            "indicators.yaml:18 level or attribute of the region table 'zon' is not known; expected"
                + " one of parent, county, province, zone; did you mean 'zone'?",
            "indicators.yaml:19 'from' 2020 is after 'to' 2013",
            "indicators.yaml:21 key 'tagret' is not known; expected one of id, name, indicators,"
                + " measure, weight, weight_scope, levels, scopes, within, from, to, headline, as_of,"
                + " target, decimals, bounds_in; did you mean 'target'?",
            "indicators.yaml:22 comparison 'places' is declared twice; first at "
                + DefinitionFile.shown(folder.resolve("indicators.yaml"))
                + ":14",
            "indicators.yaml:25 indicator 'wage' is not known; " + ids + "; did you mean 'wages'?",
            "indicators.yaml:26 'id' is missing",
            "indicators.yaml:26 'indicators' is missing in comparison ''; list ids",
            "indicators.yaml:27 'confidence' must be above 0 and below 1; found 1.0");
  }

  @Test
  void aWrongIndexIsToldWithWhatItExpects() {
    assertThat(
            wrongMeasure(
                "inequality, indices: [ginni, gini(2), gini(x), ge, ge(x), atkinson(0),"
                    + " 'ratio(0.1,0.9)', ratio(0.9]"))
        .containsExactly(
            "index 'ginni' is not known; expected one of gini, gini_sample, theil_t, theil_l,"
                + " ge(a), atkinson(a), cv, cv_sample, hoover, ratio(a,b), sd_log; did you mean"
                + " 'gini'?",
            "index 'gini(2)': takes no parameters",
            "index 'gini(x)': takes no parameters",
            "index 'ge': expected ge(alpha) with a number, such as ge(2)",
            "index 'ge(x)': expected ge(alpha) with a number, such as ge(2)",
            "index 'atkinson(0)': expected atkinson(epsilon) with a number above 0, such as"
                + " atkinson(0.5)",
            "index 'ratio(0.1,0.9)': expected ratio(upper,lower), shares from 0 to 1, such as"
                + " ratio(0.9,0.1)",
            "index 'ratio(0.9' has no closing bracket; expected one such as ratio(0.9,0.1), in"
                + " quotes within [ ]");
    assertThat(wrongMeasure("inequality, indices: []"))
        .singleElement()
        .asString()
        .startsWith("'indices' is empty; leave it out for gini, ");
    assertThat(wrongMeasure("inequality, indices: [cv, cv]"))
        .containsExactly("'indices' lists 'cv' twice; once is enough");
  }

  @Test
  void wrongParametersOfOneIndicatorAreTold() {
    assertThat(wrongMeasure("ranking, target: NaN"))
        .containsExactly("'target' must be a number, found 'NaN'");
    assertThat(wrongMeasure("concentration, points: 1"))
        .containsExactly(
            "'rank_by' is missing", "'points' must be a whole number from 2 to 100000; found 1");
    assertThat(wrongMeasure("concentration, rank_by: deb"))
        .singleElement()
        .asString()
        .endsWith("did you mean 'debt'?");
    assertThat(
            wrongMeasure(
                "convergence, models: [beta, gamma], controls: [dept], growth: yearly, step: 0.5,"
                    + " at_least: 2, smoothing: -1, discard: 1"))
        .containsExactly(
            "models 'gamma' is not known; expected one of sigma, beta, panel, clubs",
            "indicator 'dept' is not known; expected one of income, wages, debt, grants; did you"
                + " mean 'debt'?",
            "growth 'yearly' is not known; expected one of annual, total",
            "'step' must be a whole number, found '0.5'",
            "'at_least' must be a whole number from 3 to 1000000; found 2",
            "'smoothing' must be a number from 0; found -1.0",
            "'discard' must be above 0 and below 1; found 1.0");
    assertThat(wrongMeasure("mobility, bounds: [1, 1, 2], classes: 3, initial: [1.5, -0.5, 0]"))
        .containsExactly(
            "'bounds' must rise, found [1.0, 1.0, 2.0]",
            "3 bounds make 4 classes, found 3; leave 'classes' out",
            "'initial' must give a share of each of the 3 classes, summing to 1; found"
                + " [1.5, -0.5, 0.0]");
    assertThat(wrongMeasure("mobility, of: mean, initial: [0.5, 0.5]"))
        .containsExactly(
            "'initial' must give a share of each of the 5 classes, summing to 1; found [0.5, 0.5]",
            "'of' says what 'bounds' are stated in, but there are none");
    assertThat(wrongMeasure("decomposition, of: poverty"))
        .containsExactly("'line' must be a value above 0, in the indicator's unit; found none");
    assertThat(wrongMeasure("decomposition, of: poverty, line: 0"))
        .containsExactly("'line' must be a value above 0, in the indicator's unit; found 0.0");
    assertThat(wrongMeasure("decomposition, line: 4000")).containsExactly("'of' is missing");
    assertThat(wrongMeasure("decomposition, of: regions, line: 4000"))
        .singleElement()
        .asString()
        .startsWith("key 'line' is not known");
  }

  @Test
  void aKeyThatWouldChangeNothingIsTold() {
    assertThat(wrongMeasure("trend, weight: debt, within: [parent]"))
        .containsExactly(
            "'weight' changes nothing in a trend; leave it out",
            "'within' changes nothing in a trend; leave it out");
    for (String measure : List.of("convergence", "mobility", "peers", "composite")) {
      assertThat(wrongMeasure(measure + ", weight: debt, within: [zone]")).hasSize(2);
    }
    assertThat(wrongMeasure("decomposition, of: parts, total: income, weight: debt"))
        .containsExactly("'weight' changes nothing in a decomposition of parts; leave it out");
    assertThat(wrongMeasure("ranking, weight: debt"))
        .containsExactly("'weight' changes nothing in a ranking; leave it out");
    assertThat(wrongMeasure("concentration, rank_by: debt, weight: debt, within: [zone]"))
        .containsExactly("'within' changes nothing in a concentration; leave it out");
    assertThat(wrongMeasure("inequality, weight: debt, indices: [gini_sample, cv, cv_sample]"))
        .containsExactly(
            "index 'gini_sample' knows no 'weight'; leave one out",
            "index 'cv_sample' knows no 'weight'; leave one out");
  }

  @Test
  void wrongParametersOfAllTogetherAreTold() {
    assertThat(wrongMeasure("peers, k_min: 9, k_max: 3, order_by: incme"))
        .containsExactly(
            "'k_min' 9 is above 'k_max' 3",
            "indicator 'incme' is not known; expected one of income, wages, debt, grants; did you"
                + " mean 'income'?");
    assertThat(
            wrong(
                "indicators: [income, wages], measure: composite, weightings: [declared],"
                    + " lower_is_better: [debt]"))
        .containsExactly(
            "'declared' needs 'weights', one for each indicator",
            "indicator 'debt' is not known; expected one of income, wages",
            "indicator 'wages' is neutral; name it under 'higher_is_better' or"
                + " 'lower_is_better'");
    assertThat(
            wrong(
                "indicators: [income, debt], measure: composite, weights: {income: 0, debt: 0},"
                    + " lower_is_better: debt, higher_is_better: debt"))
        .containsExactly(
            "'weights' are all 0; expected one above 0 at least",
            "indicator 'debt' stands under 'lower_is_better' too; name it under one");
    assertThat(
            wrong("indicators: [income, debt], measure: composite, weights: {income: 1, det: 1}"))
        .containsExactly(
            "key 'det' is not known; expected one of income, debt; did you mean 'debt'?",
            "'weights' lacks debt; give each indicator a number, 0 where it shall not count");
    assertThat(
            wrong("indicators: [wages, grants], measure: decomposition, of: parts, total: income"))
        .containsExactly(
            "indicator 'grants' is in percent, but the total 'income' in yuan; parts are in the"
                + " total's unit");
  }
}
