package org.xiaokang.compare.measure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xiaokang.SharedData;

class TransitionsTest {
  private static final double[] START = {.1, .2, .2, .4, .1};
  private static final double[] CUTS = {.8, .9, 1, 1.2};

  /** Kemeny and Snell (1976): the weather in the Land of Oz. */
  @Test
  void theLandOfOz() {
    Transitions oz = new Transitions(new long[][] {{2, 1, 1}, {1, 0, 1}, {1, 1, 2}});
    assertThat(requireNonNull(oz.steadyState().result()))
        .containsExactly(new double[] {.4, .2, .4}, within(1e-12));
    double[][] steps = {{5 / 2., 4, 10 / 3.}, {8 / 3., 5, 8 / 3.}, {10 / 3., 4, 5 / 2.}};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(number(oz.firstPassage()[i][j])).isEqualTo(steps[i][j], within(1e-12));
      }
    }
  }

  @Test
  void aChainThatComesApartHasNoSteadyState() {
    Transitions apart = new Transitions(new long[][] {{3, 0}, {0, 2}});
    assertThat(apart.steadyState().reason()).contains("[[1], [2]]");
    assertThat(apart.firstPassage()[0][1].reason()).contains("no single steady state");
    assertThat(apart.sojourn()[0].reason()).isEqualTo("class 1 was never left, in 3 steps");
    Transitions never = new Transitions(new long[][] {{3, 0}, {0, 0}});
    assertThat(never.probabilities()[1][0].reason()).contains("ever in class 2");
    assertThat(never.shorrocks().reason()).contains("ever in class 2");
    Transitions once = new Transitions(new long[][] {{1, 1}, {0, 2}});
    assertThat(once.steadyState().result()).containsExactly(0, 1);
  }

  /** The published values of giddy's own tests, see the README of that folder. */
  @Test
  void incomeClassesOfTheStates() throws IOException {
    Path folder = SharedData.file("checks/giddy_us_states_convergence");
    List<double[]> incomes = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("input.csv")).stream().skip(1).toList()) {
      String[] cells = line.split(",");
      incomes.add(
          Arrays.stream(cells).skip(cells.length - 81).mapToDouble(Double::parseDouble).toArray());
    }
    Neighbours neighbours = neighbours(Files.readAllLines(folder.resolve("states48.gal")));
    Transitions quintiles = Transitions.ofClasses(5);
    List<Transitions> byLag = new ArrayList<>();
    for (int c = 0; c < 5; c++) {
      byLag.add(Transitions.ofClasses(5));
    }
    for (int year = 0; year < 80; year++) {
      double[] now = year(incomes, year);
      double[] next = year(incomes, year + 1);
      double[] bounds = Classes.quantileBounds(now, 5);
      double[] nextBounds = Classes.quantileBounds(next, 5);
      double mean = Arrays.stream(now).average().orElseThrow();
      double nextMean = Arrays.stream(next).average().orElseThrow();
      double[] lag = neighbours.lag(Arrays.stream(now).map(v -> v / mean).toArray());
      for (int s = 0; s < 48; s++) {
        quintiles.add(Classes.of(now[s], bounds), Classes.of(next[s], nextBounds));
        byLag
            .get(Classes.of(lag[s], CUTS))
            .add(Classes.of(now[s] / mean, CUTS), Classes.of(next[s] / nextMean, CUTS));
      }
    }
    int checked = 0;
    for (String line :
        Files.readAllLines(folder.resolve("expected.csv")).stream().skip(1).toList()) {
      String[] c = line.split(",");
      int i = c[1].isEmpty() ? -1 : Integer.parseInt(c[1]) - 1;
      int j = c[2].isEmpty() ? -1 : Integer.parseInt(c[2]) - 1;
      double expected = Double.parseDouble(c[3]);
      assertThat(computed(c[0], i, j, quintiles, byLag))
          .as(line)
          .isEqualTo(expected, within(1.5e-6 * Math.max(1, Math.abs(expected))));
      checked++;
    }
    assertThat(checked).isEqualTo(215);
  }

  private static double computed(
      String name, int i, int j, Transitions all, List<Transitions> byLag) {
    return switch (name) {
      case "transition_count" -> all.counts()[i][j];
      case "transition_prob" -> number(all.probabilities()[i][j]);
      case "mean_first_passage_time" -> number(all.firstPassage()[i][j]);
      case "steady_state" -> requireNonNull(all.steadyState().result())[j];
      case "sojourn_time" -> number(all.sojourn()[j]);
      case "mobility_P_shorrocks" -> number(all.shorrocks());
      case "mobility_D" -> number(all.determinant());
      case "mobility_L2" -> number(all.secondEigenvalue());
      case "mobility_B1_ini_0.1_0.2_0.2_0.4_0.1" -> number(all.bartholomewLeaving(START));
      case "mobility_B2_ini_0.1_0.2_0.2_0.4_0.1" -> number(all.bartholomewDistance(START));
      default -> {
        // giddy shows 0 for a class that was never there; here that is a reason.
        int lag = name.charAt(name.length() - 1) - '1';
        yield byLag.get(lag).probabilities()[i][j].value().orElse(0);
      }
    };
  }

  static Neighbours neighbours(List<String> gal) {
    List<int[]> lists = new ArrayList<>();
    for (int line = 2; line < gal.size() && !gal.get(line).isBlank(); line += 2) {
      assertThat(gal.get(line - 1)).startsWith(lists.size() + " ");
      lists.add(
          Arrays.stream(gal.get(line).trim().split(" +")).mapToInt(Integer::parseInt).toArray());
    }
    return new Neighbours(lists);
  }

  private static double[] year(List<double[]> incomes, int year) {
    return incomes.stream().mapToDouble(row -> row[year]).toArray();
  }

  private static double number(Measured measured) {
    return requireNonNull(measured.number(), measured::toString);
  }
}
