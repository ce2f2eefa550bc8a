package org.xiaokang.run;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
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
import org.xiaokang.ingest.RowAccount;
import org.xiaokang.ingest.Settlement;
import org.xiaokang.lake.DataFileWriter;
import org.xiaokang.lake.ObservationHistoryTable;
import org.xiaokang.lake.RejectedMetricsTable;
import org.xiaokang.quality.LoadCounter;

/**
 * What becomes of all rows of one figure after the other, and what the figure said before. Input:
 * {@link Port#ROWS}, key: the figure. Output: {@link Port#SETTLED}, by region; files of
 * rejected_metrics and observation_history. Memory: the blocks of the partition, and the rows of
 * one figure.
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
  private final DataFileWriter<FigureHistory> history;
  private final LoadCounter counter;
  private RowAccount account = RowAccount.EMPTY;

  SettleTask(RunPlan plan, StageInputs inputs) {
    this.plan = plan;
    this.settlement = new Settlement(plan.validator());
    this.figures = new HeldBlocks<>(FigureEvent.Codec.INSTANCE, inputs.of(Port.ROWS)).groups();
    this.settled = to(Port.SETTLED, plan.byRegion(SettledFigure.Codec.INSTANCE));
    this.counter = new LoadCounter(plan.gates().today());
    this.rejected = TaskFiles.open(plan.lake(), RejectedMetricsTable.SCHEMA);
    this.history = TaskFiles.open(plan.lake(), ObservationHistoryTable.SCHEMA);
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
    // Keys are hashes: those of two figures may be the same.
    List<Figure> together = new ArrayList<>(1);
    for (FigureEvent event : figures.next().all()) {
      if (event instanceof FigureEvent.Received received) {
        ReceivedRow row = received.row();
        FigureId id = FigureId.of(row);
        if (id == null) {
          give(settlement.alone(row), KnownFigure.NEVER_REPORTED);
        } else {
          figure(together, id).rows.add(new DatedRow(row, plan.writtenAt(row)));
        }
      } else if (event instanceof FigureEvent.Known known) {
        figure(together, known.figure().statement().id()).open = known.figure();
      } else if (event instanceof FigureEvent.Ended ended) {
        Figure figure = figure(together, ended.id());
        figure.revisions = Math.max(figure.revisions, ended.revision());
      }
    }
    together.sort(BY_ID);
    together.forEach(this::settle);
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

  private void settle(Figure figure) {
    give(
        figure.rows.isEmpty() ? new FigureOutcome(null, List.of()) : settlement.of(figure.rows),
        figure.known());
  }

  private void give(FigureOutcome outcome, KnownFigure known) {
    account = account.plus(RowAccount.of(outcome));
    for (RejectedRow row : outcome.others()) {
      rejected.write(row);
      counter.received(row.row().source());
      counter.rejected(row);
    }
    FigureOutcome.ObservedRow observed = outcome.observed();
    FigureUpdate update =
        FigureUpdate.of(known, observed == null ? null : observed.statement(), plan.runId());
    if (update.ended() != null) {
      history.write(update.ended());
    }
    OpenFigure open = update.open();
    if (open != null && observed != null) {
      Observation observation = observed.observation();
      counter.received(observation.source());
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
    }
  }

  @Override
  void end() {
    report(rejected.finish());
    report(history.finish());
    report(counter.counts());
    report(account);
  }
}
