package org.xiaokang.ingest;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row as it was received, and when.
 *
 * @param row the row
 * @param writtenAt when its file was written; null where the source has no files
 */
public record DatedRow(ReceivedRow row, @Nullable Instant writtenAt) implements Serializable {
  private static final long serialVersionUID = 1L;
}
