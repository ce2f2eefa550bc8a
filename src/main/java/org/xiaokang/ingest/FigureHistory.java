package org.xiaokang.ingest;

import org.jspecify.annotations.Nullable;

/**
 * How a figure goes on from one run to the next.
 *
 * <p>A revision begins by the figure's first report; by a correction, where it is printed otherwise
 * than before; by a reading, where it is printed the same and read otherwise (the catalogue, the
 * regions or the program changed); by its return, where it had been withdrawn. It ends by a
 * correction, a reading or a withdrawal.
 */
public final class FigureHistory {
  private FigureHistory() {}

  /**
   * What a run makes of a figure.
   *
   * @param now what it says now; null where it says nothing any more
   * @param ended what it said until this run; null where that goes on, or there was nothing
   */
  public record Step(@Nullable FigureState now, @Nullable EndedRevision ended) {}

  /**
   * The next step of a figure.
   *
   * @param before what it said in the release before; null where it said nothing
   * @param lastRevision its highest revision there was, also where that was withdrawn; 0 where
   *     there was none
   * @param observed what it says now; null where it says nothing
   * @param runId the run
   */
  public static Step next(
      @Nullable FigureState before,
      int lastRevision,
      @Nullable ReceivedObservation observed,
      String runId) {
    if (observed == null) {
      return new Step(
          null, before == null ? null : new EndedRevision(before, runId, "withdrawal"));
    }
    FigureState.Said said = FigureState.Said.of(observed.observation());
    FigureId id = FigureId.of(observed.observation());
    if (before != null && before.said().equals(said)) {
      return new Step(
          new FigureState(
              id,
              said,
              observed.file(),
              observed.line(),
              before.revision(),
              before.validFromRun(),
              before.beganBy()),
          null);
    }
    String cause;
    if (before == null) {
      cause = lastRevision == 0 ? "first report" : "return";
    } else {
      cause = before.said().isPrintedLike(said) ? "reading" : "correction";
    }
    return new Step(
        new FigureState(
            id, said, observed.file(), observed.line(), lastRevision + 1, runId, cause),
        before == null ? null : new EndedRevision(before, runId, cause));
  }
}
