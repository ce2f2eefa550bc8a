package org.xiaokang.compare;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.indicator.IndicatorValue.Origin;

/**
 * What a comparison reads of a value of an indicator.
 *
 * @param seriesArea the code under which the region's series is kept across changes of its code
 * @param refArea the region's code as of the period
 * @param indicator the indicator's id
 * @param scope the breakdown that it covers
 * @param kind the kind of its period
 * @param timePeriod the period's name, as in indicators
 * @param start the period's first day; null where that is not known
 * @param end the period's last day
 * @param value in the indicator's unit
 * @param preferred whether it goes before another value of the same series and period
 */
public record ComparedValue(
    String seriesArea,
    String refArea,
    String indicator,
    String scope,
    String kind,
    String timePeriod,
    @Nullable LocalDate start,
    LocalDate end,
    double value,
    boolean preferred)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * What is compared of a value.
   *
   * @param partial ids of the indicators whose own report covers a part of the region only
   * @return empty where there is no value, or the last day of its period is not known
   */
  public static Optional<ComparedValue> of(IndicatorValue value, Set<String> partial) {
    Double number = value.value();
    LocalDate end = value.period().end();
    if (number == null || end == null) {
      return Optional.empty();
    }
    return Optional.of(
        new ComparedValue(
            value.seriesArea(),
            value.refArea(),
            value.indicator(),
            value.scope(),
            value.period().kind(),
            value.period().timePeriod(),
            value.period().start(),
            end,
            number,
            isPreferred(value.indicator(), value.origin(), partial)));
  }

  /** A region's own report goes before the sum of the regions below, unless it covers a part. */
  static boolean isPreferred(String indicator, Origin origin, Set<String> partial) {
    return (origin == Origin.REPORTED) != partial.contains(indicator);
  }
}
