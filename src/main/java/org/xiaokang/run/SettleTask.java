package org.xiaokang.run;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xiaokang.block.BlockRouter;
import org.xiaokang.block.Group;
import org.xiaokang.block.HeldBlocks;
import org.xiaokang.ingest.DatedRow;
import org.xiaokang.ingest.FigureHistory;
import org.xiaokang.ingest.FigureId;
import org.xiaokang.ingest.FigureOutcome;
import org.xiaokang.ingest.FigureUpdate;
import org.xiaokang.ingest.KnownFigure;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.OpenFigure;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.ingest.RejectedRow;
import org.xiaokang.ingest.RejectedRow.Verdict;
import org.xiaokang.ingest.RowAccount;
import org.xiaokang.ingest.Settlement;
import org.xiaokang.lake.DataFileWriter;
import org.xiaokang.lake.ObservationHistoryTable;
import org.xiaokang.lake.RejectedMetricsTable;
import org.xiaokang.lake.StateFolder;
import org.xiaokang.quality.LoadCounter;
import org.xiaokang.quality.LoadCounts.SourceRows;

/**
 * What becomes of all rows of one figure after the other, and what the figure said before. Input:
 * {@link Port#ROWS} and {@link Port#KNOWN}, key: the figure; {@link Port#EVIDENCE}; of files that
 * did not change, rows that the load before left. Output: {@link Port#SETTLED}, by region; files of
 * rejected_metrics and observation_history; rows and the register of figures, where a later load is
 * to find them. Memory: the blocks of the partition, and the rows of one figure.
 */
final class SettleTask extends StageTask {
  private static final Comparator<Figure> BY_ID =
      comparing((Figure figure) -> figure.id.source())
          .thenComparing(figure -> figure.id.docId())
          .thenComparing(figure -> figure.id.obsId());

  private final RunPlan plan;
  private final Settlement settlement;
  private final Iterator<Group<FigureEvent>> figures;
  private final BlockRouter<SettledFigure> settled;
  private final DataFileWriter<RejectedRow> rejected;
  private final DataFileWriter<RejectedRow> alike;
  private final DataFileWriter<FigureHistory> history;
  private final LoadCounter counter;
  private final LoadContext context;
  private final @Nullable FigureRegister register;
  private final @Nullable ReceivedState received;
  private final FigureChanges changes = new FigureChanges();
  private final LoadRemarks remarks = new LoadRemarks();
  private RowAccount account = RowAccount.EMPTY;

  SettleTask(RunPlan plan, LoadContext context, StageInputs inputs, int partition) {
    this.plan = plan;
    this.context = context;
    this.settlement =
        new Settlement(
            plan.validator(),
            context.readings(plan, inputs),
            Set.copyOf(plan.estimates().sources().keySet()));
    this.settled = to(Port.SETTLED, plan.byRegionPart(SettledFigure.Codec.INSTANCE));
    this.counter = new LoadCounter(plan.gates().today());
    this.rejected = TaskFiles.open(plan.lake(), RejectedMetricsTable.SCHEMA);
    this.alike = TaskFiles.open(plan.lake(), RejectedMetricsTable.SCHEMA);
    this.history = TaskFiles.open(plan.lake(), ObservationHistoryTable.SCHEMA);
    FileNumbers files = context.files();
    List<byte[]> blocks = new ArrayList<>();
    inputs.of(Port.ROWS).forEachRemaining(blocks::add);
    if (files == null) {
      this.register = null;
      this.received = null;
    } else {
      StateFolder folder = new StateFolder(plan.lake(), TaskFiles.hadoop());
      ReceivedState rows = new ReceivedState(folder, files, context.before(), partition);
      blocks.forEach(rows::add);
      rows.touched().forEachRemaining(blocks::add);
      this.received = rows;
      this.register = new FigureRegister(folder, files, context.before(), partition);
    }
    inputs.of(Port.KNOWN).forEachRemaining(blocks::add);
    this.figures = new HeldBlocks<>(FigureEvent.Codec.INSTANCE, blocks.iterator()).groups();
  }

  /** What there is of one figure. */
  private static final class Figure {
    private final FigureId id;
    private final List<DatedRow> rows = new ArrayList<>(1);
    private @Nullable OpenFigure open;
    private int revisions;

