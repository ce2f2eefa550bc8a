package org.xiaokang.source;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a run read: one file of a source, one version of a Delta table, or a database table, told by
 * its content. A row of the table source_files.
 *
 * @param source name of the source in the configuration
 * @param path the file as a URI, or the table's folder, or its database and name: what the rows
 *     that are read of it name as their file
 * @param sizeBytes its size in bytes; of a Delta table the size of its version's files; 0 of a
 *     database
 * @param modifiedAt when this content was written, as first seen, to the microsecond
 * @param checksum what its content is told by
 * @param reading a hash of how its rows are read; null in a ledger from before that was noted
 * @param runId the run that read this content first
 */
public record LedgerEntry(
    String source,
    String path,
    long sizeBytes,
    Instant modifiedAt,
    String checksum,
    @Nullable String reading,
    String runId)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps microseconds, as the table does. */
  public LedgerEntry {
    modifiedAt = modifiedAt.truncatedTo(ChronoUnit.MICROS);
  }
}
