package org.xiaokang.ingest;

import java.io.Serializable;
import org.xiaokang.ingest.RejectedRow.Verdict;

/**
 * The account of a load: each row that was read is counted once.
 *
 * @param observed rows that are observations
 * @param rejected rows that cannot be read
 * @param notReported rows that say that there is no figure
 * @param superseded rows instead of which a later one of their source stands
 * @param duplicates rows that repeat the one that stands
 * @param withdrawn rows of figures that their source withdrew, with the row that says so
 */
public record RowAccount(
    long observed,
    long rejected,
    long notReported,
    long superseded,
    long duplicates,
    long withdrawn)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of no rows. */
  public static final RowAccount EMPTY = new RowAccount(0, 0, 0, 0, 0, 0);

  /** Of one row that is an observation. */
  public static final RowAccount OBSERVED = of(1);

  /** Of so many rows that are observations. */
  public static RowAccount of(long observed) {
    return new RowAccount(observed, 0, 0, 0, 0, 0);
  }

  /** Of the rows of one figure. */
  public static RowAccount of(FigureOutcome figure) {
    RowAccount account = figure.observed() == null ? EMPTY : OBSERVED;
    for (RejectedRow row : figure.others()) {
      account = account.plus(of(row.verdict()));
    }
    return account;
  }

  /** Of one row that became no observation. */
  public static RowAccount of(Verdict verdict) {
    return switch (verdict) {
      case REJECTED -> new RowAccount(0, 1, 0, 0, 0, 0);
      case NOT_REPORTED -> new RowAccount(0, 0, 1, 0, 0, 0);
      case SUPERSEDED -> new RowAccount(0, 0, 0, 1, 0, 0);
      case DUPLICATE -> new RowAccount(0, 0, 0, 0, 1, 0);
      case WITHDRAWN -> new RowAccount(0, 0, 0, 0, 0, 1);
    };
  }

  /** Of the rows of both. */
  public RowAccount plus(RowAccount other) {
    return new RowAccount(
        observed + other.observed,
        rejected + other.rejected,
        notReported + other.notReported,
        superseded + other.superseded,
        duplicates + other.duplicates,
        withdrawn + other.withdrawn);
  }

  /** All rows: as many as were read, or some were lost on the way. */
  public long rows() {
    return observed + rejected + notReported + superseded + duplicates + withdrawn;
  }
}
