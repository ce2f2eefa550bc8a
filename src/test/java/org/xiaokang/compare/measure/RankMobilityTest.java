package org.xiaokang.compare.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xiaokang.compare.measure.Numbers.close;
import static org.xiaokang.compare.measure.Numbers.number;
import static org.xiaokang.compare.measure.Numbers.reversed;
import static org.xiaokang.compare.measure.Numbers.same;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankMobilityTest {
  /** The figure of giddy/tests/test_rank.py, Theta and Tau. */
  @Test
  void tauOfGiddysTest() {
    double[] before = {12, 2, 1, 12, 2};
    double[] after = {1, 4, 7, 1, 0};
    close(RankMobility.kendallTau(before, after), -0.47140452079103173, 1e-15);
  }

  /** The other figure there, the same both ways round. */
  @Test
  void tauOfTwoGroups() {
    double[] group = {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1};
    double[] after = {1, 4, 7, 1, 1, 3, 1, 6, 7, 7, 3, 6, 2, 7, 2, 8};
    close(RankMobility.kendallTau(group, after), 0.15494494670022804, 1e-15);
    close(RankMobility.kendallTau(after, group), 0.15494494670022804, 1e-15);
  }

  /**
   * By hand: ranks 1, 2.5, 2.5, 4 and 2, 1, 3.5, 3.5; distances from the mean rank -1.5, 0, 0, 1.5
   * and -.5, -1.5, 1, 1: products sum to .75 + 1.5 = 2.25, squares to 4.5 and 4.5.
   */
  @Test
  void rhoWithTies() {
    same(
        number(RankMobility.spearman(new double[] {5, 7, 7, 9}, new double[] {20, 10, 30, 30})),
        0.5);
  }

  @Test
  void pairsCountedOneByOne() {
    Random random = new Random(41);
    for (int round = 0; round < 50; round++) {
      int n = 3 + random.nextInt(40);
      double[] x = random.doubles(n, 0, 8).map(Math::floor).toArray();
      double[] y = random.doubles(n, 0, 20).map(Math::floor).toArray();
      x[0] = -1;
      y[0] = -1;
      close(RankMobility.kendallTau(x, y), tauByPairs(x, y), 1e-12);
      close(RankMobility.spearman(x, y), rhoByPairs(x, y), 1e-12);
      assertThat(RankMobility.kendallTau(reversed(x), reversed(y)))
          .isEqualTo(RankMobility.kendallTau(x, y));
      assertThat(RankMobility.spearman(reversed(x), reversed(y)))
          .isEqualTo(RankMobility.spearman(x, y));
    }
  }

  @Test
  void theSameOrderIsOneAndTheReversedOneMinusOne() {
    double[] x = new Random(42).doubles(100_000).toArray();
    double[] same = Arrays.stream(x).map(Math::exp).toArray();
    double[] turned = Arrays.stream(x).map(v -> -v).toArray();
    same(number(RankMobility.kendallTau(x, same)), 1);
    same(number(RankMobility.kendallTau(x, turned)), -1);
    same(number(RankMobility.spearman(x, same)), 1);
    same(number(RankMobility.spearman(x, turned)), -1);
  }

  @Test
  void minusZeroIsZero() {
    assertThat(RankMobility.kendallTau(new double[] {-0.0, 0, 1}, new double[] {1, 2, 3}))
        .isEqualTo(RankMobility.kendallTau(new double[] {0, 0, 1}, new double[] {1, 2, 3}));
  }

  @Test
  void refusals() {
    double[] one = {1};
    double[] equal = {3, 3};
    double[] two = {1, 2};
    assertThat(RankMobility.kendallTau(one, one).reason())
        .isEqualTo("Kendall's tau needs at least 2 regions, has 1");
    assertThat(RankMobility.spearman(two, equal).reason())
        .isEqualTo("Spearman's rho needs regions that differ, all 2 have 3.0 after");
    assertThat(RankMobility.kendallTau(equal, two).reason()).endsWith("all 2 have 3.0 before");
    assertThatThrownBy(() -> RankMobility.spearman(one, two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 values before, 2 after");
  }

  private static double tauByPairs(double[] x, double[] y) {
    double agree = 0;
    double differX = 0;
    double differY = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        agree += Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]);
        differX += x[i] != x[j] ? 1 : 0;
        differY += y[i] != y[j] ? 1 : 0;
      }
    }
    return agree / Math.sqrt(differX * differY);
  }

  /** Ranks by counting who is below, then the correlation. */
  private static double rhoByPairs(double[] x, double[] y) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      double rx = 0;
      double ry = 0;
      for (int j = 0; j < x.length; j++) {
        rx += Math.signum(x[i] - x[j]) / 2;
        ry += Math.signum(y[i] - y[j]) / 2;
      }
      xy += rx * ry;
      xx += rx * rx;
      yy += ry * ry;
    }
    return xy / Math.sqrt(xx * yy);
  }
}
