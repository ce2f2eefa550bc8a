package org.xiaokang.ingest;

import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.FigureHistory.EndedBy;
import org.xiaokang.ingest.OpenFigure.BeganBy;

/**
 * What a run makes of what a lake knew of a figure.
 *
 * <p>A figure that says the same goes on, from wherever it is printed now. One that says something
 * else begins another revision: by a correction where it is printed otherwise, by another reading
 * where it is not. A figure that is no observation any more, because its source withdrew it, or its
 * row cannot be read, or is gone, ends by withdrawal; if it returns, it begins the next revision,
 * whatever it says.
 *
 * @param open what the figure says now; null where it is no observation
 * @param ended what ended with the run; null where nothing did
 */
public record FigureUpdate(@Nullable OpenFigure open, @Nullable FigureHistory ended) {

  /**
   * Compares what a figure says with what it said.
   *
   * @param known what the lake knows of it
   * @param says what it says now; null where it is no observation
   * @param runId the run
   */
  public static FigureUpdate of(KnownFigure known, @Nullable FigureStatement says, String runId) {
    OpenFigure then = known.open();
    if (then == null) {
      return new FigureUpdate(says == null ? null : begun(known, says, runId), null);
    }
    if (says == null) {
      return new FigureUpdate(null, new FigureHistory(then, runId, EndedBy.WITHDRAWAL));
    }
    requireSameFigure(then, says);
    if (says.saysTheSame(then.statement())) {
      return new FigureUpdate(
          new OpenFigure(says, then.revision(), then.fromRun(), then.beganBy()), null);
    }
    boolean isRead = says.isPrintedAlike(then.statement());
    return new FigureUpdate(
        new OpenFigure(
            says, known.revisions() + 1, runId, isRead ? BeganBy.READING : BeganBy.CORRECTION),
        new FigureHistory(then, runId, isRead ? EndedBy.READING : EndedBy.CORRECTION));
  }

  private static OpenFigure begun(KnownFigure known, FigureStatement says, String runId) {
    BeganBy by = known.revisions() == 0 ? BeganBy.FIRST_REPORT : BeganBy.RETURN;
    return new OpenFigure(says, known.revisions() + 1, runId, by);
  }

  private static void requireSameFigure(OpenFigure then, FigureStatement says) {
    if (!says.id().equals(then.statement().id())) {
      throw new IllegalArgumentException(
          "figure %s is compared with %s; expected one figure"
              .formatted(says.id(), then.statement().id()));
    }
  }
}
