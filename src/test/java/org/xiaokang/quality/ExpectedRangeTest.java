package org.xiaokang.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpectedRangeTest {
  @Test
  void excessIsInHalvesOfTheWidth() {
    ExpectedRange range = new ExpectedRange(10, 30);
    assertThat(range.excess(40)).isEqualTo(1);
    assertThat(range.excess(5)).isEqualTo(0.5);
  }

  @Test
  void excessIsAShareOfTheOnlyBound() {
    assertThat(ExpectedRange.between(null, 8.0).excess(10)).isEqualTo(0.25);
    assertThat(ExpectedRange.between(-8.0, null).excess(-10)).isEqualTo(0.25);
    assertThat(new ExpectedRange(4, 4).excess(5)).isEqualTo(0.25);
    assertThat(new ExpectedRange(0, 0).excess(-3)).isEqualTo(3);
    // the width of all doubles is none
    assertThat(new ExpectedRange(-1e308, 1e308).excess(1.5e308)).isEqualTo(0.5);
  }

  /** 3 * 0.1 is 0.30000000000000004. */
  @Test
  void theLastBinaryDigitsBreakNoBound() {
    ExpectedRange range = new ExpectedRange(-0.3, 0.3);
    assertThat(range.isBrokenBy(3 * 0.1)).isFalse();
    assertThat(range.isBrokenBy(-3 * 0.1)).isFalse();
    assertThat(range.isBrokenBy(0.3000001)).isTrue();
    assertThat(range.isBrokenBy(-0.3000001)).isTrue();
    assertThat(new ExpectedRange(0, 0).isBrokenBy(-1e-300)).isTrue();
  }

  @Test
  void withoutABoundEverythingPasses() {
    ExpectedRange all = ExpectedRange.between(null, null);
    assertThat(all.isUnbounded()).isTrue();
    assertThat(all.isBrokenBy(-1e308)).isFalse();
    assertThat(ExpectedRange.between(null, 1.0).isUnbounded()).isFalse();
    assertThat(ExpectedRange.between(1.0, null).isUnbounded()).isFalse();
  }

  @Test
  void messagesHaveUpToSixDigits() {
    assertThat(SixDigits.text(1234567)).isEqualTo("1234570");
    assertThat(SixDigits.text(12.1408336)).isEqualTo("12.1408");
    assertThat(SixDigits.text(1e-7)).isEqualTo("0.0000001");
    assertThat(SixDigits.text(-20.0)).isEqualTo("-20");
    assertThat(SixDigits.text(-0.0)).isEqualTo("0");
    assertThat(SixDigits.text(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
  }
}
