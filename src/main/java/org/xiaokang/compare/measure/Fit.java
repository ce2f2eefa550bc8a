package org.xiaokang.compare.measure;

import java.util.Locale;
import java.util.function.Function;

/** What came of a regression: its figures, or the reason why there are none. */
public sealed interface Fit permits Regression, Fit.NoFit {
  /** One answer for either case. */
  <T> T match(Function<Regression, T> fitted, Function<String, T> refused);

  /** The estimate of a term, or the reason why there is none. */
  default Measured estimate(String term) {
    return match(
        fit -> Measured.of(fit.term(term).estimate()), reason -> new Measured(null, reason));
  }

  /** No regression, in words as {@link String#format} makes them. */
  static Fit none(String reason, Object... values) {
    return new NoFit(String.format(Locale.ROOT, reason, values));
  }

  /**
   * No regression.
   *
   * @param reason why, in words for an analyst
   */
  record NoFit(String reason) implements Fit {
    @Override
    public <T> T match(Function<Regression, T> fitted, Function<String, T> refused) {
      return refused.apply(reason);
    }
  }
}
