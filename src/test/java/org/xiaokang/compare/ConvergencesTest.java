package org.xiaokang.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.compare.ConvergenceRow.Coefficient;

/** Convergence of a few counties; expected figures are worked by hand. */
class ConvergencesTest {
  @TempDir private Path folder;
  private CountyPanel panel;

  @BeforeEach
  void begin() {
    panel = new CountyPanel(folder);
  }

  private List<ConvergenceRow> converge(String more) {
    return panel.rows(ComparisonTable.CONVERGENCE, declared(more));
  }

  private static String declared(String more) {
    return "  - {id: c, measure: convergence, indicators: [income], %s}\n".formatted(more);
  }

  private static ConvergenceRow only(List<ConvergenceRow> rows, String model, String term) {
    List<ConvergenceRow> found =
        rows.stream().filter(row -> row.model().equals(model) && row.term().equals(term)).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static Coefficient coefficient(ConvergenceRow row) {
    return Objects.requireNonNull(row.coefficient().result());
  }

  @Test
  void whatMeansNothingForSoFewSaysSo() {
    panel.counties("income", 2019, 10, 20, 30, 40, 50, 60);
    panel.counties("income", 2020, 11, 21, 31, 41, 51, 61);
    String models = "models: [sigma, beta, panel, clubs]";
    List<ConvergenceRow> found = converge(models);
    ConvergenceRow beta = only(found, "beta", "ln_first");
    assertThat(beta.coefficient().reason()).isEqualTo("needs at least 10 regions, has 6");
    assertThat(Objects.requireNonNull(beta.speed()).reason())
        .isEqualTo(beta.coefficient().reason());
    assertThat(only(found, "clubs", "log_t").coefficient().reason())
        .isEqualTo("needs at least 10 regions with a value in each period, has 6");
    assertThat(only(found, "panel", "ln_first").coefficient().reason()).isNotBlank();
    assertThat(only(found, "sigma_trend", "time").coefficient().reason()).contains("3 periods");
    assertThat(panel.rows(ComparisonTable.CONVERGENCE_CLUBS, declared(models))).isEmpty();
  }

  @Test
  void whoComesAndGoesIsNoTrendOfSigma() {
    for (int year = 2011; year <= 2014; year++) {
      panel.counties("income", year, 1, 1, 1, year < 2013 ? Math.exp(4) : Double.NaN);
    }
    List<ConvergenceRow> found = converge("models: [sigma]");
    ConvergenceRow trend = only(found, "sigma_trend", "time");
    assertThat(trend.coefficient().reason()).contains("does not vary");
    assertThat(trend.regions()).isEqualTo(3);
    assertThat(trend.leftOut()).isEqualTo(1);
    assertThat(trend.span()).isEqualTo(new PeriodSpan("2011", "2014"));
    ConvergenceRow first =
        found.stream()
            .filter(row -> row.term().equals("sd_log") && row.span().from().equals("2011"))
            .findFirst()
            .orElseThrow();
    // of 0, 0, 0 and 4
    assertThat(coefficient(first).estimate()).isCloseTo(Math.sqrt(3), within(1e-12));
    assertThat(first.regions()).isEqualTo(4);
    assertThat(first.span().to()).isEqualTo("2011");
  }

  @Test
  void thePoorGrowFasterAlongALine() {
    // growth over a year is 0.5 - 0.1 times the logarithm of the first value, and a little noise
    double[] noise = {0.001, -0.001, 0, -0.001, 0.001};
    for (int i = 0; i < noise.length; i++) {
      String area = "ABCDE".substring(i, i + 1);
      panel.put("income", 2019, area, Math.exp(i));
      panel.put("income", 2020, area, Math.exp(i + 0.5 - 0.1 * i + noise[i]));
    }
    List<ConvergenceRow> found = converge("models: [beta], at_least: 3");
    ConvergenceRow beta = only(found, "beta", "ln_first");
    // the noise leaves the slope as it is: -2 x 0.001 + 1 x 0.001 + 1 x -0.001 + 2 x 0.001 is 0
    assertThat(coefficient(beta).estimate()).isCloseTo(-0.1, within(1e-12));
    // and its residuals have a sum of squares of 4e-6 over 3 degrees, x one of 10
    assertThat(coefficient(beta).standardError())
        .isCloseTo(Math.sqrt(4e-6 / 3 / 10), within(1e-12));
    assertThat(Objects.requireNonNull(beta.speed()).number())
        .isCloseTo(-Math.log(0.9), within(1e-12));
    assertThat(beta.halfLife()).isCloseTo(Math.log(2) / -Math.log(0.9), within(1e-9));
    assertThat(beta.observations()).isEqualTo(5);
    ConvergenceRow intercept = only(found, "beta", "intercept");
    assertThat(coefficient(intercept).estimate()).isCloseTo(0.5, within(1e-12));
    assertThat(intercept.speed()).isNull();
    assertThat(intercept.halfLife()).isNull();
  }

  @Test
  void aTestOfClubsTellsThePeriodsThatItUses() {
    for (int year = 2011; year <= 2020; year++) {
      int t = year - 2010;
      panel.counties("income", year, 100 + t, 200 + t, 300 + t, 400 + 2 * t, 500 + t, 600 + t);
    }
    List<ConvergenceRow> found = converge("models: [clubs], at_least: 3");
    ConvergenceRow all = found.stream().filter(row -> row.club() == null).findFirst().orElseThrow();
    assertThat(all.observations()).isEqualTo(7); // of ten periods the first three are discarded
    assertThat(all.regions()).isEqualTo(6);
    Coefficient test = coefficient(all);
    double standardError = Objects.requireNonNull(test.standardError());
    assertThat(test.estimate() / standardError)
        .isCloseTo(Objects.requireNonNull(test.tValue()), within(1e-9));
    List<ConvergenceClubRow> members =
        panel.rows(ComparisonTable.CONVERGENCE_CLUBS, declared("models: [clubs], at_least: 3"));
    assertThat(members)
        .extracting(row -> row.region().refArea())
        .containsExactly("A", "B", "C", "D", "E", "F");
  }

  @Test
  void whatLacksAPeriodIsInNoClub() {
    for (int year = 2011; year <= 2020; year++) {
      double b = year == 2015 ? Double.NaN : 200;
      panel.counties("income", year, 100, b, 300, 400);
    }
    String clubs = "models: [clubs], at_least: 3";
    assertThat(panel.rows(ComparisonTable.CONVERGENCE_CLUBS, declared(clubs)))
        .extracting(row -> row.region().refArea())
        .containsExactly("A", "C", "D");
    assertThat(converge(clubs)).allSatisfy(row -> assertThat(row.leftOut()).isEqualTo(1));
  }
}
