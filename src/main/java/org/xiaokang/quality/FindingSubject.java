package org.xiaokang.quality;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.xiaokang.indicator.IndicatorValue.Origin;

/**
 * What a finding is about; null wherever it is about more than one.
 *
 * @param refArea the region's code as of the period
 * @param indicator the indicator's id
 * @param metric the metric that was counted
 * @param source the source whose rows were counted
 * @param scope the breakdown of the value
 * @param periodKind the kind of period of the value
 * @param timePeriod the period of the value; the newest day, of freshness
 * @param origin whose figures made the value
 */
public record FindingSubject(
    @Nullable String refArea,
    @Nullable String indicator,
    @Nullable String metric,
    @Nullable String source,
    @Nullable String scope,
    @Nullable String periodKind,
    @Nullable String timePeriod,
    @Nullable Origin origin)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** All that was judged. */
  static final FindingSubject WHOLE =
      new FindingSubject(null, null, null, null, null, null, null, null);

  static FindingSubject ofMetric(String metric) {
    return new FindingSubject(null, null, metric, null, null, null, null, null);
  }

  static FindingSubject ofSource(String source) {
    return new FindingSubject(null, null, null, source, null, null, null, null);
  }

  static FindingSubject ofDay(String day) {
    return new FindingSubject(null, null, null, null, null, null, day, null);
  }

  static FindingSubject of(JudgedValue value) {
    return new FindingSubject(
        value.refArea(),
        value.indicator(),
        null,
        null,
        value.scope(),
        value.period().kind(),
        value.period().timePeriod(),
        value.origin());
  }
}
