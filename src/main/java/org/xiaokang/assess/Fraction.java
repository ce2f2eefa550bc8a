package org.xiaokang.assess;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact rational number: 900 of 1,000 in percent is 90, not a double beside it, so that a figure
 * at its threshold is seen to be there.
 *
 * @param above the numerator; carries the sign
 * @param below the denominator, above 0; the two have no factor in common
 */
record Fraction(BigInteger above, BigInteger below) implements Comparable<Fraction>, Serializable {
  private static final long serialVersionUID = 1L;

  static final Fraction ZERO = of(0);
  static final Fraction ONE = of(1);

  /** Reduces the two. */
  Fraction {
    if (below.signum() == 0) {
      throw new ArithmeticException("a fraction over zero");
    }
    if (!below.equals(BigInteger.ONE)) {
      BigInteger common = above.gcd(below);
      common = below.signum() < 0 ? common.negate() : common;
      above = above.divide(common);
      below = below.divide(common);
    }
  }

  static Fraction of(long whole) {
    return new Fraction(BigInteger.valueOf(whole), BigInteger.ONE);
  }

  static Fraction of(BigInteger whole) {
    return new Fraction(whole, BigInteger.ONE);
  }

  static Fraction of(BigDecimal decimal) {
    BigInteger unscaled = decimal.unscaledValue();
    return decimal.scale() >= 0
        ? new Fraction(unscaled, BigInteger.TEN.pow(decimal.scale()))
        : of(unscaled.multiply(BigInteger.TEN.pow(-decimal.scale())));
  }

  /** The decimal number that is printed for a double: 0.1 is a tenth. */
  static Fraction of(double number) {
    return of(new BigDecimal(Double.toString(number)));
  }

  Fraction plus(Fraction other) {
    if (below.equals(other.below)) {
      return new Fraction(above.add(other.above), below);
    }
    return new Fraction(
        above.multiply(other.below).add(other.above.multiply(below)), below.multiply(other.below));
  }

  Fraction minus(Fraction other) {
    return plus(other.negated());
  }

  Fraction negated() {
    return new Fraction(above.negate(), below);
  }

  Fraction times(Fraction other) {
    return new Fraction(above.multiply(other.above), below.multiply(other.below));
  }

  /** The quotient; the other is not zero. */
  Fraction over(Fraction other) {
    return new Fraction(above.multiply(other.below), below.multiply(other.above));
  }

  Fraction abs() {
    return signum() < 0 ? negated() : this;
  }

  int signum() {
    return above.signum();
  }

  /** The largest whole number that is not larger. */
  BigInteger floor() {
    BigInteger[] parts = above.divideAndRemainder(below);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  /** The nearest double. */
  double toDouble() {
    return new BigDecimal(above)
        .divide(new BigDecimal(below), java.math.MathContext.DECIMAL64)
        .doubleValue();
  }

  /** A decimal number with so many decimals, rounded half up. */
  BigDecimal toDecimal(int decimals) {
    return new BigDecimal(above).divide(new BigDecimal(below), decimals, RoundingMode.HALF_UP);
  }

  @Override
  public int compareTo(Fraction other) {
    if (below.equals(other.below)) {
      return above.compareTo(other.above);
    }
    return above.multiply(other.below).compareTo(other.above.multiply(below));
  }

  @Override
  public String toString() {
    return below.equals(BigInteger.ONE) ? above.toString() : above + "/" + below;
  }
}
