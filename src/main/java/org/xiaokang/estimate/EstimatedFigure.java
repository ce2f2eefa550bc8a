package org.xiaokang.estimate;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One figure that was estimated, or the reason why it was not.
 *
 * @param metric its metric's code
 * @param unit what the value is in, as it may be printed
 * @param area the region
 * @param scope what it covers
 * @param value null where there is none
 * @param error how sure it is; null where that is not known
 * @param sampleSize how many rows of the sample it is made of; null of tables
 * @param households how many sampled households; null of tables
 * @param weight the size of the population it is of; null where that is not told
 * @param method how it was made, and why it has no error
 * @param refusal why there is no value
 */
public record EstimatedFigure(
    String metric,
    String unit,
    String area,
    String scope,
    @Nullable Double value,
    @Nullable SamplingError error,
    @Nullable Long sampleSize,
    @Nullable Long households,
    @Nullable Double weight,
    String method,
    @Nullable Refusal refusal)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Why a figure was not estimated.
   *
   * @param code a word of the table rejected_metrics
   * @param reason in words
   */
  public record Refusal(String code, String reason) implements Serializable {
    private static final long serialVersionUID = 1L;
  }
}
