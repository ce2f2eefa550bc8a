package org.xiaokang.ingest;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A figure of a document, as far as its row alone tells.
 *
 * @param source the source's name
 * @param docId the document
 * @param obsId the row's own id within the source
 * @param observationId XXH64 of source, docId and obsId
 * @param region where it belongs
 * @param metric what it measures, a code of the metric catalogue
 * @param scope the breakdown that it covers, in one spelling
 * @param period when it is of
 * @param value the figure in {@code unit}, as DECIMAL(38,18) holds it
 * @param unit the metric's unit of measure
 * @param valuePrinted the figure as printed
 * @param unitPrinted the unit as printed
 * @param decimals printed decimals; null where they are not told
 * @param roundingTolerance half a unit of the last printed digit, in {@code unit}; null where
 *     DECIMAL(38,18) does not hold it
 * @param qualifier exact, approx, at_least, at_most, above, below or nearly
 * @param publishedOn when the document was published
 * @param locator where in the document it stands
 * @param confidence of the extraction, from 0 to 1
 * @param note what else the row says
 * @param precision how it was estimated, in {@code unit}; null where a document reports it
 */
public record Observation(
    String source,
    String docId,
    String obsId,
    long observationId,
    RegionReading region,
    String metric,
    String scope,
    Period period,
    BigDecimal value,
    String unit,
    String valuePrinted,
    String unitPrinted,
    @Nullable Integer decimals,
    @Nullable BigDecimal roundingTolerance,
    String qualifier,
    @Nullable LocalDate publishedOn,
    @Nullable String locator,
    @Nullable Double confidence,
    @Nullable String note,
    @Nullable Precision precision)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A figure that a document reports. */
  public Observation(
      String source,
      String docId,
      String obsId,
      long observationId,
      RegionReading region,
      String metric,
      String scope,
      Period period,
      BigDecimal value,
      String unit,
      String valuePrinted,
      String unitPrinted,
      @Nullable Integer decimals,
      @Nullable BigDecimal roundingTolerance,
      String qualifier,
      @Nullable LocalDate publishedOn,
      @Nullable String locator,
      @Nullable Double confidence,
      @Nullable String note) {
    this(
        source,
        docId,
        obsId,
        observationId,
        region,
        metric,
        scope,
        period,
        value,
        unit,
        valuePrinted,
        unitPrinted,
        decimals,
        roundingTolerance,
        qualifier,
        publishedOn,
        locator,
        confidence,
        note,
        null);
  }

  /** The same figure as an estimate. */
  Observation estimated(Precision how) {
    return new Observation(
        source,
        docId,
        obsId,
        observationId,
        region,
        metric,
        scope,
        period,
        value,
        unit,
        valuePrinted,
        unitPrinted,
        decimals,
        roundingTolerance,
        qualifier,
        publishedOn,
        locator,
        confidence,
        note,
        how);
  }

  /**
   * Who made the figure: {@code reported} by a document, or {@code estimated} of a distribution.
   */
  public String origin() {
    return precision == null ? "reported" : "estimated";
  }

  /**
   * SDMX's CL_OBS_STATUS: A where the figure is exact, E where the report says otherwise or it was
   * estimated.
   */
  public String obsStatus() {
    return qualifier.equals("exact") && precision == null ? "A" : "E";
  }
}
