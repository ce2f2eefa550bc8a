package org.xiaokang.assess;

import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Observation;

/**
 * A figure in the formula of a criterion, or the want of one.
 *
 * @param variable its name in the formula
 * @param metric its metric
 * @param figure what a document states; null where nobody does, or where no single document does
 * @param printed how it was printed; null without {@code figure}
 * @param interval where the value lies
 * @param isKnown whether there is a value
 */
record Fact(
    String variable,
    String metric,
    @Nullable Observation figure,
    @Nullable PrintedFigure printed,
    Interval interval,
    boolean isKnown) {
  /** A figure of a document. */
  static Fact stated(String variable, Observation figure, PrintedFigure printed) {
    return new Fact(variable, figure.metric(), figure, printed, printed.interval(), true);
  }

  /** A figure that nobody states. */
  static Fact unknown(String variable, String metric, Interval domain) {
    return new Fact(variable, metric, null, null, domain, false);
  }

  /** A number that is known, but not from one figure of a document. */
  static Fact given(String variable, String metric, Interval interval) {
    return new Fact(variable, metric, null, null, interval, true);
  }

  /** Whether it is the figure of that observation. */
  boolean isOf(long observationId) {
    return figure != null && figure.observationId() == observationId;
  }
}
