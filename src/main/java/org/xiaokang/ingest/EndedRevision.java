package org.xiaokang.ingest;

import java.io.Serializable;

/**
 * What a figure said before: a row of the table observation_history.
 *
 * @param state what it said, and since when
 * @param validToRun the run that ended it
 * @param endedBy correction, reading or withdrawal, see {@link FigureHistory}
 */
public record EndedRevision(FigureState state, String validToRun, String endedBy)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
