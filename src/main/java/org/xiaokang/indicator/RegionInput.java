package org.xiaokang.indicator;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Indicator;
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
public record RegionInput(
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
  public RegionInput {
    inputs = List.copyOf(inputs);
  }

  /** The value without comparable bases. */
  @Nullable Double plainValue() {
    return unadjusted == null ? value : unadjusted;
  }

  RollUp.Span span() {
    return new RollUp.Span(months, years);
  }

  @Nullable Double figure(int input) {
    return inputs.get(input).value();
  }

  @Nullable Double plain(int input) {
    return inputs.get(input).plain();
  }

  /** The weight of a figure among those of other regions; null where it has none. */
  @Nullable Double weight(int input) {
    return inputs.get(input).weight();
  }

  /** The last day of the period, else the first; the latest possible where neither is known. */
  LocalDate day() {
    LocalDate day = period.end() == null ? period.start() : period.end();
    return day == null ? LocalDate.MAX : day;
  }

  /** The base period that most regions have; regions compare over the same base only. */
  static @Nullable String commonBase(List<RegionInput> all) {
    Map<String, Long> bases =
        all.stream()
            .filter(input -> input.complete() && input.basePeriod() != null)
            .collect(
                Collectors.groupingBy(
                    input -> Objects.requireNonNull(input.basePeriod()),
                    TreeMap::new,
                    Collectors.counting()));
    return bases.entrySet().stream()
        .max(
            Map.Entry.<String, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  /**
   * Whether its figures can be put together with others', compared over the same base. A formula
   * may have a value without some of its figures; a region without them is still left out of all
   * sums, or the parent's numerator and denominator would come from different regions.
   */
  boolean isUsable(RollUp rollUp, @Nullable String commonBase) {
    if (!complete || !Objects.equals(basePeriod, commonBase)) {
      return false;
    }
    if (rollUp.rule() != Indicator.RollUp.Rule.PARTS) {
      return value != null;
    }
    for (int i = 0; i < inputs.size(); i++) {
      RollUp.Part part = rollUp.inputs().get(i);
      boolean needed = part.how() != RollUp.Part.How.CONTEXT && !part.missingIsZero();
      boolean weighted = part.how() == RollUp.Part.How.WEIGHTED_MEAN;
      if ((needed && figure(i) == null) || (weighted && weight(i) == null)) {
        return false;
      }
    }
    return true;
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
   * @param rounding how far the figure may lie from what it stands for, by its printed digits
   * @param weightRounding the same of the weight
   */
  public record Figures(
      String variable,
      String metric,
      @Nullable String scope,
      @Nullable String timePeriod,
      @Nullable Double value,
      boolean derived,
      @Nullable Long observationId,
      @Nullable Double weight,
      @Nullable Double plain,
      @Nullable Confidentiality confidential,
      double rounding,
      double weightRounding)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }
}
