package org.xiaokang.compare.measure;

import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A number, or the reason why there is none: a measure that means nothing says so, and is never
 * NaN.
 *
 * @param number the number, always finite; null if there is none
 * @param reason why there is none; null if there is one
 */
public record Measured(@Nullable Double number, @Nullable String reason) {
  /** One of the two, and a finite number. */
  public Measured {
    if ((number == null) == (reason == null)) {
      throw new IllegalArgumentException("either a number or a reason: " + number + ", " + reason);
    }
    if (number != null && !Double.isFinite(number)) {
      throw new IllegalArgumentException(number + " is no number to show; say why there is none");
    }
  }

  /** A finite number. */
  public static Measured of(double number) {
    return new Measured(number, null);
  }

  /** No number, in words as {@link String#format} makes them. */
  public static Measured none(String reason, Object... values) {
    return new Measured(null, String.format(Locale.ROOT, reason, values));
  }

  /** The number, if there is one. */
  public OptionalDouble value() {
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