    Figure(FigureId id) {
      this.id = id;
    }

    KnownFigure known() {
      return open == null ? new KnownFigure(null, revisions) : KnownFigure.open(open);
    }
  }

  @Override
  boolean step() {
    if (!figures.hasNext()) {
      return false;
    }
    Group<FigureEvent> group = figures.next();
    FigureNotes notes = new FigureNotes(context, register, group.key());
    // Keys are hashes: those of two figures may be the same.
    List<Figure> together = new ArrayList<>(1);
    for (FigureEvent event : group.all()) {
      if (event instanceof FigureEvent.Received received) {
        ReceivedRow row = received.row();
        notes.received(row);
        FigureId id = FigureId.of(row);
        if (id == null) {
          give(settlement.alone(row), KnownFigure.NEVER_REPORTED, notes);
        } else {
          figure(together, id).rows.add(new DatedRow(row, plan.writtenAt(row)));
        }
      } else if (event instanceof FigureEvent.Known known) {
        notes.isKnown();
        figure(together, known.figure().statement().id()).open = known.figure();
      } else if (event instanceof FigureEvent.Ended ended) {
        Figure figure = figure(together, ended.id());
        figure.revisions = Math.max(figure.revisions, ended.revision());
      }
    }
    together.sort(BY_ID);
    for (Figure figure : together) {
      figure.revisions = Math.max(figure.revisions, notes.revisions());
      settle(figure, notes);
    }
    notes.end(together.size());
    return true;
  }

  private static Figure figure(List<Figure> together, FigureId id) {
    for (Figure figure : together) {
      if (figure.id.equals(id)) {
        return figure;
      }
    }
    Figure figure = new Figure(id);
    together.add(figure);
    return figure;
  }

  private void settle(Figure figure, FigureNotes notes) {
    give(
        figure.rows.isEmpty() ? new FigureOutcome(null, List.of()) : settlement.of(figure.rows),
        figure.known(),
        notes);
  }

  private void give(FigureOutcome outcome, KnownFigure known, FigureNotes notes) {
    account = account.plus(RowAccount.of(outcome));
    for (RejectedRow row : outcome.others()) {
      (notes.hasIt(row) ? alike : rejected).write(row);
      if (row.verdict() != Verdict.NOT_REPORTED) {
        counter.received(row.row().source());
      }
      counter.rejected(row);
    }
    FigureOutcome.ObservedRow observed = outcome.observed();
    FigureUpdate update =
        FigureUpdate.of(known, observed == null ? null : observed.statement(), plan.runId());
    if (update.ended() != null) {
      history.write(update.ended());
    }
    if (context.hasPast()) {
      changes.add(known.open(), update);
    }
    OpenFigure open = update.open();
    if (open != null && observed != null) {
      Observation observation = observed.observation();
      remarks.add(observation.source(), outcome.remarks());
      counter.received(observation.source());
      int part =
          settled.add(
              new SettledFigure(
                  observation,
                  open.statement().file(),
                  open.statement().line(),
                  open.revision(),
                  open.fromRun(),
                  open.beganBy()),
              plan.place(observation.region().seriesArea()),
              0);
      notes.stands(observed.row(), part, open.revision());
    } else {
      notes.standsNot(known.revisions());
    }
  }

  @Override
  void end() {
    report(rejected.finish());
    report(history.finish());
    report(changes.counted());
    report(remarks);
    if (register == null) {
      report(counter.counts());
      report(account);
      return;
    }
    report(new RejectedAlike(alike.finish()));
    FigureRegister.Summary summary = register.finish();
    FileNumbers files = files();
    LoadCounter all = new LoadCounter(plan.gates().today());
    files
        .bySource(summary.figures())
        .forEach((source, rows) -> all.counted(source, new SourceRows(rows, 0)));
    files
        .bySource(summary.rejected())
        .forEach((source, rows) -> all.counted(source, new SourceRows(0, rows)));
    report(all.counts());
    report(summary.account());
    report(summary);
    if (received != null) {
      report(received.finish());
    }
  }

  private FileNumbers files() {
    FileNumbers files = context.files();
    if (files == null) {
      throw new IllegalStateException("no register is kept");
    }
    return files;
  }
}
