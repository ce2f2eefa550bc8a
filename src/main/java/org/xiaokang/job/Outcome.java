package org.xiaokang.job;

import java.util.List;
import java.util.Optional;
import org.xiaokang.tables.Release;
import org.xiaokang.tables.WriteResult;

/**
 * What a job did.
 *
 * @param counts the account of the load, if there was one
 * @param written each table, its version and rows
 * @param release the release readers see now, if there is one
 * @param published whether this run made it
 */
public record Outcome(
    Optional<Counts> counts,
    List<WriteResult> written,
    Optional<Release> release,
    boolean published) {
  /** Keeps a copy. */
  public Outcome {
    written = List.copyOf(written);
  }
}
