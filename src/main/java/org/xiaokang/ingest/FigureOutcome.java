package org.xiaokang.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the rows of one figure: each is in exactly one place.
 *
 * @param observed the row that is an observation; null where none is
 * @param others the rows that are none, each with its verdict, in the order they were given in
 * @param remarks what is to be told of the row that is an observation
 */
public record FigureOutcome(
    @Nullable ObservedRow observed, List<RejectedRow> others, List<Remark> remarks) {
  /** Keeps a copy. */
  public FigureOutcome {
    others = List.copyOf(others);
    remarks = List.copyOf(remarks);
  }

  /** Of which nothing is to be told. */
  public FigureOutcome(@Nullable ObservedRow observed, List<RejectedRow> others) {
    this(observed, others, List.of());
  }

  /**
   * A row that is an observation.
   *
   * @param row the row as it was received
   * @param observation what it says
   */
  public record ObservedRow(ReceivedRow row, Observation observation) {
    /** What the figure says, and where. */
    public FigureStatement statement() {
      return FigureStatement.of(observation, row.file(), row.line());
    }
  }
}
