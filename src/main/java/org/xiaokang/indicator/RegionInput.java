package org.xiaokang.indicator;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Period;

/**
 * What a region's own figures give of one indicator in one scope and period: a row of the table
 * indicator_parts.
 *
 * @param seriesArea the code under which the region's series is kept
 * @param refArea the region's code as of the period
 * @param scope the breakdown
 * @param period the period
 * @param series which periods are alike, {@link SeriesTime#series}
 * @param ordinal orders periods in time, {@link SeriesTime#ordinal}
 * @param months the length of the period; null where it is not whole months
 * @param indicator the indicator's id
 * @param complete whether the region has a value of its own; else it only has parts of one
 * @param value the value; null where the formula has none
 * @param unadjusted the value without comparable bases; null where none is used
 * @param marks what must be said with the value, bits of {@link Mark}
 * @param contextMarks of these those of figures that are not the region's own
 * @param weightMarks what its weights bring to the values of the regions above
 * @param basePeriod the earlier period that the value compares with; null where there is none
 * @param years years from there; null where that is not known
 * @param weight how much of its parent the region is; null where that is not known or shown
 * @param inputs the formula's inputs in their order
 */
record RegionInput(
    String seriesArea,
    String refArea,
    String scope,
    Period period,
    String series,
    int ordinal,
    @Nullable Integer months,
    String indicator,
    boolean complete,
    @Nullable Double value,
    @Nullable Double unadjusted,
    int marks,
    int contextMarks,
    int weightMarks,
    @Nullable String basePeriod,
    @Nullable Integer years,
    @Nullable Double weight,
    List<Figures> inputs)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps a copy. */
  RegionInput {
    inputs = List.copyOf(inputs);
  }

  /**
   * The figures of one input.
   *
   * @param variable its name in the formula
   * @param metric the metric's code
   * @param scope the breakdown it was found at; null where there is no figure
   * @param timePeriod the period it was found at; null where there is no figure
   * @param value the figure
   * @param derived whether it follows from other metrics
   * @param observationId the observation that it is; null where it is made of several
   * @param weight its weight among those of other regions
   * @param plain the figure without a comparable base
   * @param confidential null where it may be shown
   */
  record Figures(
      String variable,
      String metric,
      @Nullable String scope,
      @Nullable String timePeriod,
      @Nullable Double value,
      boolean derived,
      @Nullable Long observationId,
      @Nullable Double weight,
      @Nullable Double plain,
      @Nullable Confidentiality confidential)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }
}
