package org.xiaokang.job;

import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.ingest.RowAccount;
import org.xiaokang.reader.Release;

/**
 * The account of a load: every row read is observed, rejected, a duplicate or superseded.
 *
 * @param read rows of all sources
 * @param observed rows that became observations
 * @param rejected rows kept in rejected_metrics with their reasons
 * @param duplicates rows that repeat another row exactly
 * @param superseded rows that a later one of their source corrects or withdraws, and those that
 *     withdraw
 */
public record Counts(long read, long observed, long rejected, long duplicates, long superseded) {
  /** Of the rows that tasks counted as they read them, and as they decided what becomes of them. */
  static Counts of(long read, RowAccount account) {
    return new Counts(
        read,
        account.observed(),
        account.rejected(),
        account.duplicates(),
        account.superseded() + account.withdrawn());
  }

  static Counts of(Release release) {
    return new Counts(
        release.readRows(),
        release.observedRows(),
        release.rejectedRows(),
        release.duplicateRows(),
        release.supersededRows());
  }

  /**
   * Holds the identity read = observed + rejected + duplicates + superseded.
   *
   * @throws XiaokangException if rows were lost or multiplied on the way
   */
  Counts balanced() {
    long accounted = observed + rejected + duplicates + superseded;
    if (read != accounted) {
      throw new XiaokangException(
          "the account of this load does not balance: read "
              + read
              + " rows, but observed "
              + observed
              + " + rejected "
              + rejected
              + " + duplicates "
              + duplicates
              + " + superseded "
              + superseded
              + " = "
              + accounted
              + "; nothing was published. Did a source change while it was read?");
    }
    return this;
  }

  @Override
  public String toString() {
    return "%,d read = %,d observed + %,d rejected + %,d duplicates + %,d superseded"
        .formatted(read, observed, rejected, duplicates, superseded);
  }
}
