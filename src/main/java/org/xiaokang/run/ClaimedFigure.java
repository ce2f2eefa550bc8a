package org.xiaokang.run;

import java.io.Serializable;
import org.xiaokang.ingest.Observation;

/**
 * A figure that a document claims something of.
 *
 * @param hidden whether it may not be shown
 */
record ClaimedFigure(Observation observation, boolean hidden) implements Serializable {
  private static final long serialVersionUID = 1L;
}
