package org.xiaokang.ingest;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Deduplication.Settled;
import org.xiaokang.ingest.Deduplication.State;
import org.xiaokang.ingest.RejectedRow.Verdict;

/**
 * Settles what becomes of the rows of a figure: {@link Deduplication} tells which one stands, and
 * the validator whether it is an observation.
 *
 * <p>Where a row with action D is the last word, it and the rows before it are withdrawn, but for
 * those that repeat it. Where a later row reports the figure again, all rows before that one are
 * superseded, those with action D among them.
 *
 * @param validator reads the row that stands; the others are not read
 * @param distributions names of the sources whose rows are estimates
 */
public record Settlement(RowValidator validator, Set<String> distributions)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of sources of figures. */
  public Settlement(RowValidator validator) {
    this(validator, Set.of());
  }

  /** What is told of a row before what its others say of it. */
  private static final Set<String> FIRST = Set.of("missing", "encoding");

  /** Of rows that say the same in one file, which goes first: the order in which they come. */
  private static final Comparator<ReceivedRow> BY_PLACE =
      Comparator.comparing(ReceivedRow::line, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparingLong(row -> RowHash.content(row.received().values()));

  /**
   * Settles the rows of one figure.
   *
   * @param rows all rows with one {@link FigureId}, in any order; at least one
   */
  public FigureOutcome of(List<DatedRow> rows) {
    ContractRow first = cells(rows.get(0).row());
    String obsId = Objects.requireNonNull(first.obsId(), "obs_id");
    List<Settled> settled =
        rows.size() == 1
            ? List.of(Deduplication.alone(RowValidator.withdraws(first), obsId))
            : Deduplication.settle(received(rows), obsId);
    boolean isWithdrawn = settled.stream().noneMatch(row -> row.state() == State.STANDS);
    FigureOutcome.ObservedRow observed = null;
    List<RejectedRow> others = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      ReceivedRow row = rows.get(i).row();
      switch (settled.get(i).state()) {
        case DUPLICATE -> others.add(new RejectedRow(row, Verdict.DUPLICATE, List.of()));
        case SUPERSEDED ->
            others.add(
                new RejectedRow(
                    row, isWithdrawn ? Verdict.WITHDRAWN : Verdict.SUPERSEDED, List.of()));
        case STANDS -> {
          RowValidator.Validated validated = validated(row);
          List<Reason> reasons = reasons(validated.reasons(), settled.get(i).reasons());
          if (reasons.isEmpty() && validated.observation() != null) {
            observed = new FigureOutcome.ObservedRow(row, validated.observation());
          } else {
            others.add(new RejectedRow(row, Verdict.REJECTED, reasons));
          }
        }
      }
    }
    return new FigureOutcome(observed, others);
  }

  /** Settles a row that does not say which figure it is about; it is rejected. */
  public FigureOutcome alone(ReceivedRow row) {
    ContractRow cells = row.cells();
    List<Reason> reasons =
        cells == null
            ? RowValidator.malformed(row.malformed() == null ? "" : row.malformed()).reasons()
            : validator.validate(row.source(), cells).reasons();
    return new FigureOutcome(null, List.of(new RejectedRow(row, Verdict.REJECTED, reasons)));
  }

  private RowValidator.Validated validated(ReceivedRow row) {
    if (!distributions.contains(row.source())) {
      return validator.validate(row.source(), cells(row));
    }
    Reason refusal = EstimateRow.refusal(row);
    return refusal == null
        ? validator.estimated(row.source(), cells(row), EstimateRow.precision(row))
        : new RowValidator.Validated(null, List.of(refusal));
  }

  private static ContractRow cells(ReceivedRow row) {
    ContractRow cells = row.cells();
    if (cells == null) {
      throw new IllegalArgumentException(
          "a row of %s has no cells, so it is about no figure; settle it alone: %s"
              .formatted(row.file(), row.malformed()));
    }
    return cells;
  }

  /** The rows as they are compared, each with its place among those of its figure. */
  private static List<Deduplication.Received> received(List<DatedRow> rows) {
    List<ReceivedRow> inPlace = rows.stream().map(DatedRow::row).sorted(BY_PLACE).toList();
    IdentityHashMap<ReceivedRow, Integer> places = new IdentityHashMap<>();
    inPlace.forEach(row -> places.put(row, places.size()));
    return rows.stream()
        .map(row -> received(row, Objects.requireNonNull(places.get(row.row()))))
        .toList();
  }

  private static Deduplication.Received received(DatedRow dated, int place) {
    ContractRow cells = cells(dated.row());
    return new Deduplication.Received(
        publishedOn(cells),
        dated.writtenAt(),
        dated.row().file(),
        place,
        RowHash.content(cells.cells()),
        RowValidator.withdraws(cells),
        cells.value());
  }

  private static @Nullable LocalDate publishedOn(ContractRow cells) {
    return cells.publishedOn() == null ? null : PrintedDate.day(cells.publishedOn());
  }

  /** What is wrong with a row by itself, and because of the others. */
  private static List<Reason> reasons(List<Reason> ofRow, List<Reason> ofOthers) {
    if (ofOthers.isEmpty()) {
      return ofRow;
    }
    List<Reason> reasons = new ArrayList<>(ofRow);
    int first = (int) ofRow.stream().takeWhile(reason -> FIRST.contains(reason.code())).count();
    reasons.addAll(first, ofOthers);
    return reasons;
  }
}
