package org.xiaokang.ingest;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A figure that stands, beside the others for the same area, metric, scope and period.
 *
 * @param observation the figure
 * @param preferred whether indicators use this one
 * @param reportCount how many figures there are for the same; 1: no conflict
 * @param relativeDifference how far it lies from the preferred one, as {@link
 *     SourcePriority#relativeDifference} says; null without a conflict
 */
public record StandingObservation(
    Observation observation,
    boolean preferred,
    int reportCount,
    @Nullable Double relativeDifference)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Whether there is another figure for the same, as the view conflicts shows both. */
  public boolean isInConflict() {
    return reportCount > 1;
  }
}
