package org.xiaokang.quality;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers in messages. */
final class SixDigits {
  private static final MathContext SIX = new MathContext(6);

  private SixDigits() {}

  /** Up to six significant digits, without an exponent. */
  static String text(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    return value == 0 ? "0" : new BigDecimal(value).round(SIX).stripTrailingZeros().toPlainString();
  }
}
