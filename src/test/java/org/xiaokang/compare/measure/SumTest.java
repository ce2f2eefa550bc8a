package org.xiaokang.compare.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a plain sum loses. */
class SumTest {
  @Test
  void keepsWhatRoundingDropsWhicheverTermIsLarger() {
    assertThat(sum(1, 1e100, 1, -1e100)).isEqualTo(2);
    assertThat(sum(1e16, 1, -1e16)).isEqualTo(1);
  }

  @Test
  void saysWhenItIsTooLarge() {
    assertThat(sum(Double.MAX_VALUE, Double.MAX_VALUE)).isInfinite();
  }

  private static double sum(double... terms) {
    Sum sum = new Sum();
    for (double term : terms) {
      sum.add(term);
    }
    return sum.value();
  }
}
