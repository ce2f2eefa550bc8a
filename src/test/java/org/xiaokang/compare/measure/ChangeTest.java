package org.xiaokang.compare.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xiaokang.compare.measure.Numbers.number;
import static org.xiaokang.compare.measure.Numbers.ones;
import static org.xiaokang.compare.measure.Numbers.same;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** By hand, and exact additivity on random data. */
class ChangeTest {
  private static final List<String> SOURCES = List.of("wages", "farming");

  /**
   * 200 to 250: wages 80 to 110 are 15 points, farming 100 to 115 are 7.5, 20 to 25 are left: 2.5.
   */
  @Test
  void theRemainderIsALineOfItsOwn() {
    double[] before = {80, 100};
    double[] after = {110, 115};
    Change.Growth found = Change.contributions(SOURCES, before, after, 200, 250);
    assertThat(found.growth()).isEqualTo(Measured.of(25));
    assertThat(found.contributions())
        .containsExactly(
            new Change.Contribution("wages", 80, 110, 15),
            new Change.Contribution("farming", 100, 115, 7.5),
            new Change.Contribution(Change.RESIDUAL, 20, 25, 2.5));
    assertThat(Change.residual(before, after, 200, 250)).isEqualTo(Measured.of(2.5));
  }

  /** In binary 0.1 + 0.2 is not 0.3; in print it is, and so it is here. */
  @Test
  void roundingIsNoRemainder() {
    double[] before = {0.1, 0.2};
    double[] after = {0.7, 0.1};
    assertThat(Change.contributions(SOURCES, before, after, 0.3, 0.8).contributions())
        .extracting(Change.Contribution::part)
        .containsExactly("wages", "farming");
    assertThat(Change.residual(before, after, 0.3, 0.8)).isEqualTo(Measured.of(0));
  }

  /** 7/3 and 5/3 are 4, and 14/3 and 10/3 are 8, but not in print. */
  @Test
  void roundingOfComputedPartsIsNoRemainderEither() {
    double[] before = {7.0 / 3, 5.0 / 3};
    double[] after = {14.0 / 3, 10.0 / 3};
    Change.Growth found = Change.contributions(SOURCES, before, after, 4, 8);
    assertThat(found.contributions())
        .extracting(Change.Contribution::part)
        .containsExactly("wages", "farming");
    assertThat(Change.residual(before, after, 4, 8)).isEqualTo(Measured.of(0));
  }

  /** Parts that agree with the total before and exceed it after. */
  @Test
  void aRemainderAtOneDateOnly() {
    Change.Growth found =
        Change.contributions(SOURCES, new double[] {40, 60}, new double[] {50, 70}, 100, 110);
    assertThat(found.contributions())
        .last()
        .isEqualTo(new Change.Contribution(Change.RESIDUAL, 0, -10, -10));
  }

  @Test
  void contributionsAddUp() {
    Random random = new Random(51);
    double[] before = Numbers.incomes(random, 40);
    double[] after = Numbers.incomes(random, 40);
    List<String> names = Arrays.stream(before).mapToObj(Double::toString).toList();
    double total = 1.1 * Arrays.stream(before).sum();
    Change.Growth found = Change.contributions(names, before, after, total, 2 * total);
    assertThat(found.contributions()).hasSize(41);
    same(
        found.contributions().stream().mapToDouble(Change.Contribution::points).sum(),
        number(found.growth()));
  }

