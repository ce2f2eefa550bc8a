package org.xiaokang.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked // a figure that is not there fails the test
class GroupedTablesTest {
  private static LorenzPoints.Checked cumulative(double... pairs) {
    double[] p = new double[pairs.length / 2];
    double[] l = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      p[i] = pairs[2 * i];
      l[i] = pairs[2 * i + 1];
    }
    return LorenzPoints.ofCumulative(p, l);
  }

  /** L = p^2 (uniform incomes 0 to 2 means): Gini 1/3, headcount z / 2, gap z / 4. */
  private static LorenzPoints uniform() {
    double[] p = new double[20];
    double[] l = new double[20];
    for (int i = 0; i < 20; i++) {
      p[i] = (i + 1) / 20.0;
      l[i] = p[i] * p[i];
    }
    return LorenzPoints.ofCumulative(p, l).points();
  }

  @Test
  void aTableOfUniformIncomesGivesTheirPoverty() {
    // the points of L = p^2 lie on no quadratic curve with these three terms exactly; errors are
    // small
    CurveChoice choice = CurveChoice.of(uniform()).value().orElseThrow();
    CurveChoice.ChosenPoverty chosen = choice.poverty(100, 80).value().orElseThrow();
    assertThat(chosen.poverty().headcount()).isCloseTo(0.4, within(0.02));
    assertThat(chosen.poverty().gap()).isCloseTo(0.2, within(0.02));
    assertThat(chosen.poverty().squaredGap()).isCloseTo(0.4 / 3, within(0.02));
    assertThat(choice.forDistribution().value().orElseThrow().gini())
        .isCloseTo(1 / 3.0, within(0.01));
  }

  @ParameterizedTest
  @ValueSource(doubles = {20, 57, 80, 100, 150})
  void gapsAreTheIntegralsOfTheCurve(double line) {
    for (LorenzCurve curve :
        new LorenzCurve[] {
          LorenzCurve.quadratic(pareto()).value().orElseThrow(),
          LorenzCurve.beta(pareto()).value().orElseThrow()
        }) {
      GroupedPoverty poverty = GroupedPoverty.of(curve, 100, line);
      double h = poverty.headcount();
      assertThat(curve.slope(h)).isCloseTo(line / 100, within(1e-7));
      double gap = 0;
      double squared = 0;
      int steps = 400_000;
      for (int i = 0; i < steps; i++) {
        double t = (i + 0.5) / steps;
        double p = h * t * t * t; // close to 0 the beta curve is steep
        double own = 1 - 100 / line * curve.slope(p);
        gap += own * 3 * h * t * t / steps;
        squared += own * own * 3 * h * t * t / steps;
      }
      assertThat(poverty.gap()).as(curve.name()).isCloseTo(gap, within(1e-6));
      assertThat(poverty.squaredGap()).as(curve.name()).isCloseTo(squared, within(1e-5));
      assertThat(poverty.elasticities().headcountByMean())
          .isCloseTo(
              elasticity(curve, line, 0), within(1e-3 * Math.abs(elasticity(curve, line, 0))));
      assertThat(poverty.elasticities().gapByMean())
          .isCloseTo(
              elasticity(curve, line, 1), within(1e-3 * Math.abs(elasticity(curve, line, 1))));
      assertThat(poverty.elasticities().squaredGapByMean())
          .isCloseTo(
              elasticity(curve, line, 2), within(1e-3 * Math.abs(elasticity(curve, line, 2))));
    }
  }

  private static double elasticity(LorenzCurve curve, double line, int alpha) {
    double step = 1e-3;
    double more = figure(GroupedPoverty.of(curve, 100 + step, line), alpha);
    double less = figure(GroupedPoverty.of(curve, 100 - step, line), alpha);
    return (more - less) / (2 * step) * 100 / figure(GroupedPoverty.of(curve, 100, line), alpha);
  }

  private static double figure(GroupedPoverty poverty, int alpha) {
    return alpha == 0 ? poverty.headcount() : alpha == 1 ? poverty.gap() : poverty.squaredGap();
  }

  /** Ten groups of lognormal incomes, published to 4 digits. */
  private static LorenzPoints pareto() {
    double[] p = new double[10];
    double[] l = new double[10];
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    for (int i = 0; i < 10; i++) {
      p[i] = (i + 1) / 10.0;
      l[i] =
          i == 9
              ? 1
              : Math.rint(
                      1e4
                          * normal.cumulativeProbability(
                              normal.inverseCumulativeProbability(p[i]) - 0.6))
                  / 1e4;
    }
    return LorenzPoints.ofCumulative(p, l).points();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theGiniIsTwiceTheAreaAboveTheCurve(long seed) {
    Random random = new Random(seed);
    double spread = 0.3 + random.nextDouble();
    double[] p = new double[12];
    double[] l = new double[12];
    for (int i = 0; i < 12; i++) {
      p[i] = (i + 1) / 12.0;
      l[i] = Math.pow(p[i], 1 + spread) * 0.6 + 0.4 * (1 - Math.pow(1 - p[i], 0.7));
    }
    LorenzPoints points = LorenzPoints.ofCumulative(p, l).points();
    for (LorenzCurve curve :
        new LorenzCurve[] {
          LorenzCurve.quadratic(points).value().orElseThrow(),
          LorenzCurve.beta(points).value().orElseThrow()
        }) {
      double area = 0;
      for (int i = 0; i < 200_000; i++) {
        area += curve.at((i + 0.5) / 200_000) / 200_000;
      }
      assertThat(curve.gini()).as(curve.name()).isCloseTo(1 - 2 * area, within(1e-6));
    }
  }

  @Test
  void aTableThatIsNoneIsRefusedByName() {
    assertThat(cumulative(0.2, 0.1, 0.5, 0.3, 0.8, 0.6, 1, 1).fault())
        .isEqualTo(new LorenzPoints.Fault("too_few_points", "4 points, a curve needs 5 at least"));
    assertThat(cumulative(0.2, 0.1, 0.4, 0.2, 0.6, 0.35, 0.8, 0.55, 0.9, 0.8).fault().code())
        .isEqualTo("shares_do_not_add_up");
    assertThat(cumulative(0.2, 0.1, 0.4, 0.15, 0.6, 0.35, 0.8, 0.55, 1, 1).fault().code())
        .isEqualTo("not_convex");
    assertThat(cumulative(0.2, 0.1, 0.2, 0.2, 0.6, 0.35, 0.8, 0.55, 1, 1).fault().code())
        .isEqualTo("shares_not_rising");
    assertThat(
            LorenzPoints.ofGroups(
                    new double[] {0.2, 0.2, 0.2, 0.2, 0.3}, new double[] {0.1, 0.1, 0.2, 0.2, 0.4})
                .fault()
                .code())
        .isEqualTo("shares_do_not_add_up");
  }

  @Test
  void pointsMayComeInAnyOrderAndWithTheOrigin() {
    LorenzPoints some = cumulative(1, 1, 0.4, 0.2, 0.2, 0.08, 0, 0, 0.8, 0.55, 0.6, 0.36).points();
    assertThat(some.population()).containsExactly(0.2, 0.4, 0.6, 0.8, 1);
    assertThat(some.welfare()).containsExactly(0.08, 0.2, 0.36, 0.55, 1);
  }

  @Test
  void aLineBeyondTheRichestIsRefused() {
    CurveChoice choice = CurveChoice.of(pareto()).value().orElseThrow();
    assertThat(choice.poverty(100, -1).reason()).contains("above 0");
    assertThat(choice.poverty(100, 1e9).reason())
        .startsWith("neither curve gives possible figures at the line of 1.0E9");
  }
}
