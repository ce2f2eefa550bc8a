package org.xiaokang.job;

import org.apache.spark.sql.Row;
import org.xiaokang.catalogue.XiaokangException;

/**
 * The account of a load: every row read is observed, rejected or a duplicate.
 *
 * @param read rows of all sources
 * @param observed rows that became observations
 * @param rejected rows kept in rejected_metrics with their reasons
 * @param duplicates rows that repeat another row exactly
 */
public record Counts(long read, long observed, long rejected, long duplicates) {
  static Counts of(long read, Row counted) {
    return new Counts(
        read,
        counted.getLong(counted.fieldIndex("observed")),
        counted.getLong(counted.fieldIndex("rejected")),
        counted.getLong(counted.fieldIndex("duplicates")));
  }

  /**
   * Holds the identity read = observed + rejected + duplicates.
   *
   * @throws XiaokangException if rows were lost or multiplied on the way
   */
  Counts balanced() {
    if (read != observed + rejected + duplicates) {
      throw new XiaokangException(
          "the account of this load does not balance: read "
              + read
              + " rows, but observed "
              + observed
              + " + rejected "
              + rejected
              + " + duplicates "
              + duplicates
              + " = "
              + (observed + rejected + duplicates)
              + "; nothing was published. Did a source change while it was read?");
    }
    return this;
  }

  @Override
  public String toString() {
    return "%,d read = %,d observed + %,d rejected + %,d duplicates"
        .formatted(read, observed, rejected, duplicates);
  }
}
