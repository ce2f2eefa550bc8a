package org.xiaokang.disclosure;

import java.io.Serializable;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Period;
import org.xiaokang.ingest.StandingObservation;

/**
 * What disclosure control asks of an observation, small enough to be moved.
 *
 * @param observationId the observation
 * @param address where it belongs
 * @param day the last day of its period, else the first; null where neither is known
 * @param value the figure in its metric's unit
 * @param preferred whether indicators use this one of several at one address
 */
public record ReportedFigure(
    long observationId,
    FigureAddress address,
    @Nullable LocalDate day,
    double value,
    boolean preferred)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What is asked of an observation. */
  public static ReportedFigure of(StandingObservation standing) {
    Observation figure = standing.observation();
    Period period = figure.period();
    return new ReportedFigure(
        figure.observationId(),
        FigureAddress.of(figure),
        period.end() == null ? period.start() : period.end(),
        figure.value().doubleValue(),
        standing.preferred());
  }

  /** The metric that it is of. */
  public String metric() {
    return address.metric();
  }

  /** The year that its period ends in; null where that is not known. */
  @Nullable Integer year() {
    return day == null ? null : day.getYear();
  }
}
