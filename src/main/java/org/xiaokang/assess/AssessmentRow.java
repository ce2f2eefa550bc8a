package org.xiaokang.assess;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.indicator.IndicatorValue.Origin;

/**
 * What a rule says of a region in a year, as a whole or by a criterion: a row of the table
 * assessments.
 *
 * @param refArea the region's code as of the year
 * @param seriesArea the code under which the region's series is kept
 * @param rule the rule's id
 * @param criterion the criterion's id; {@link #WHOLE} for all of them
 * @param year the assessed year
 * @param origin the region's own, or how many of the regions below there are verdicts of
 * @param verdict what is said; null where it is of regions below
 * @param value the value as printed figures give it; null where there is none, and of the whole
 * @param interval where the value lies; null where the verdict is of several criteria, or of
 *     regions below
 * @param comparison how the value must stand to the threshold; null of the whole
 * @param threshold null where no threshold is for the region, and of the whole
 * @param unit of value, interval, threshold and margin; null of the whole
 * @param margin how far the value is on the right side of the threshold; null where that is not
 *     known
 * @param obsStatus SDMX's CL_OBS_STATUS: A all figures are exact, E one is not, M none
 * @param reason why nothing can be decided; null where something is
 * @param counts how many criteria, or how many regions below, are met, not met, not decidable
 * @param expected how many criteria must be met, or how many regions below there are; null where
 *     that is not known
 * @param turning what would turn the verdict, the smallest correction first
 * @param wouldDecide metrics whose figures would decide, where nothing can be decided
 * @param inputs the figures that were looked at
 */
public record AssessmentRow(
    String refArea,
    String seriesArea,
    String rule,
    String criterion,
    int year,
    Origin origin,
    @Nullable AssessmentVerdict verdict,
    @Nullable Double value,
    @Nullable Interval interval,
    @Nullable String comparison,
    @Nullable Double threshold,
    @Nullable String unit,
    @Nullable Double margin,
    String obsStatus,
    @Nullable String reason,
    Counts counts,
    @Nullable Integer expected,
    List<BreakingPoint> turning,
    List<String> wouldDecide,
    List<InputInterval> inputs)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Stands for all criteria of a rule together. */
  public static final String WHOLE = "whole";

  /** Keeps copies. */
  public AssessmentRow {
    turning = List.copyOf(turning);
    wouldDecide = List.copyOf(wouldDecide);
    inputs = List.copyOf(inputs);
  }

  /**
   * How many of what is counted are what.
   *
   * @param met are met
   * @param notMet are not met
   * @param notDecidable are not decidable
   */
  public record Counts(int met, int notMet, int notDecidable) implements Serializable {
    private static final long serialVersionUID = 1L;

    static final Counts NONE = new Counts(0, 0, 0);

    static Counts of(AssessmentVerdict verdict) {
      return switch (verdict) {
        case MET -> new Counts(1, 0, 0);
        case NOT_MET -> new Counts(0, 1, 0);
        case NOT_DECIDABLE -> new Counts(0, 0, 1);
      };
    }

    Counts plus(Counts other) {
      return new Counts(met + other.met, notMet + other.notMet, notDecidable + other.notDecidable);
    }
  }

  /**
   * A figure that was looked at.
   *
   * @param variable its name in the formula
   * @param metric its metric, or the indicator whose value it is
   * @param scope its breakdown; null where there is none
   * @param timePeriod its period; null where there is none
   * @param value as printed, in the metric's unit; null where there is none
   * @param low the lower end of where it lies; null where there is no end
   * @param high the upper end of where it lies; null where there is no end
   * @param observationId null where it is not one document's
   */
  public record InputInterval(
      String variable,
      String metric,
      @Nullable String scope,
      @Nullable String timePeriod,
      @Nullable Double value,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Long observationId)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    static InputInterval of(Fact fact) {
      Fraction low = fact.interval().low();
      Fraction high = fact.interval().high();
      var figure = fact.figure();
      boolean isPoint = fact.isKnown() && fact.interval().isPoint() && low != null;
      Double value = figure != null ? (Double) figure.value().doubleValue() : null;
      return new InputInterval(
          fact.variable(),
          fact.metric(),
          figure == null ? null : figure.scope(),
          figure == null ? null : figure.period().timePeriod(),
          value == null && isPoint && low != null ? (Double) low.toDouble() : value,
          low == null ? null : (Double) low.toDouble(),
          high == null ? null : (Double) high.toDouble(),
          figure == null ? null : (Long) figure.observationId());
    }
  }

  /** The lower end of the interval; null where there is none. */
  public @Nullable Double low() {
    Fraction end = interval == null ? null : interval.low();
    return end == null ? null : (Double) end.toDouble();
  }

  /** The upper end of the interval; null where there is none. */
  public @Nullable Double high() {
    Fraction end = interval == null ? null : interval.high();
    return end == null ? null : (Double) end.toDouble();
  }

  /** The interval as people write it; null where there is none. */
  public @Nullable String range() {
    return interval == null ? null : interval.toString();
  }
}
