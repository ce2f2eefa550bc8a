package org.xiaokang.quality;

import static java.util.stream.Collectors.joining;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.indicator.IndicatorValue.InputFigure;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.ingest.Period;

/**
 * What gates look at of an indicator's value: of this run, or of the release before.
 *
 * @param refArea the region's code as of the period
 * @param seriesArea the code under which the region's series is kept
 * @param parentArea the region above, as of the period; null where there is none
 * @param indicator the indicator's id
 * @param scope the breakdown that it covers
 * @param period when it is of
 * @param origin whose figures made it
 * @param document {@link #document}
 * @param value in the indicator's unit
 */
public record JudgedValue(
    String refArea,
    String seriesArea,
    @Nullable String parentArea,
    String indicator,
    String scope,
    Period period,
    Origin origin,
    String document,
    double value)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * What tells a value from the others of its group, in two releases alike.
   *
   * @param document {@link JudgedValue#document}
   */
  record Identity(String seriesArea, String refArea, String timePeriod, String document) {}

  /** Empty where there is no value: then nothing is judged. */
  public static Optional<JudgedValue> of(IndicatorValue from) {
    Double value = from.value();
    return value == null
        ? Optional.empty()
        : Optional.of(
            new JudgedValue(
                from.refArea(),
                from.seriesArea(),
                from.parentArea(),
                from.indicator(),
                from.scope(),
                from.period(),
                from.origin(),
                document(from.period(), from.inputs()),
                value));
  }

  /**
   * What stands for the document of a value whose period is not stated, since such values of two
   * documents are two: the observations put into it, as numbers with commas between. Empty where
   * the period is stated.
   */
  public static String document(Period period, List<InputFigure> inputs) {
    return isStated(period)
        ? ""
        : inputs.stream()
            .map(InputFigure::observationId)
            .filter(Objects::nonNull)
            .map(id -> Long.toString(id))
            .collect(joining(","));
  }

  static boolean isStated(Period period) {
    return !period.timePeriod().equals(Period.NOT_STATED);
  }

  Identity identity() {
    return new Identity(seriesArea, refArea, period.timePeriod(), document);
  }
}
