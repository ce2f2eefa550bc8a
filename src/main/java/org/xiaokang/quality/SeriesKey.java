package org.xiaokang.quality;

import java.io.Serializable;
import org.xiaokang.indicator.IndicatorValue.Origin;

/**
 * What the values of one series have in common: {@link SeriesFindings} needs all of them at once.
 *
 * @param seriesArea the code under which the region's series is kept
 * @param indicator the indicator's id
 * @param scope the breakdown
 * @param periodKind the kind of period
 * @param origin whose figures made them
 */
public record SeriesKey(
    String seriesArea, String indicator, String scope, String periodKind, Origin origin)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The series of a value. */
  public static SeriesKey of(JudgedValue value) {
    return new SeriesKey(
        value.seriesArea(),
        value.indicator(),
        value.scope(),
        value.period().kind(),
        value.origin());
  }
}
