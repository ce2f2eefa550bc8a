package org.xiaokang.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xiaokang.config.Source;
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
 * @param validator reads the row that stands; of the others those that may be about something else
 * @param readings how labels and numbers of each source are read
 * @param distributions names of the sources whose rows are estimates
 */
public record Settlement(RowValidator validator, SourceReadings readings, Set<String> distributions)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of sources that declare nothing, and of whose columns nothing is known. */
  Settlement(RowValidator validator) {
    this(validator, SourceReadings.of(Map.of(), Map.of()), Set.of());
  }

  /** Of sources none of which is a distribution. */
  Settlement(RowValidator validator, SourceReadings readings) {
    this(validator, readings, Set.of());
  }

  private static final int VALUE = Source.CONTRACT.indexOf("value");

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
    SourceReading reading = readings.of(rows.get(0).row().source());
    if (rows.size() == 1) {
      Settled alone = Deduplication.alone(RowValidator.withdraws(first), obsId);
      return outcome(rows, List.of(alone), reading, obsId);
    }
    List<Deduplication.Received> received = received(rows, reading);
    List<Settled> settled = Deduplication.settle(received, obsId);
    boolean mayCollide =
        !reading.printing().subjectsMayChange()
            && settled.stream().anyMatch(row -> row.state() == State.STANDS);
    return outcome(
        rows,
        mayCollide ? new Collisions(this, reading).among(rows, received, settled, obsId) : settled,
        reading,
        obsId);
  }

  private FigureOutcome outcome(
      List<DatedRow> rows, List<Settled> settled, SourceReading reading, String obsId) {
    boolean isWithdrawn = settled.stream().noneMatch(row -> row.state() == State.STANDS);
    FigureOutcome.ObservedRow observed = null;
    List<RejectedRow> others = new ArrayList<>();
    List<Remark> remarks = List.of();
    for (int i = 0; i < rows.size(); i++) {
      ReceivedRow row = rows.get(i).row();
      switch (settled.get(i).state()) {
        case DUPLICATE -> others.add(new RejectedRow(row, Verdict.DUPLICATE, List.of()));
        case SUPERSEDED ->
            others.add(
                new RejectedRow(
                    row, isWithdrawn ? Verdict.WITHDRAWN : Verdict.SUPERSEDED, List.of()));
        case STANDS -> {
          RowValidator.Validated validated = validated(rows.get(i), reading);
          List<Reason> reasons = reasons(validated.reasons(), settled.get(i).reasons());
          if (!reasons.isEmpty()) {
            others.add(new RejectedRow(row, Verdict.REJECTED, reasons));
          } else if (validated.observation() != null) {
            observed = new FigureOutcome.ObservedRow(row, validated.observation());
            remarks = validated.remarks();
          } else if (validated.isNotReported()) {
            others.add(new RejectedRow(row, Verdict.NOT_REPORTED, List.of()));
          } else {
            throw new IllegalStateException("figure " + obsId + " is nothing, and for no reason");
          }
        }
      }
    }
    return new FigureOutcome(observed, others, remarks);
  }

  /** What a row says by itself. */
  RowValidator.Validated validated(DatedRow dated, SourceReading reading) {
    ReceivedRow row = dated.row();
    if (!distributions.contains(row.source())) {
      return validator.validate(cells(row), reading, dated.writtenAt(), row.faults());
    }
    Reason refusal = EstimateRow.refusal(row);
    return refusal == null
        ? validator.estimated(cells(row), reading, EstimateRow.precision(row))
        : RowValidator.Validated.refused(List.of(refusal));
  }

  /** Settles a row that does not say which figure it is about: at best it has no figure either. */
  public FigureOutcome alone(ReceivedRow row) {
    ContractRow cells = row.cells();
    RowValidator.Validated validated =
        cells == null
            ? RowValidator.malformed(row.malformed() == null ? "" : row.malformed())
            : validator.validate(cells, readings.of(row.source()), null, row.faults());
    return new FigureOutcome(
        null,
        List.of(
            validated.isNotReported()
                ? new RejectedRow(row, Verdict.NOT_REPORTED, List.of())
                : new RejectedRow(row, Verdict.REJECTED, validated.reasons())));
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
  private static List<Deduplication.Received> received(List<DatedRow> rows, SourceReading reading) {
    List<ReceivedRow> inPlace = rows.stream().map(DatedRow::row).sorted(BY_PLACE).toList();
    IdentityHashMap<ReceivedRow, Integer> places = new IdentityHashMap<>();
    inPlace.forEach(row -> places.put(row, places.size()));
    return rows.stream()
        .map(row -> received(row, Objects.requireNonNull(places.get(row.row())), reading))
        .toList();
  }

  private static Deduplication.Received received(DatedRow dated, int place, SourceReading reading) {
    ContractRow cells = cells(dated.row());
    return new Deduplication.Received(
        PublishedOn.read(cells.publishedOn(), reading).day(),
        dated.writtenAt(),
        dated.row().file(),
        place,
        content(cells, reading),
        RowValidator.withdraws(cells),
        cells.value());
  }

  /** Of the cells; a number counts as what it is, however it is spelled. */
  private static long content(ContractRow row, SourceReading reading) {
    List<@Nullable String> cells = new ArrayList<>(row.cells());
    String value = row.value();
    if (NoFigure.isSaidBy(value, reading.printing().noFigure())) {
      cells.set(VALUE, null);
    } else if (value != null) {
      PrintedNumber number = reading.number(value);
      cells.set(VALUE, number == null || number.value() == null ? value : number.key());
    }
    return RowHash.content(cells);
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
