package org.xiaokang.indicator;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Period;

/**
 * A preferred figure on its way to the series of a region.
 *
 * @param seriesArea the code under which the region's series is kept
 * @param refArea the region's code as of the period
 * @param scope the breakdown that it covers
 * @param period when it is of
 * @param docId its document
 * @param publishedOn when that was published; null where it is not known
 * @param metric what it measures
 * @param key the metric, and before it whose figure it is where it is another region's
 * @param value in the metric's unit of measure
 * @param marks what must be said with it, bits of {@link Mark}
 * @param observationId null where it is made of several observations
 * @param confidential null where it may be shown
 * @param apportioned whether it is a share of the figure of a region that was split
 * @param rounding how far it may lie from what it stands for, {@link PrintedRounding}; 0 where it
 *     is exact
 */
public record SeriesFigure(
    String seriesArea,
    String refArea,
    String scope,
    Period period,
    String docId,
    @Nullable LocalDate publishedOn,
    String metric,
    String key,
    BigDecimal value,
    int marks,
    @Nullable Long observationId,
    @Nullable Confidentiality confidential,
    boolean apportioned,
    double rounding)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * A figure as it was observed.
   *
   * @param isPart whether it stands under a region that it is only a part of
   * @param rounding of the figure, in its unit
   */
  static SeriesFigure of(
      Observation observation,
      @Nullable Confidentiality confidential,
      boolean isPart,
      double rounding) {
    return new SeriesFigure(
        observation.region().seriesArea(),
        observation.region().refArea(),
        observation.scope(),
        observation.period(),
        observation.docId(),
        observation.publishedOn(),
        observation.metric(),
        observation.metric(),
        observation.value(),
        Mark.of(observation, isPart),
        observation.observationId(),
        confidential,
        false,
        rounding);
  }

  /** The same on a row of another region that looks it up. */
  SeriesFigure to(Addresses.Address address) {
    return new SeriesFigure(
        address.seriesArea(),
        address.refArea(),
        scope,
        period,
        docId,
        publishedOn,
        metric,
        address.prefix() + key,
        value,
        marks,
        observationId,
        confidential,
        apportioned,
        rounding);
  }

  /** The same with more to be said. */
  SeriesFigure with(int moreMarks) {
    return moreMarks == 0
        ? this
        : new SeriesFigure(
            seriesArea,
            refArea,
            scope,
            period,
            docId,
            publishedOn,
            metric,
            key,
            value,
            marks | moreMarks,
            observationId,
            confidential,
            apportioned,
            rounding);
  }

  /** The same, never to be shown. */
  SeriesFigure hidden() {
    return new SeriesFigure(
        seriesArea,
        refArea,
        scope,
        period,
        docId,
        publishedOn,
        metric,
        key,
        value,
        marks,
        observationId,
        Confidentiality.NEVER,
        apportioned,
        rounding);
  }

  FigureCell cell() {
    return new FigureCell(value.doubleValue(), marks, observationId, confidential, null, rounding);
  }
}
