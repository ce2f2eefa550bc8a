package org.xiaokang.disclosure;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Period;

/**
 * Where a figure belongs, whichever document reports it.
 *
 * @param document the document of figures without a known period, else null
 */
public record FigureAddress(
    String metric,
    @Nullable String document,
    String refArea,
    String periodKind,
    String timePeriod,
    String scope)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * That of a figure without a known period is one of its document only: what one document leaves
   * undated need not be the time that another leaves undated.
   */
  public static FigureAddress of(
      String metric,
      String docId,
      String refArea,
      String periodKind,
      String timePeriod,
      String scope) {
    return new FigureAddress(
        metric,
        timePeriod.equals(Period.NOT_STATED) ? docId : null,
        refArea,
        periodKind,
        timePeriod,
        scope);
  }

  static FigureAddress of(Observation figure) {
    Period period = figure.period();
    return of(
        figure.metric(),
        figure.docId(),
        figure.region().refArea(),
        period.kind(),
        period.timePeriod(),
        figure.scope());
  }

  /** The same of a count that a rate is made of. */
  FigureAddress of(CountInput input) {
    return new FigureAddress(
        input.metric(), document, refArea, periodKind, timePeriod, input.scopeOf(scope));
  }
}
