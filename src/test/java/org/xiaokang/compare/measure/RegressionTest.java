package org.xiaokang.compare.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Least squares against the certified values of NIST's Statistical Reference Datasets. */
class RegressionTest {
  private static final Percentage CLOSE = Percentage.withPercentage(1e-7);

  static Regression fitted(Fit fit) {
    return fit.match(
        found -> found,
        reason -> {
          throw new AssertionError(reason);
        });
  }

  static String refused(Fit fit) {
    return fit.match(found -> "fitted " + found, reason -> reason);
  }

  /** NIST StRD, Longley.dat: y and six columns. */
  @Test
  void longleyIsTheCertifiedOne() {
    double[] y = {
      60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513, 68655,
      69564, 69331, 70551
    };
    double[][] columns = {
      {
        83, 88.5, 88.2, 89.5, 96.2, 98.1, 99, 100, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7,
        116.9
      },
      {
        234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112, 397469, 419180, 442769,
        444546, 482704, 502601, 518173, 554894
      },
      {
        2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813, 3931, 4806,
        4007
      },
      {
        1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552, 2514, 2572,
        2827
      },
      {
        107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219, 117388, 118734, 120445,
        121950, 123366, 125368, 127852, 130081
      },
      {
        1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958, 1959, 1960, 1961,
        1962
      }
    };
    Regression fit =
        fitted(Regression.ols(y, List.of("x1", "x2", "x3", "x4", "x5", "x6"), columns));
    double[] estimates = {
      -3482258.63459582,
      15.0618722713733,
      -0.358191792925910e-1,
      -2.02022980381683,
      -1.03322686717359,
      -0.511041056535807e-1,
      1829.15146461355
    };
    double[] errors = {
      890420.383607373,
      84.9149257747669,
      0.334910077722432e-1,
      0.488399681651699,
      0.214274163161675,
      0.226073200069370,
      455.478499142212
    };
    for (int j = 0; j < 7; j++) {
      assertThat(fit.terms().get(j).estimate()).isCloseTo(estimates[j], CLOSE);
      assertThat(fit.terms().get(j).standardError()).isCloseTo(errors[j], CLOSE);
    }
    assertThat(fit.rSquared()).isCloseTo(0.995479004577296, within(1e-13));
    assertThat(fit.degreesOfFreedom()).isEqualTo(9);
    assertThat(fit.term("x1").tValue()).isCloseTo(15.0618722713733 / 84.9149257747669, CLOSE);
  }

  /** NIST StRD, Norris.dat. */
  @Test
  void norrisIsTheCertifiedOne() {
    double[] y = {
      0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3, 0.1, 778.1,
      668.8, 339.3, 448.9, 10.8, 557.7, 228.3, 998.0, 888.8, 119.6, 0.3, 0.6, 557.6, 339.3, 888.0,
      998.5, 778.9, 10.2, 117.6, 228.9, 668.4, 449.2, 0.2
    };
    double[] x = {
      0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777.0, 558.2, 0.4, 0.6, 775.5,
      666.9, 338.0, 447.5, 11.6, 556.0, 228.1, 995.8, 887.6, 120.2, 0.3, 0.3, 556.8, 339.1, 887.2,
      999.0, 779.0, 11.1, 118.3, 229.2, 669.1, 448.9, 0.5
    };
    Regression fit = fitted(Regression.ols(y, List.of("x"), new double[][] {x}));
    assertThat(fit.term("intercept").estimate()).isCloseTo(-0.262323073774029, CLOSE);
    assertThat(fit.term("intercept").standardError()).isCloseTo(0.232818234301152, CLOSE);
    assertThat(fit.term("x").estimate()).isCloseTo(1.00211681802045, CLOSE);
    assertThat(fit.term("x").standardError()).isCloseTo(0.429796848199937e-3, CLOSE);
    assertThat(fit.rSquared()).isCloseTo(0.999993745883712, within(1e-14));
  }

  @Test
  void pComesFromStudentsT() {
    // Hand-computed: slope 1, residuals 1/6 (1, -2, 1), s² = 1/6, standard error sqrt(1/12),
    // t = sqrt 12, one degree of freedom (Cauchy): p = 1 - 2/pi atan(t).
    Regression fit =
        fitted(Regression.ols(new double[] {1, 1.5, 3}, List.of("x"), new double[][] {{0, 1, 2}}));
    assertThat(fit.term("x").tValue()).isCloseTo(Math.sqrt(12), CLOSE);
    assertThat(fit.term("x").pValue())
        .isCloseTo(1 - 2 / Math.PI * Math.atan(Math.sqrt(12)), within(1e-12));
    assertThat(fit.adjustedRSquared()).isCloseTo(1 - (1.0 / 13) * 2, within(1e-12));
  }

  @Test
  void aHundredThousandRowsAreAsAnotherLibraryHasThemInAnyOrder() {
    Random random = new Random(7);
    int n = 100_000;
    double[] y = new double[n];
    double[][] columns = new double[2][n];
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      columns[0][i] = 9 + random.nextGaussian();
      columns[1][i] = 1e6 * random.nextDouble();
      y[i] = 3 - 0.5 * columns[0][i] + 1e-6 * columns[1][i] + random.nextGaussian();
      rows[i] = new double[] {columns[0][i], columns[1][i] * 1e-6};
    }
    Regression fit = fitted(Regression.ols(y, List.of("a", "b"), columns));
    OLSMultipleLinearRegression oracle = new OLSMultipleLinearRegression();
    oracle.newSampleData(y, rows);
    assertThat(fit.term("a").estimate()).isCloseTo(oracle.estimateRegressionParameters()[1], CLOSE);
    assertThat(fit.term("b").standardError() * 1e6)
        .isCloseTo(oracle.estimateRegressionParametersStandardErrors()[2], CLOSE);
    double[][] turned = {reversed(columns[0]), reversed(columns[1])};
    Regression again = fitted(Regression.ols(reversed(y), List.of("a", "b"), turned));
    assertThat(again.term("a").estimate())
        .isCloseTo(fit.term("a").estimate(), Percentage.withPercentage(1e-10));
  }

  private static double[] reversed(double[] values) {
    double[] turned = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      turned[i] = values[values.length - 1 - i];
    }
    return turned;
  }

  @Test
  void saysWhyThereIsNoFit() {
    double[] y = {1, 2, 4, 3, 7};
    double[] x = {1, 2, 3, 4, 5};
    double[] twice = {3, 5, 7, 9, 11};
    assertThat(refused(Regression.ols(y, List.of("x", "twice"), new double[][] {x, twice})))
        .isEqualTo("column twice is determined by the columns before it: x");
    assertThat(
            refused(Regression.ols(y, List.of("flat"), new double[][] {{0.1, 0.1, 0.1, 0.1, 0.1}})))
        .startsWith("column flat has the same value everywhere");
    assertThat(refused(Regression.ols(new double[5], List.of("x"), new double[][] {x})))
        .contains("does not vary over the 5 observations");
    assertThat(refused(Regression.ols(new double[] {1, 2}, List.of("x"), new double[][] {{1, 3}})))
        .isEqualTo("the regression needs at least 3 observations, has 2");
  }

  @Test
  void anExactLineHasFiniteFigures() {
    Regression fit =
        fitted(
            Regression.ols(new double[] {1, 3, 5, 7}, List.of("x"), new double[][] {{0, 1, 2, 3}}));
    assertThat(fit.term("x").estimate()).isCloseTo(2, CLOSE);
    assertThat(fit.term("x").tValue()).isFinite().isGreaterThan(1e6);
  }
}
