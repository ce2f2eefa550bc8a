package org.xiaokang.ingest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What a column of type DECIMAL(38,18) holds: 20 digits before the point, 18 behind it. */
public final class StoredDecimal {
  /** Digits behind the point. */
  public static final int DECIMALS = 18;

  private static final int DIGITS = 20;

  private StoredDecimal() {}

  /**
   * A number as the column holds it, decimals beyond the 18th rounded half up; null where it is too
   * large.
   */
  static @Nullable BigDecimal of(BigDecimal number) {
    BigDecimal stored =
        number.scale() > DECIMALS ? number.setScale(DECIMALS, RoundingMode.HALF_UP) : number;
    return stored.precision() - stored.scale() > DIGITS && stored.signum() != 0 ? null : stored;
  }

  /** The same; null also where nothing would be left of it, for what is small is not zero. */
  static @Nullable BigDecimal exactly(BigDecimal number) {
    BigDecimal stored = of(number);
    return stored != null && stored.signum() == 0 && number.signum() != 0 ? null : stored;
  }
}
