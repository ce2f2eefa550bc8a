package org.xiaokang.compare.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xiaokang.SharedData;

/** Beta and sigma against the figures of the 48 US states; the panel against dummy variables. */
class ConvergenceTest {
  private static final String STATES = "checks/giddy_us_states_convergence/";

  private static double number(Measured measured) {
    return measured.value().orElseThrow(() -> new AssertionError(measured.reason()));
  }

  @Test
  void theStatesConvergeAsPinned() throws IOException {
    Map<String, Double> pins = new HashMap<>();
    for (String line : Files.readAllLines(SharedData.file(STATES + "derived_not_published.csv"))) {
      String[] cells = line.split(",");
      if (!cells[0].equals("statistic")) {
        pins.put(cells[0], Double.valueOf(cells[1]));
      }
    }
    double[][] income =
        Files.readAllLines(SharedData.file(STATES + "input.csv")).stream()
            .skip(1)
            .map(line -> Arrays.stream(line.split(",")).skip(2))
            .map(cells -> cells.mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new);
    Convergence.Beta beta =
        Convergence.beta(
            year(income, 1929), year(income, 2009), 80, false, List.of(), new double[0][], 10);
    Regression fit = RegressionTest.fitted(beta.fit());
    pinned(pins, "beta_total_growth_slope_1929_2009", fit.term("ln_first").estimate());
    pinned(pins, "beta_std_error", fit.term("ln_first").standardError());
    pinned(pins, "beta_intercept", fit.term("intercept").estimate());
    pinned(pins, "r_squared", fit.rSquared());
    pinned(pins, "convergence_speed_per_year", number(beta.speed()));
    pinned(pins, "half_life_years", number(beta.halfLife()));
    for (int year : new int[] {1929, 1949, 1969, 1989, 2009}) {
      Convergence.Sigma sigma = Convergence.sigma(year(income, year));
      pinned(pins, "sigma_sd_log_pop_" + year, number(sigma.deviationOfLogs()));
      pinned(pins, "cv_sample_" + year, number(sigma.variation()));
    }
    Convergence.Beta annual =
        Convergence.beta(
            year(income, 1929), year(income, 2009), 80, true, List.of(), new double[0][], 10);
    assertThat(number(annual.speed())).isCloseTo(number(beta.speed()), within(1e-14));
  }

  private static double[] year(double[][] income, int year) {
    return Arrays.stream(income).mapToDouble(row -> row[year - 1929]).toArray();
  }

  private static void pinned(Map<String, Double> pins, String name, double value) {
    double pin = Objects.requireNonNull(pins.get(name), name);
    assertThat(value).as(name).isCloseTo(pin, within(1e-11 * Math.abs(pin)));
  }

  @Test
  void saysWhyThereIsNoSpeed() {
    double[] first = {100, 200, 400};
    assertThat(beta(first, new double[] {110, 240, 560}, 3).speed().reason())
        .startsWith("diverging: b is 0.");
    assertThat(beta(first, new double[] {400, 210, 90}, 3).speed().reason())
        .endsWith("so more than the whole distance closed in 10 years");
    assertThat(beta(first, first, 5).halfLife().reason())
        .isEqualTo("needs at least 5 regions, has 3");
    assertThat(beta(first, new double[] {0, 210, -1}, 3).speed().reason())
        .isEqualTo("needs values above 0; 2 of 3 regions lack one");
  }

  private static Convergence.Beta beta(double[] first, double[] last, int atLeast) {
    return Convergence.beta(first, last, 10, false, List.of(), new double[0][], atLeast);
  }

  @Test
  void sigmaIsHandComputedAndKnowsItsBounds() {
    // 1, 2, 4: logs 0, ln 2, 2 ln 2: sd ln 2 sqrt(2/3); mean 7/3, squares 42/9, over 2: 7/3.
    Convergence.Sigma sigma = Convergence.sigma(new double[] {4, 1, 2});
    assertThat(number(sigma.deviationOfLogs()))
        .isCloseTo(Math.log(2) * Math.sqrt(2.0 / 3), within(1e-15));
    assertThat(number(sigma.variation())).isCloseTo(Math.sqrt(7.0 / 3) * 3 / 7, within(1e-15));
    assertThat(Convergence.sigma(new double[] {-3, 5}).deviationOfLogs().reason())
        .isEqualTo("logarithms need values above 0, the smallest is -3.0");
    Convergence.SigmaTrend trend =
        Convergence.sigmaTrend(new double[] {2000, 2001, 2002}, new double[] {1, 1.5, 3}, 3);
    assertThat(number(trend.slope())).isCloseTo(1, within(1e-12));
    assertThat(number(trend.p()))
        .isCloseTo(1 - 2 / Math.PI * Math.atan(Math.sqrt(12)), within(1e-9));
  }

  /** Unbalanced, with holes: the same as least squares on dummies of regions and periods. */
  @Test
  void thePanelIsLeastSquaresOnDummies() {
    Random random = new Random(11);
    double[][] values = new double[8][7];
    double[] times = {2000, 2002, 2004, 2006, 2008, 2010, 2012};
    for (double[] series : values) {
      double log = 5 + random.nextGaussian();
      for (int t = 0; t < 7; t++) {
        log += 0.3 * (6 - log) + 0.1 * random.nextGaussian();
        series[t] = Math.exp(log);
      }
    }
    values[2][0] = Double.NaN;
    values[5][3] = Double.NaN;
    for (boolean timeEffects : new boolean[] {false, true}) {
      Convergence.PanelBeta panel = Convergence.panel(values, times, 1, timeEffects, 3);
      Regression dummies = RegressionTest.fitted(dummies(values, timeEffects));
      Regression fit = RegressionTest.fitted(panel.fit());
      Regression.Term b = fit.term("ln_first");
      Regression.Term oracle = dummies.term("ln_first");
      assertThat(b.estimate()).isCloseTo(oracle.estimate(), within(1e-10));
      assertThat(b.standardError()).isCloseTo(oracle.standardError(), within(1e-10));
      assertThat(fit.degreesOfFreedom()).isEqualTo(dummies.degreesOfFreedom());
      assertThat(panel.observations()).isEqualTo(45);
      assertThat(panel.regions()).isEqualTo(8);
      assertThat(number(panel.speed())).isCloseTo(-Math.log1p(b.estimate()) / 2, within(1e-14));
    }
    values[0][0] = -1;
    assertThat(Convergence.panel(values, times, 1, true, 3).speed().reason())
        .isEqualTo("needs values above 0; 1 are not");
    assertThat(Convergence.panel(new double[0][], times, 1, true, 3).speed().reason())
        .isEqualTo("needs at least 3 regions with two steps, has 0");
  }

  private static Fit dummies(double[][] values, boolean timeEffects) {
    Steps steps = Steps.of(values, new double[7], 1);
    int n = steps.growth().length;
    int periods = timeEffects ? 5 : 0;
    double[][] columns = new double[1 + 7 + periods][n];
    String[] names = new String[columns.length];
    columns[0] = steps.lnFirst();
    names[0] = "ln_first";
    for (int j = 1; j < columns.length; j++) {
      names[j] = "d" + j;
      for (int i = 0; i < n; i++) {
        boolean own = j <= 7 ? steps.region()[i] == j : steps.period()[i] == j - 7;
        columns[j][i] = own ? 1 : 0;
      }
    }
    return Regression.ols(steps.growth(), List.of(names), columns);
  }
}
