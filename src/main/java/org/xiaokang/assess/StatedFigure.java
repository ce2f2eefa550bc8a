package org.xiaokang.assess;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Observation;

/**
 * A statement of a document.
 *
 * @param docId the document
 * @param obsId its id there: of the figure, or of the claim
 * @param observationId null of a claim
 * @param refArea the region's code; null where none is named
 * @param metric what is stated; null of a claim
 * @param scope its breakdown; null of a claim
 * @param timePeriod its period; null of a claim
 * @param printed as it is printed, with its unit
 * @param qualifier as in observations; null of a claim
 * @param locator where in the document it stands; null where that is not told
 * @param interval where the value lies, in the metric's unit; null where it is no number
 */
public record StatedFigure(
    String docId,
    String obsId,
    @Nullable Long observationId,
    @Nullable String refArea,
    @Nullable String metric,
    @Nullable String scope,
    @Nullable String timePeriod,
    String printed,
    @Nullable String qualifier,
    @Nullable String locator,
    @Nullable Interval interval)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static StatedFigure of(Observation figure, Interval interval) {
    return new StatedFigure(
        figure.docId(),
        figure.obsId(),
        figure.observationId(),
        figure.region().refArea(),
        figure.metric(),
        figure.scope(),
        figure.period().timePeriod(),
        figure.valuePrinted() + figure.unitPrinted(),
        figure.qualifier(),
        figure.locator(),
        interval);
  }

  /** The interval as people write it; null where there is none. */
  public @Nullable String range() {
    return interval == null ? null : interval.toString();
  }

  /** What tells one statement from another. */
  String key() {
    return docId + "/" + obsId + "/" + (observationId == null ? "" : observationId);
  }
}
