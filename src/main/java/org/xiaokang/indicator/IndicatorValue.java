package org.xiaokang.indicator;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Period;

/**
 * A value of one indicator for one region and period, or why there is none: a row of the table
 * indicators.
 *
 * @param refArea the region's code as of the period
 * @param seriesArea the code under which the region's series is kept across changes of its code
 * @param indicator the indicator's id
 * @param scope the breakdown that it covers
 * @param period when it is of
 * @param basePeriod the earlier period that a change over time compares with; null elsewhere
 * @param origin whose figures made it
 * @param value in {@code unit}; null where {@code reason} says why
 * @param unadjusted the value without comparable bases, in {@code unit}; null where none is used
 * @param unit the indicator's unit of measure
 * @param obsStatus SDMX's CL_OBS_STATUS: A normal, E estimated, M no value, Q suppressed
 * @param bound at_least, at_most or approx where a figure in it was; null elsewhere
 * @param flags what else must be said with it, in the order of the table's comment
 * @param reason why there is no value; null where there is one
 * @param inputs the figures put into the formula, in the formula's order
 * @param coverage who is in it; null where it is the region's own
 * @param change how it changed; null where it is the region's own, or there is nothing to compare
 * @param parentArea the region above, as of the period; null where there is none
 * @param rank its place among the regions of the same parent; null where it has none
 * @param rounding how far the value may lie off by the printed digits of the figures in it, in
 *     {@code unit}; null where the region has no value of the other origin to hold it against
 * @param endsBy the day by which the period ended at the latest, where its end is not stated: that
 *     on which the document was published; null where the end is known, or that day is not
 */
public record IndicatorValue(
    String refArea,
    String seriesArea,
    String indicator,
    String scope,
    Period period,
    @Nullable String basePeriod,
    Origin origin,
    @Nullable Double value,
    @Nullable Double unadjusted,
    String unit,
    String obsStatus,
    @Nullable String bound,
    List<String> flags,
    @Nullable String reason,
    List<InputFigure> inputs,
    @Nullable Coverage coverage,
    @Nullable CoverageChange change,
    @Nullable String parentArea,
    @Nullable SiblingRank rank,
    @Nullable Double rounding,
    @Nullable LocalDate endsBy)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps copies. */
  public IndicatorValue {
    flags = List.copyOf(flags);
    inputs = List.copyOf(inputs);
  }

  /** A value that is not held against another. */
  public IndicatorValue(
      String refArea,
      String seriesArea,
      String indicator,
      String scope,
      Period period,
      @Nullable String basePeriod,
      Origin origin,
      @Nullable Double value,
      @Nullable Double unadjusted,
      String unit,
      String obsStatus,
      @Nullable String bound,
      List<String> flags,
      @Nullable String reason,
      List<InputFigure> inputs,
      @Nullable Coverage coverage,
      @Nullable CoverageChange change,
      @Nullable String parentArea,
      @Nullable SiblingRank rank) {
    this(
        refArea,
        seriesArea,
        indicator,
        scope,
        period,
        basePeriod,
        origin,
        value,
        unadjusted,
        unit,
        obsStatus,
        bound,
        flags,
        reason,
        inputs,
        coverage,
        change,
        parentArea,
        rank,
        null,
        null);
  }

  /** Whose figures made a value. */
  public enum Origin {
    /** The region's own. */
    REPORTED("reported"),
    /** Those of the regions below it. */
    AGGREGATED("aggregated");

    private final String code;

    Origin(String code) {
      this.code = code;
    }

    /** As the tables have it. */
    public String code() {
      return code;
    }

    /** The one of that code. */
    public static Origin of(String code) {
      return code.equals(REPORTED.code) ? REPORTED : AGGREGATED;
    }
  }

  /**
   * A figure put into the formula.
   *
   * @param variable its name in the formula
   * @param metric the metric's code
   * @param scope the breakdown it was found at; null where there is no figure
   * @param timePeriod the period it was found at; null where there is no figure
   * @param value in the metric's unit; null where there is none, or none to show
   * @param derived whether it follows from other metrics
   * @param observationId the observation that it is; null where it is made of several
   */
  public record InputFigure(
      String variable,
      String metric,
      @Nullable String scope,
      @Nullable String timePeriod,
      @Nullable Double value,
      boolean derived,
      @Nullable Long observationId)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Who is in a value that is made of others.
   *
   * @param reported regions right below with figures
   * @param expected regions right below there are; null where the region table does not know
   * @param weightShare the weight of those with figures in that of all, 0 to 1; null without
   *     weights
   * @param share how much of the region the value covers, 0 to 1: by weight, else by count; null
   *     where neither is known
   * @param standIns which codes of other times stand for which regions: {@code X for A, B}
   */
  public record Coverage(
      int reported,
      @Nullable Integer expected,
      @Nullable Double weightShare,
      @Nullable Double share,
      List<String> standIns)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Keeps a copy. */
    public Coverage {
      standIns = List.copyOf(standIns);
    }

    /** Where nobody stands for another. */
    public Coverage(
        int reported,
        @Nullable Integer expected,
        @Nullable Double weightShare,
        @Nullable Double share) {
      this(reported, expected, weightShare, share, List.of());
    }

    /** Why that is less than is needed; null where it is enough. */
    @Nullable String tooLittle(double minCoverage) {
      if (minCoverage <= 0) {
        return null;
      }
      if (share == null) {
        return "the region table does not say how many regions lie below, so it cannot be told what"
            + " share of them reports";
      }
      return share + 1e-9 >= minCoverage
          ? null
          : String.format(
              Locale.ROOT,
              "%d of %d regions below report, a coverage of %.0f %%; at least %.0f %% is needed",
              reported,
              Objects.requireNonNullElse(expected, 0),
              100 * share,
              100 * minCoverage);
    }
  }
}
