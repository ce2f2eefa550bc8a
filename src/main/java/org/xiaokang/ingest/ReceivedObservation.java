package org.xiaokang.ingest;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * An observation and where it was read.
 *
 * @param file the file it was read from, or the Delta or database table
 * @param line the first line of its row in the file; null where the source has no lines
 */
public record ReceivedObservation(Observation observation, String file, @Nullable Long line)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
