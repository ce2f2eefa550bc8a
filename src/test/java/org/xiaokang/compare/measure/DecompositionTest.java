package org.xiaokang.compare.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xiaokang.compare.measure.Numbers.close;
import static org.xiaokang.compare.measure.Numbers.number;
import static org.xiaokang.compare.measure.Numbers.ones;
import static org.xiaokang.compare.measure.Numbers.same;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The parts are those of published results and of the definitions, and they add up. */
class DecompositionTest {
  /** Income per head of 32 Mexican states: mexico.csv of PySAL, columns pcgdp1940, pcgdp2000. */
  private static final double[] MEXICO_1940 = {
    10384, 22361, 9573, 3758, 2934, 8578, 8537, 6909, 17816, 12132, 4359, 2181, 4414, 5309, 3408,
    3327, 6936, 4836, 9073, 1892, 3569, 11016, 21965, 4372, 4840, 6399, 2459, 7508, 3605, 5203,
    7990, 3734
  };

  private static final double[] MEXICO_2000 = {
    27782, 29855, 26103, 36163, 8684, 30735, 28460, 21358, 54349, 17379, 15585, 11820, 12348,
    21610, 16322, 11838, 18170, 11478, 38672, 9010, 15685, 26149, 33442, 15866, 15242, 24068,
    13360, 23546, 11701, 12191, 17509, 11130
  };

  /** Column hanson98 of the same file. */
  private static final int[] HANSON = {
    2, 1, 2, 5, 5, 1, 1, 3, 4, 2, 3, 5, 3, 3, 4, 3, 3, 2, 1, 5, 3, 3, 5, 2, 2, 1, 5, 1, 3, 3, 5, 2
  };

  /**
   * theil_y.T, theil_d.bg and theil_d.wg in the documentation of PySAL's inequality.theil.TheilD;
   * first and last of seven years.
   */
  @Test
  void theilOfMexicanStatesBetweenAndWithinRegions() {
    Decomposition.Entropy first = Decomposition.entropy(MEXICO_1940, ones(32), HANSON, 1);
    close(first.total(), 0.20894344, 5e-9);
    close(first.between(), 0.0345889, 5e-9);
    close(first.within(), 0.17435454, 5e-9);
    Decomposition.Entropy last = Decomposition.entropy(MEXICO_2000, ones(32), HANSON, 1);
    close(last.total(), 0.10660832, 5e-9);
    close(last.between(), 0.03635872, 5e-9);
    close(last.within(), 0.0702496, 5e-9);
    assertThat(last.groups()).extracting(Decomposition.Group::group).containsExactly(1, 2, 3, 4, 5);
  }

  /** pysal/inequality, tests/test_theil.py: three zeros against three tens. */
  @Test
  void allInequalityBetweenGroups() {
    double[] x = {0, 0, 0, 10, 10, 10};
    Decomposition.Entropy found =
        Decomposition.entropy(x, ones(6), new int[] {0, 0, 0, 1, 1, 1}, 1);
    same(number(found.total()), 0.6931471805599453);
    same(number(found.between()), 0.6931471805599453);
    assertThat(number(found.within())).isZero();
    assertThat(found.groups().get(0).within().reason())
        .isEqualTo("the Theil T needs a mean above 0, it is 0.0");
  }

  @Test
  void entropyAddsUpForAnyAlphaAndPartsAreTheGroups() {
    Random random = new Random(21);
    for (int n : new int[] {2, 5, 40, 500}) {
      double[] x = Numbers.incomes(random, n);
      double[] w = Numbers.populations(random, n);
      int[] groups = random.ints(n, -3, 4).toArray();
      for (double alpha : new double[] {-1, 0, 0.4, 1, 2, 3}) {
        Decomposition.Entropy found = Decomposition.entropy(x, w, groups, alpha);
        same(number(found.between()) + number(found.within()), number(found.total()));
        assertThat(found.total()).isEqualTo(Inequality.generalisedEntropy(x, w, alpha));
        same(found.groups().stream().mapToDouble(Decomposition.Group::share).sum(), 1);
        same(found.groups().stream().mapToDouble(Decomposition.Group::shareOfTotal).sum(), 1);
        same(
            found.groups().stream().mapToDouble(group -> group.contribution(alpha)).sum(),
            number(found.within()));
        for (Decomposition.Group group : found.groups()) {
          int[] members = IntStream.range(0, n).filter(i -> groups[i] == group.group()).toArray();
          double[] values = IntStream.of(members).mapToDouble(i -> x[i]).toArray();
          double[] weights = IntStream.of(members).mapToDouble(i -> w[i]).toArray();
          assertThat(group.within())
              .isEqualTo(Inequality.generalisedEntropy(values, weights, alpha));
        }
      }
    }
  }

