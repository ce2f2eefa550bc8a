package org.xiaokang.compare.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.xiaokang.compare.measure.Numbers.close;
import static org.xiaokang.compare.measure.Numbers.number;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.xiaokang.SharedData;

class HomogeneityTest {
  /**
   * By hand. From class 1 together (6, 14) of 20, p = .3, .7: in the first lag class (4, 6), 10
   * (.1^2 / .3 + .1^2 / .7) = .476190; in the second (2, 8) the same. From class 2 only the first
   * lag class has steps: nothing to compare. Q = .952381 with 1 degree of freedom: p = P(|N| >
   * .975900) = .329114.
   */
  @Test
  void twoLagClasses() {
    Homogeneity test =
        Homogeneity.of(
            List.of(
                new Transitions(new long[][] {{4, 6}, {1, 3}}),
                new Transitions(new long[][] {{2, 8}, {0, 0}})));
    assertThat(test.degreesOfFreedom()).isEqualTo(1);
    close(test.q(), 20.0 / 21, 1e-12);
    close(test.p(), 0.329114, 1e-6);
  }

  /**
   * Incomes of the states 1929 to 2009 over each year's mean, in quintiles of all years together,
   * the lags likewise: Q and degrees of freedom as printed in the docstring of giddy's
   * Spatial_Markov, bounds too.
   */
  @Test
  void statesByTheIncomeOfTheirNeighbours() throws IOException {
    Path folder = SharedData.file("checks/giddy_us_states_convergence");
    List<String> lines = Files.readAllLines(folder.resolve("input.csv"));
    double[][] relative = new double[81][lines.size() - 1];
    for (int s = 1; s < lines.size(); s++) {
      String[] cells = lines.get(s).split(",");
      for (int year = 0; year < 81; year++) {
        relative[year][s - 1] = Double.parseDouble(cells[cells.length - 81 + year]);
      }
    }
    Neighbours neighbours =
        TransitionsTest.neighbours(Files.readAllLines(folder.resolve("states48.gal")));
    double[][] lags = new double[81][];
    for (int year = 0; year < 81; year++) {
      double mean = Arrays.stream(relative[year]).average().orElseThrow();
      relative[year] = Numbers.times(relative[year], 1 / mean);
      lags[year] = neighbours.lag(relative[year]);
    }
    double[] bounds = Classes.quantileBounds(together(relative), 5);
    double[] lagBounds = Classes.quantileBounds(together(lags), 5);
    assertThat(Arrays.copyOf(bounds, 4))
        .containsExactly(new double[] {.83999133, .94707545, 1.03242697, 1.14911154}, within(1e-8));
    assertThat(Arrays.copyOf(lagBounds, 4))
        .containsExactly(new double[] {.88973386, .95891917, 1.01469758, 1.1183566}, within(1e-8));
    List<Transitions> byLag = Stream.generate(() -> Transitions.ofClasses(5)).limit(5).toList();
    for (int year = 0; year < 80; year++) {
      for (int s = 0; s < 48; s++) {
        byLag
            .get(Classes.of(lags[year][s], lagBounds))
            .add(Classes.of(relative[year][s], bounds), Classes.of(relative[year + 1][s], bounds));
      }
    }
    Homogeneity test = Homogeneity.of(byLag);
    close(test.q(), 200.624, 5e-4);
    assertThat(test.degreesOfFreedom()).isEqualTo(60);
    assertThat(number(test.p())).isBetween(1e-20, 5e-4);
  }

  private static double[] together(double[][] years) {
    return Arrays.stream(years).flatMapToDouble(Arrays::stream).toArray();
  }

  /** Where every cell has steps it is, row by row, the chi-square of a table of counts. */
  @Test
  void sumOfChiSquaresOfTables() {
    Random random = new Random(43);
    for (int round = 0; round < 20; round++) {
      long[][][] counts = new long[3][4][4];
      double expected = 0;
      for (int i = 0; i < 4; i++) {
        long[][] table = new long[3][4];
        for (int m = 0; m < 3; m++) {
          for (int j = 0; j < 4; j++) {
            table[m][j] = counts[m][i][j] = 1L + random.nextInt(50);
          }
        }
        expected += new ChiSquareTest().chiSquare(table);
      }
      Homogeneity test = Homogeneity.of(Arrays.stream(counts).map(Transitions::new).toList());
      close(test.q(), expected, 1e-10);
      assertThat(test.degreesOfFreedom()).isEqualTo(4 * 2 * 3);
    }
  }

  @Test
  void theSameSharesEverywhereHaveNoChiSquare() {
    Transitions oz = new Transitions(new long[][] {{2, 1, 1}, {1, 0, 1}, {1, 1, 2}});
    Homogeneity test = Homogeneity.of(List.of(oz, oz, Transitions.ofClasses(3)));
    assertThat(number(test.q())).isEqualTo(0);
    assertThat(number(test.p())).isEqualTo(1);
    // From class 2 two classes were reached, from the others three; the third lag class is empty.
    assertThat(test.degreesOfFreedom()).isEqualTo(2 + 1 + 2);
  }

  @Test
  void refusals() {
    assertThat(Homogeneity.of(List.of()).q().reason()).contains("at least 2 of the 0 lag classes");
    Transitions stays = new Transitions(new long[][] {{3, 0}, {0, 2}});
    Homogeneity none = Homogeneity.of(List.of(stays, stays));
    assertThat(none.p().reason()).contains("different classes");
    assertThat(none.degreesOfFreedom()).isZero();
    assertThatThrownBy(() -> Homogeneity.of(List.of(stays, Transitions.ofClasses(3))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 classes, 2 classes");
  }
}
