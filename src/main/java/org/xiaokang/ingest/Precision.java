package org.xiaokang.ingest;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How a figure was estimated, and how sure it is. Amounts are in the unit of the figure.
 *
 * @param standardError null where it is not known
 * @param low the lower end of the confidence interval; null where it is not known
 * @param high its upper end; null where it is not known
 * @param sampleSize rows of the sample; null where there is no sample
 * @param effectiveSampleSize rows of a simple random sample that were as sure; null where that is
 *     not known
 * @param method how it was made, and why it has no error
 */
public record Precision(
    @Nullable Double standardError,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Long sampleSize,
    @Nullable Double effectiveSampleSize,
    String method)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The same of the figure times a factor above 0. */
  Precision times(double factor) {
    return new Precision(
        times(standardError, factor),
        times(low, factor),
        times(high, factor),
        sampleSize,
        effectiveSampleSize,
        method);
  }

  private static @Nullable Double times(@Nullable Double amount, double factor) {
    return amount == null ? null : (Double) (amount * factor);
  }
}