  @Test
  void growthNeedsSomethingToGrowFrom() {
    double[] parts = {0, 0};
    Change.Growth found = Change.contributions(SOURCES, parts, parts, 0, 5);
    assertThat(found.growth().reason()).isEqualTo("growth needs a total above 0 before, it is 0.0");
    assertThat(found.contributions()).isEmpty();
    assertThat(Change.residual(parts, parts, -2, 5).reason())
        .isEqualTo("growth needs a total above 0 before, it is -2.0");
    assertThat(Change.residual(parts, parts, 2, Double.POSITIVE_INFINITY).reason())
        .isEqualTo("growth needs numbers, one amount is Infinity");
    assertThatThrownBy(() -> Change.contributions(SOURCES, new double[3], parts, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("one entry per region: 2 parts, 3 amounts before");
  }

  /** Shares 3/4, 1/4 to 1/2, 1/2; values 8, 20 to 12, 20; mean 11 to 16. */
  @Test
  void shiftShareByHand() {
    Change.Shift[] found =
        Change.shiftShare(
            new double[] {8, 20},
            new double[] {12, 20},
            new double[] {30, 10},
            new double[] {7, 7});
    assertThat(found).containsExactly(new Change.Shift(3, 0.75, -1), new Change.Shift(0, 2.25, 0));
  }

  @Test
  void shiftShareAddsUpToTheChangeOfTheMean() {
    Random random = new Random(52);
    double[] before = Numbers.incomes(random, 300);
    double[] after = Numbers.incomes(random, 300);
    double[] w0 = Numbers.populations(random, 300);
    double[] w1 = Numbers.populations(random, 300);
    w0[3] = 0;
    double sum =
        Arrays.stream(Change.shiftShare(before, after, w0, w1))
            .mapToDouble(part -> part.within() + part.shift() + part.interaction())
            .sum();
    double expected = mean(after, w1) - mean(before, w0);
    assertThat(sum).isCloseTo(expected, Offset.offset(1e-12 * mean(before, w0)));
    assertThat(Change.shiftShare(before, after, new double[300], w1)).isEmpty();
  }

  /**
   * 60, 80, 120, 140 (mean 100, half below 100) to 90, 110, 130, 150 (mean 120, a quarter). Growth
   * alone: 72, 96, 144, 168, still half. Redistribution alone: 75, 91.7, 108.3, 125, still half.
   */
  @Test
  void growthAndRedistributionByHand() {
    double[] before = {60, 80, 120, 140};
    double[] after = {90, 110, 130, 150};
    assertThat(Change.dattRavallion(before, ones(4), after, ones(4), 100))
        .isEqualTo(new Change.Poverty(-0.25, 0, 0, -0.25));
    assertThat(Change.shapley(before, ones(4), after, ones(4), 100))
        .isEqualTo(new Change.Poverty(-0.25, -0.125, -0.125, 0));
  }

  @Test
  void pureGrowthAndPureRedistribution() {
    double[] poor = {50, 100, 150};
    double[] w = {2, 1, 1};
    Change.Poverty growth = Change.dattRavallion(poor, w, new double[] {100, 200, 300}, w, 100);
    assertThat(growth).isEqualTo(new Change.Poverty(-0.5, -0.5, 0, 0));
    Change.Poverty redistribution = Change.shapley(poor, w, new double[] {90, 90, 80}, w, 100);
    assertThat(redistribution).isEqualTo(new Change.Poverty(0.5, 0, 0.5, 0));
  }

  /** 110 / 1.1 and 100 x 1.15 are below 100 and 115 as doubles. */
  @Test
  void whoIsMovedOntoTheLineIsNotBelowIt() {
    double[] before = {100, 200};
    assertThat(Change.dattRavallion(before, ones(2), new double[] {110, 220}, ones(2), 100))
        .isEqualTo(new Change.Poverty(0, 0, 0, 0));
    assertThat(Change.dattRavallion(before, ones(2), new double[] {115, 230}, ones(2), 115))
        .isEqualTo(new Change.Poverty(-0.5, -0.5, 0, 0));
  }

  @Test
  void theOrderFreePartsAddUpAndSwapSignWithTheDates() {
    Random random = new Random(53);
    double[] before = Numbers.incomes(random, 200);
    double[] after = Numbers.times(Numbers.incomes(random, 150), 1.4);
    double[] w0 = Numbers.populations(random, 200);
    double[] w1 = Numbers.populations(random, 150);
    Change.Poverty there = Change.shapley(before, w0, after, w1, 900);
    Change.Poverty back = Change.shapley(after, w1, before, w0, 900);
    same(there.growth() + there.redistribution(), there.change());
    same(there.growth(), -back.growth());
    same(there.redistribution(), -back.redistribution());
    assertThat(Math.abs(there.growth())).isGreaterThan(0.001);
    Change.Poverty fromBefore = Change.dattRavallion(before, w0, after, w1, 900);
    same(
        fromBefore.growth() + fromBefore.redistribution() + fromBefore.residual(),
        fromBefore.change());
    Change.Poverty fromAfter = Change.dattRavallion(after, w1, before, w0, 900);
    same(there.growth(), (fromBefore.growth() - fromAfter.growth()) / 2);
  }

  @Test
  void povertyNeedsAMean() {
    double[] nothing = {0, 0};
    double[] some = {1, 2};
    assertThat(Change.whyNoPoverty(some, ones(2), some, ones(2), 1)).isEmpty();
    assertThat(Change.whyNoPoverty(some, ones(2), nothing, ones(2), 1))
        .contains("growth against redistribution (second date) needs a mean above 0, it is 0.0");
    assertThatThrownBy(() -> Change.shapley(nothing, ones(2), some, ones(2), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("growth against redistribution (first date) needs a mean above 0, it is 0.0");
  }

  private static double mean(double[] x, double[] w) {
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * w[i];
      weight += w[i];
    }
    return sum / weight;
  }
}
