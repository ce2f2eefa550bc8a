package org.xiaokang.compare.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xiaokang.compare.measure.Numbers.close;
import static org.xiaokang.compare.measure.Numbers.number;
import static org.xiaokang.compare.measure.Numbers.ones;
import static org.xiaokang.compare.measure.Numbers.same;

import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.xiaokang.compare.measure.Concentration.Point;

/** A published index and its curve, and what must hold for any data. */
class ConcentrationTest {
  /**
   * Under-five deaths in India 1982-92 by wealth group: O'Donnell, van Doorslaer, Wagstaff and
   * Lindelow (2008), Analyzing Health Equity Using Household Survey Data, World Bank, chapter 8:
   * births, deaths per 1,000, index -0.1694, cumulative deaths 30, 59, 79, 93 and 100 percent.
   */
  @Test
  void underFiveDeathsInIndia() {
    double[] births = {29939, 28776, 26528, 24689, 19739};
    double[] rates = {154.7, 152.9, 119.5, 86.9, 54.3};
    Concentration.Curve found = Concentration.of(rates, births, new double[] {1, 2, 3, 4, 5}, 100);
    close(found.index(), -0.1694, 5e-5);
    assertThat(found.points())
        .extracting(point -> Math.round(100 * point.share()))
        .containsExactly(0L, 30L, 59L, 79L, 93L, 100L);
    assertThat(found.points())
        .extracting(point -> Math.round(100 * point.populationShare()))
        .containsExactly(0L, 23L, 45L, 66L, 85L, 100L);
  }

  @Test
  void rankedByItselfItIsTheGini() {
    Random random = new Random(31);
    double[] x = Numbers.incomes(random, 300);
    double[] w = Numbers.populations(random, 300);
    same(number(Concentration.of(x, w, x, 10).index()), number(Inequality.gini(x, w)));
    double[] down = Numbers.times(x, -1);
    same(number(Concentration.of(x, w, down, 10).index()), -number(Inequality.gini(x, w)));
  }

  @Test
  void agreesWithItsDefinitionAndWithTheAreaUnderItsCurve() {
    Random random = new Random(32);
    for (int n = 3; n < 80; n += 11) {
      double[] amounts = Numbers.incomes(random, n);
      double[] w = Numbers.populations(random, n);
      double[] rankBy = random.ints(n, 0, n / 2 + 2).asDoubleStream().toArray();
      rankBy[0] = -1;
      Concentration.Curve found = Concentration.of(amounts, w, rankBy, n + 1);
      double expected = naive(amounts, w, rankBy);
      assertThat(number(found.index())).isCloseTo(expected, Offset.offset(1e-12));
      double area = 0;
      List<Point> points = found.points();
      for (int i = 1; i < points.size(); i++) {
        Point left = points.get(i - 1);
        Point right = points.get(i);
        area +=
            (right.populationShare() - left.populationShare()) * (left.share() + right.share()) / 2;
      }
      assertThat(1 - 2 * area).isCloseTo(expected, Offset.offset(1e-12));
      assertThat(
              Concentration.of(
                  Numbers.reversed(amounts), Numbers.reversed(w), Numbers.reversed(rankBy), n + 1))
          .isEqualTo(found);
    }
  }

  @Test
  void aThinnedCurveLiesOnTheWholeOneAndKeepsTheIndex() {
    Random random = new Random(33);
    double[] amounts = Numbers.incomes(random, 1000);
    double[] w = Numbers.populations(random, 1000);
    double[] rankBy = random.doubles(1000).toArray();
    Concentration.Curve whole = Concentration.of(amounts, w, rankBy, 2000);
    assertThat(whole.points()).hasSize(1001);
    for (int most : new int[] {2, 3, 11, 101, 999}) {
      Concentration.Curve thin = Concentration.of(amounts, w, rankBy, most);
      assertThat(thin.index()).isEqualTo(whole.index());
      assertThat(thin.points()).hasSizeLessThanOrEqualTo(most).isSubsetOf(whole.points());
      assertThat(thin.points()).doesNotHaveDuplicates();
      assertThat(thin.points()).startsWith(new Point(0, 0)).endsWith(new Point(1, 1));
    }
    assertThat(Concentration.of(amounts, w, rankBy, 11).points())
        .hasSize(11)
        .satisfies(points -> assertThat(points.get(5).populationShare()).isBetween(0.5, 0.502));
  }

  @Test
  void equalAmountsAreExactlyNeutral() {
    double[] same = {0.3, 0.3, 0.3};
    assertThat(
            number(
                Concentration.of(same, new double[] {1, 5, 9}, new double[] {3, 1, 2}, 5).index()))
        .isZero();
  }

  @Test
  void refusals() {
    refused(
        new double[] {1, 2}, new double[] {4, 4}, "regions that rank differently, all have 4.0");
    refused(new double[] {0, 0}, new double[] {1, 2}, "a mean above 0, it is 0.0");
    refused(new double[] {-1, 2}, new double[] {1, 2}, "values of 0 or more, the smallest is -1.0");
    refused(new double[] {1}, new double[] {1}, "at least 2 regions, has 1");
    refused(new double[] {1, 2}, new double[] {1, Double.NaN}, "numbers to rank by, one is NaN");
    assertThatThrownBy(() -> Concentration.of(ones(2), ones(2), ones(2), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a curve has at least 2 points, not 1");
  }

  private static void refused(double[] amounts, double[] rankBy, String needs) {
    Concentration.Curve found = Concentration.of(amounts, ones(amounts.length), rankBy, 5);
    assertThat(found.index().reason()).isEqualTo("the concentration index needs " + needs);
    assertThat(found.points()).isEmpty();
  }

  /** 2 / mu sum p a R - 1, each R by a walk over all others. */
  private static double naive(double[] amounts, double[] w, double[] rankBy) {
    double people = 0;
    double total = 0;
    double ranked = 0;
    for (int i = 0; i < w.length; i++) {
      people += w[i];
      total += w[i] * amounts[i];
      for (int j = 0; j < w.length; j++) {
        double below = rankBy[j] < rankBy[i] ? 1 : rankBy[j] == rankBy[i] ? 0.5 : 0;
        ranked += w[i] * amounts[i] * w[j] * below;
      }
    }
    return 2 * ranked / people / total - 1;
  }
}
