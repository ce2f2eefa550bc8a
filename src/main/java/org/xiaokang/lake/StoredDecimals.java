package org.xiaokang.lake;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/** How a file holds a DECIMAL(38,18): the value times 10^18 in 16 bytes, the highest first. */
final class StoredDecimals {
  /** Digits in all. */
  static final int PRECISION = 38;

  /** Digits behind the point. */
  static final int SCALE = 18;

  /** Bytes in the file. */
  static final int BYTES = 16;

  private static final BigInteger LIMIT = BigInteger.TEN.pow(PRECISION);
  private static final int DIGITS_OF_A_LONG = 18;
  private static final long[] POWERS = powersOfTen();

  private StoredDecimals() {}

  private static long[] powersOfTen() {
    long[] powers = new long[SCALE + 1];
    powers[0] = 1;
    for (int i = 1; i <= SCALE; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }

  /**
   * The bytes of a value.
   *
   * @throws IllegalArgumentException if the column cannot hold it as it is
   */
  static byte[] bytes(BigDecimal value) {
    int scale = value.scale();
    if (scale >= 0 && scale <= SCALE && value.precision() <= DIGITS_OF_A_LONG) {
      return bytes(value.unscaledValue().longValue(), POWERS[SCALE - scale]);
    }
    BigInteger unscaled;
    try {
      unscaled = value.setScale(SCALE).unscaledValue();
    } catch (ArithmeticException tooFine) {
      throw unfit(value);
    }
    if (unscaled.abs().compareTo(LIMIT) >= 0) {
      throw unfit(value);
    }
    byte[] digits = unscaled.toByteArray();
    byte[] bytes = new byte[BYTES];
    Arrays.fill(bytes, (byte) (unscaled.signum() < 0 ? -1 : 0));
    System.arraycopy(digits, 0, bytes, BYTES - digits.length, digits.length);
    return bytes;
  }

  /** The product of two numbers that fit into 128 bits. */
  private static byte[] bytes(long one, long other) {
    long high = Math.multiplyHigh(one, other);
    long low = one * other;
    byte[] bytes = new byte[BYTES];
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[i] = (byte) (high >>> (Long.SIZE - Byte.SIZE * (i + 1)));
      bytes[Long.BYTES + i] = (byte) (low >>> (Long.SIZE - Byte.SIZE * (i + 1)));
    }
    return bytes;
  }

  private static IllegalArgumentException unfit(BigDecimal value) {
    return new IllegalArgumentException(
        "is %s; expected at most %d digits before the point and %d behind it"
            .formatted(value, PRECISION - SCALE, SCALE));
  }
}
