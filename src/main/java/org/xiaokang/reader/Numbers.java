package org.xiaokang.reader;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for people to read. */
public final class Numbers {
  private Numbers() {}

  /**
   * Up to ten significant digits, never in scientific notation, no trailing zeros; NaN and Infinity
   * as Java has them.
   */
  public static String plain(double value) {
    if (value == 0) {
      return "0";
    }
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    return new BigDecimal(value).round(new MathContext(10)).stripTrailingZeros().toPlainString();
  }
}
