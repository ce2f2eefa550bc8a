package org.xiaokang.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them: a thousands separator, and no more digits than tell something. */
public final class Digits {
  private static final int SIGNIFICANT = 3;
  private static final double SMALL = 1e-6;

  private Digits() {}

  /**
   * A number at three significant digits or more: 12,823; 114.9; 7.94; 0.127. From 1,000 on no
   * digits follow the point, from 10 on one; trailing zeros are left out. Below one millionth they
   * are written as 1.39e-24.
   */
  public static String text(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : "–";
    }
    double size = Math.abs(value);
    if (size < SMALL) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    BigDecimal exact = BigDecimal.valueOf(value);
    BigDecimal rounded =
        size >= 1000
            ? exact.setScale(0, RoundingMode.HALF_UP)
            : size >= 10
                ? exact.setScale(1, RoundingMode.HALF_UP)
                : size >= 1
                    ? exact.setScale(2, RoundingMode.HALF_UP)
                    : exact.round(new MathContext(SIGNIFICANT, RoundingMode.HALF_UP));
    BigDecimal shown = rounded.stripTrailingZeros();
    return String.format(Locale.ROOT, "%,." + Math.max(0, shown.scale()) + "f", shown);
  }
}
