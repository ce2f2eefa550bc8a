package org.xiaokang.job;

import java.util.Locale;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.ingest.RowAccount;
import org.xiaokang.reader.Release;

/**
 * The account of a load: every row read is observed, not reported, rejected, a duplicate or
 * superseded.
 *
 * @param read rows of all sources
 * @param observed rows that became observations
 * @param rejected rows kept in rejected_metrics with their reasons
 * @param notReported rows that say that there is no figure
 * @param duplicates rows that repeat another row exactly
 * @param superseded rows that a later one of their source corrects or withdraws, and those that
 *     withdraw
 */
public record Counts(
    long read, long observed, long rejected, long notReported, long duplicates, long superseded) {
  /** Of the rows that tasks counted as they read them, and as they decided what becomes of them. */
  static Counts of(long read, RowAccount account) {
    return new Counts(
        read,
        account.observed(),
        account.rejected(),
        account.notReported(),
        account.duplicates(),
        account.superseded() + account.withdrawn());
  }

  static Counts of(Release release) {
    return new Counts(
        release.readRows(),
        release.observedRows(),
        release.rejectedRows(),
        release.notReportedRows(),
        release.duplicateRows(),
        release.supersededRows());
  }

  /**
   * Holds the identity read = observed + not reported + rejected + duplicates + superseded.
   *
   * @throws XiaokangException if rows were lost or multiplied on the way
   */
  Counts balanced() {
    long accounted = observed + rejected + notReported + duplicates + superseded;
    if (read != accounted) {
      throw new XiaokangException(
          "the account of this load does not balance: read "
              + read
              + " rows, but observed "
              + observed
              + " + not reported "
              + notReported
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
    String none =
        notReported == 0 ? "" : String.format(Locale.ROOT, " + %,d not reported", notReported);
    return String.format(
        Locale.ROOT,
        "%,d read = %,d observed%s + %,d rejected + %,d duplicates + %,d superseded",
        read,
        observed,
        none,
        rejected,
        duplicates,
        superseded);
  }
}
