package org.xiaokang.ingest;

import java.io.Serializable;

/**
 * What became of records of a distribution: used, or left out by reason. Those of one source and
 * estimate are all records that were read.
 *
 * @param source the source's name
 * @param estimate the estimate's id
 * @param reason {@link #USED}, or why they were left out
 * @param records how many
 * @param weight the sum of their weights, as far as they have one
 */
public record RecordAccount(
    String source, String estimate, String reason, long records, double weight)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** They are in a figure, or in the reason why there is none. */
  public static final String USED = "used";

  /** Whether they were left out. */
  public boolean isLeftOut() {
    return !reason.equals(USED);
  }
}
