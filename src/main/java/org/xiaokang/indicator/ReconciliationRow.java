package org.xiaokang.indicator;

import java.io.Serializable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a report states against what follows from its figures: a row of the table reconciliation.
 *
 * @param claimId the statement's id
 * @param source the name of the source in the configuration; null of a roll-up
 * @param docId the document that makes the statement; null of a roll-up
 * @param refArea the region's code; null where a claim names none
 * @param kind what is held against what
 * @param subject the metric's code, the indicator's id or the claim's formula
 * @param statement what is stated, in words; null where it is no claim, or is not shown
 * @param scope the breakdown that the statement covers; null of a claim
 * @param timePeriod the period that the statement covers; null of a claim
 * @param reported the figure as printed; null of a roll-up, and where it is not shown
 * @param reportedValue the figure in {@code unit}; null where there is none, or none to show
 * @param computedValue what follows from the other figures, in {@code unit}; null where nothing
 *     does
 * @param unit the unit of both values, of tolerance and of difference; null of a claim
 * @param tolerance the largest difference that printed rounding explains, in {@code unit}; null
 *     where that is not known
 * @param verdict how the two stand to each other
 * @param reason why; null where the verdict says all
 */
public record ReconciliationRow(
    String claimId,
    @Nullable String source,
    @Nullable String docId,
    @Nullable String refArea,
    Kind kind,
    String subject,
    @Nullable String statement,
    @Nullable String scope,
    @Nullable String timePeriod,
    @Nullable String reported,
    @Nullable Double reportedValue,
    @Nullable Double computedValue,
    @Nullable String unit,
    @Nullable Double tolerance,
    ReconciliationVerdict verdict,
    @Nullable String reason)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Why a statement about a confidential figure is not checked. */
  static final String CONFIDENTIAL = "confidential: it says a figure that is not shown";

  /** What is held against what. */
  public enum Kind {
    /** A reported figure of a metric that an indicator computes too. */
    METRIC,
    /** A claim that a source of claims declares. */
    CLAIM,
    /** A region's own value against what the regions below make of it. */
    ROLL_UP;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** As tables write it. */
    public String code() {
      return code;
    }
  }

  /** Computed less reported, in {@code unit}; null where either is missing. */
  public @Nullable Double difference() {
    return reportedValue == null || computedValue == null ? null : computedValue - reportedValue;
  }
}
