package org.xiaokang.ingest;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.OpenFigure.BeganBy;

/**
 * A row of the table observations.
 *
 * @param standing the figure beside the others for the same area, metric, scope and period
 * @param file the file it was read from, or the Delta or database table
 * @param line the first line of its row in the file, from 1; null where the source has no lines
 * @param revision how many things it has said, this one included; from 1
 * @param fromRun the run that brought it
 * @param beganBy what this run found
 */
public record ObservationRow(
    StandingObservation standing,
    String file,
    @Nullable Long line,
    int revision,
    String fromRun,
    BeganBy beganBy)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The row of a figure that is what the update of its history says. */
  public static ObservationRow of(StandingObservation standing, OpenFigure open) {
    return new ObservationRow(
        standing,
        open.statement().file(),
        open.statement().line(),
        open.revision(),
        open.fromRun(),
        open.beganBy());
  }

  /** What the figure says, as the next run finds it. */
  public OpenFigure open() {
    return new OpenFigure(
        FigureStatement.of(standing.observation(), file, line), revision, fromRun, beganBy);
  }
}
