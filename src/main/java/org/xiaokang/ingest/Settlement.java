package org.xiaokang.ingest;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.RejectedRow.Verdict;

/**
 * What becomes of each row that was received: an observation, or a row with a verdict. Every row
 * that comes in goes out once.
 *
 * @param validator reads the rows that stand
 */
public record Settlement(RowValidator validator) implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * What became of some rows.
   *
   * @param observed the figure; null where there is none
   * @param rejected the rows that are no observation
   */
  public record Outcome(@Nullable ReceivedObservation observed, List<RejectedRow> rejected) {
    /** Keeps a copy. */
    public Outcome {
      rejected = List.copyOf(rejected);
    }
  }

  /** What becomes of a row that does not say which figure it is of: it stands for itself. */
  public Outcome ofRow(ReceivedRow row) {
    ContractRow cells = row.cells();
    RowValidator.Validated validated =
        cells == null
            ? RowValidator.malformed(Objects.requireNonNullElse(row.malformed(), ""))
            : validator.validate(row.source(), cells);
    return outcome(row, validated);
  }

  private static Outcome outcome(ReceivedRow row, RowValidator.Validated validated) {
    Observation observation = validated.observation();
    return observation == null
        ? new Outcome(
            null, List.of(new RejectedRow(row, Verdict.REJECTED, validated.reasons())))
        : new Outcome(new ReceivedObservation(observation, row.file(), row.line()), List.of());
  }

  /**
   * What becomes of all rows of one figure, as {@link Deduplication} settles them. Where the figure
   * is withdrawn, so are all its rows but the repeated ones.
   *
   * @param rows of one {@link FigureId}, in any order; at least one
   * @param writtenAt when a row's file was written; null where its source has no files
   */
  public Outcome ofFigure(
      List<ReceivedRow> rows, Function<ReceivedRow, @Nullable Instant> writtenAt) {
    List<Deduplication.Received> received =
        rows.stream().map(row -> received(row, writtenAt.apply(row))).toList();
    String obsId = Objects.requireNonNull(cells(rows.get(0)).obsId());
    List<Deduplication.Settled> settled = Deduplication.settle(received, obsId);
    boolean stands =
        settled.stream().anyMatch(one -> one.state() == Deduplication.State.STANDS);
    ReceivedObservation observed = null;
    List<RejectedRow> rejected = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      ReceivedRow row = rows.get(i);
      switch (settled.get(i).state()) {
        case DUPLICATE -> rejected.add(new RejectedRow(row, Verdict.DUPLICATE, List.of()));
        case SUPERSEDED ->
            rejected.add(
                new RejectedRow(
                    row, stands ? Verdict.SUPERSEDED : Verdict.WITHDRAWN, List.of()));
        case STANDS -> {
          Outcome outcome =
              outcome(
                  row, validator.validate(row.source(), cells(row), settled.get(i).reason()));
          rejected.addAll(outcome.rejected());
          observed = outcome.observed() == null ? observed : outcome.observed();
        }
      }
    }
    return new Outcome(observed, rejected);
  }

  private static ContractRow cells(ReceivedRow row) {
    return Objects.requireNonNull(row.cells());
  }

  private static Deduplication.Received received(ReceivedRow row, @Nullable Instant writtenAt) {
    ContractRow cells = cells(row);
    LocalDate published =
        cells.publishedOn() == null ? null : PrintedDate.day(cells.publishedOn());
    // Rows of a source without lines that say the same may differ in what the contract leaves out.
    long line = row.line() == null ? RowHash.content(row.received().values()) : row.line();
    return new Deduplication.Received(
        published,
        writtenAt,
        row.file(),
        line,
        RowHash.content(cells.cells()),
        RowValidator.withdraws(cells),
        cells.value());
  }
}
