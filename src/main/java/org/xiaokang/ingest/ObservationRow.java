package org.xiaokang.ingest;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A figure that stands, where it was read, and since when it says so: a row of the table
 * observations.
 *
 * @param standing the figure beside the others for the same
 * @param file the file it was read from, or the Delta or database table
 * @param line the first line of its row in the file; null where the source has no lines
 * @param revision 1 for what it said first, then up
 * @param validFromRun the run that brought this revision
 * @param beganBy what brought it, see {@link FigureHistory}
 */
public record ObservationRow(
    StandingObservation standing,
    String file,
    @Nullable Long line,
    int revision,
    String validFromRun,
    String beganBy)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The figure. */
  public Observation observation() {
    return standing.observation();
  }
}
