package org.xiaokang.compare.measure;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A result of several numbers, or the reason why there is none.
 *
 * @param result the result; null if there is none
 * @param reason why there is none; null if there is one
 */
public record Outcome<T>(@Nullable T result, @Nullable String reason) {
  /** One of the two. */
  public Outcome {
    if ((result == null) == (reason == null)) {
      throw new IllegalArgumentException("either a result or a reason: " + result + ", " + reason);
    }
  }

  /** A result. */
  public static <T> Outcome<T> of(T result) {
    return new Outcome<>(result, null);
  }

  /** No result, in words as {@link String#format} makes them. */
  public static <T> Outcome<T> none(String reason, Object... values) {
    return new Outcome<>(null, String.format(Locale.ROOT, reason, values));
  }

  /** The result, if there is one. */
  public Optional<T> value() {
    return Optional.ofNullable(result);
  }
}