  /**
   * {1, 4} and {2, 3, 6}, by hand: mu 3.2, the sum of |x_i - x_j| over unordered pairs 24, so G =
   * 48 / 25 / 6.4 = 0.3. Within: 2 (3 + 8) / 25 / 6.4 = 0.1375. Between pairs d - p = 3 * 2 * (11/3
   * - 5/2) = 7 of 13: net 2 * 7 / 25 / 6.4 = 0.0875, overlap 0.075.
   */
  @Test
  void dagumByHand() {
    Decomposition.Dagum found =
        Decomposition.gini(new double[] {1, 4, 2, 3, 6}, ones(5), new int[] {7, 7, 9, 9, 9});
    same(number(found.total()), 0.3);
    same(number(found.within()), 0.1375);
    same(number(found.between()), 0.0875);
    same(number(found.overlap()), 0.075);
  }

  @Test
  void dagumAgreesWithItsDefinitionOverAllPairsOfGroups() {
    Random random = new Random(22);
    for (int n : new int[] {6, 30, 120}) {
      double[] x = Numbers.incomes(random, n);
      double[] w = Numbers.populations(random, n);
      int[] groups = random.ints(n, 0, 5).toArray();
      Decomposition.Dagum found = Decomposition.gini(x, w, groups);
      double[] expected = naiveDagum(x, w, groups, 5);
      double[] actual = {number(found.within()), number(found.between()), number(found.overlap())};
      assertThat(actual).containsExactly(expected, Offset.offset(1e-12));
      same(actual[0] + actual[1] + actual[2], number(found.total()));
      assertThat(actual[2]).isPositive();
    }
  }

  @Test
  void groupsThatDoNotOverlapHaveExactlyNoOverlap() {
    Random random = new Random(24);
    double[] w = {};
    double[] x = {};
    for (int n = 4; n < 60; n++) {
      w = Numbers.populations(random, n);
      x = Arrays.stream(Numbers.incomes(random, n)).sorted().toArray();
      double[] sorted = x;
      int[] groups =
          IntStream.range(0, n).map(i -> sorted[i] < sorted[sorted.length / 2] ? 1 : 2).toArray();
      assertThat(number(Decomposition.gini(x, w, groups).overlap())).isZero();
    }
    Decomposition.Dagum alone = Decomposition.gini(x, w, new int[x.length]);
    assertThat(number(alone.between())).isZero();
    assertThat(number(alone.within())).isEqualTo(number(alone.total()));
  }

  @Test
  void aHundredThousandRegionsInThreeThousandGroups() {
    Random random = new Random(23);
    double[] x = Numbers.incomes(random, 100_000);
    double[] w = Numbers.populations(random, 100_000);
    int[] groups = random.ints(100_000, 0, 3_000).toArray();
    long start = System.nanoTime();
    Decomposition.Dagum dagum = Decomposition.gini(x, w, groups);
    Decomposition.Entropy entropy = Decomposition.entropy(x, w, groups, 1);
    assertThat((System.nanoTime() - start) / 1e9).isLessThan(20);
    same(
        number(dagum.within()) + number(dagum.between()) + number(dagum.overlap()),
        number(dagum.total()));
    same(number(entropy.between()) + number(entropy.within()), number(entropy.total()));
    assertThat(entropy.groups()).hasSize(3_000);
  }

  @Test
  void refusesAsTheWholeDoes() {
    Decomposition.Entropy found =
        Decomposition.entropy(new double[] {0, 1}, ones(2), new int[] {1, 2}, 0);
    Measured refused = Measured.none("the Theil L needs values above 0, the smallest is 0.0");
    assertThat(found.total()).isEqualTo(refused);
    assertThat(found.between()).isEqualTo(refused);
    assertThat(found.groups()).isEmpty();
    assertThat(Decomposition.gini(new double[] {1}, ones(1), new int[1]).overlap().reason())
        .isEqualTo("the Gini needs at least 2 regions, has 1");
  }

  /** Dagum (1997): G_jh, D_jh, and the shares p_j and s_j, as they are defined. */
  private static double[] naiveDagum(double[] x, double[] w, int[] groups, int k) {
    double[] weight = new double[k];
    double[] income = new double[k];
    double[][] above = new double[k][k];
    double people = 0;
    double total = 0;
    for (int i = 0; i < x.length; i++) {
      weight[groups[i]] += w[i];
      income[groups[i]] += w[i] * x[i];
      people += w[i];
      total += w[i] * x[i];
      for (int j = 0; j < x.length; j++) {
        above[groups[i]][groups[j]] += w[i] * w[j] * Math.max(0, x[i] - x[j]);
      }
    }
    double[] parts = new double[3];
    for (int j = 0; j < k; j++) {
      for (int h = 0; h < k; h++) {
        double pairs = weight[j] * weight[h];
        if (pairs == 0) {
          continue;
        }
        double means = income[j] / weight[j] + income[h] / weight[h];
        double gini = (above[j][h] + above[h][j]) / pairs / means;
        double part = gini * (weight[j] / people) * (income[h] / total);
        double distance = Math.abs(above[j][h] - above[h][j]) / (above[j][h] + above[h][j]);
        if (j == h) {
          parts[0] += part;
        } else {
          parts[1] += part * distance;
          parts[2] += part * (1 - distance);
        }
      }
    }
    return parts;
  }
}
