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
 * @param bound at_least, at_most or approx where only that is known of it; else null
 * @param reservations what must be said with it, bits of {@link Reservation}
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
    boolean preferred,
    @Nullable String bound,
    int reservations)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Counts from an unstated day on: their latest is known where the document's day is. */
  private static final String COUNTED = "cumulative";

  /** A value that needs no reservation. */
  public ComparedValue(
      String seriesArea,
      String refArea,
      String indicator,
      String scope,
      String kind,
      String timePeriod,
      @Nullable LocalDate start,
      LocalDate end,
      double value,
      boolean preferred) {
    this(
        seriesArea,
        refArea,
        indicator,
        scope,
        kind,
        timePeriod,
        start,
        end,
        value,
        preferred,
        null,
        0);
  }

  /**
   * What is compared of a value. The period of a cumulative one whose end is not stated ends on the
   * day its document was published at the latest, and it is compared as of then, with a
   * reservation.
   *
   * @param partial ids of the indicators whose own report covers a part of the region only
   * @return empty where there is no value, or the last day of its period is not known
   */
  public static Optional<ComparedValue> of(IndicatorValue value, Set<String> partial) {
    Double number = value.value();
    LocalDate stated = value.period().end();
    boolean isBounded = stated == null && value.period().kind().equals(COUNTED);
    LocalDate end = isBounded ? value.endsBy() : stated;
    if (number == null || end == null) {
      return Optional.empty();
    }
    LocalDate start = value.period().start();
    return Optional.of(
        new ComparedValue(
            value.seriesArea(),
            value.refArea(),
            value.indicator(),
            value.scope(),
            value.period().kind(),
            isBounded ? upTo(start, end) : value.period().timePeriod(),
            start,
            end,
            number,
            isPreferred(value.indicator(), value.origin(), partial),
            value.bound(),
            Reservation.of(value) | (isBounded ? Reservation.PERIOD_BOUNDED.bit() : 0)));
  }

  /** A period up to a day, spelled as ingest spells those without a start. */
  private static String upTo(@Nullable LocalDate start, LocalDate end) {
    return (start == null ? ".." : start.toString()) + "/" + end;
  }

  /**
   * The same as of a later day, where it is a count whose start is not stated: as many there were
   * by then at least. Empty for other values, and for later ones.
   */
  Optional<ComparedValue> asOf(LocalDate day) {
    if (start != null || end.isAfter(day) || !kind.equals(COUNTED)) {
      return Optional.empty();
    }
    int said = end.equals(day) ? reservations : reservations | Reservation.PERIOD_BOUNDED.bit();
    return Optional.of(of(scope, upTo(null, day), day, said));
  }

  /** The same beside values of another breakdown. */
  ComparedValue beside(String otherScope) {
    return of(otherScope, timePeriod, end, reservations);
  }

  private ComparedValue of(String itsScope, String period, LocalDate day, int said) {
    return new ComparedValue(
        seriesArea,
        refArea,
        indicator,
        itsScope,
        kind,
        period,
        start,
        day,
        value,
        preferred,
        bound,
        said);
  }

  /** A region's own report goes before the sum of the regions below, unless it covers a part. */
  static boolean isPreferred(String indicator, Origin origin, Set<String> partial) {
    return (origin == Origin.REPORTED) != partial.contains(indicator);
  }
}
