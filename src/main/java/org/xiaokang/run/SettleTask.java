package org.xiaokang.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.block.BlockRouter;
import org.xiaokang.block.Group;
import org.xiaokang.block.HeldBlocks;
import org.xiaokang.ingest.EndedRevision;
import org.xiaokang.ingest.FigureHistory;
import org.xiaokang.ingest.FigureId;
import org.xiaokang.ingest.FigureState;
import org.xiaokang.ingest.ReceivedObservation;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.ingest.RejectedRow;
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
  private final RunPlan plan;
  private final Settlement settlement;
  private final Iterator<Group<FigureEvent>> figures;
  private final BlockRouter<SettledFigure> observations;
  private final DataFileWriter<RejectedRow> rejected;
  private final DataFileWriter<EndedRevision> history;
  private final LoadCounter counter;
  private final Map<RejectedRow.Verdict, Long> verdicts = new HashMap<>();
  private long observed;

  SettleTask(RunPlan plan, StageInputs inputs) {
    this.plan = plan;
    this.settlement = new Settlement(plan.validator());
    this.figures = new HeldBlocks<>(FigureEvent.Codec.INSTANCE, inputs.of(Port.ROWS)).groups();
    this.observations = to(Port.SETTLED, plan.byRegion(SettledFigure.Codec.INSTANCE));
    this.counter = new LoadCounter(plan.gates().today());
    this.rejected = TaskFiles.open(plan.lake(), RejectedMetricsTable.SCHEMA);
    this.history = TaskFiles.open(plan.lake(), ObservationHistoryTable.SCHEMA);
  }

  /** What there is of one figure. */
  private static final class Figure {
    private final List<ReceivedRow> rows = new ArrayList<>();
    private @Nullable FigureState known;
    private int lastRevision;
  }

  @Override
  boolean step() {
    if (!figures.hasNext()) {
      return false;
    }
    // Keys are hashes: those of two figures may be the same.
    Map<FigureId, Figure> byId = new TreeMap<>(FigureId.ORDER);
    for (FigureEvent event : figures.next().all()) {
      if (event instanceof FigureEvent.Received received) {
        FigureId id = FigureId.of(received.row());
        if (id == null) {
          settled(settlement.ofRow(received.row()), null, 0);
        } else {
          figure(byId, id).rows.add(received.row());
        }
      } else if (event instanceof FigureEvent.Known known) {
        Figure figure = figure(byId, known.state().id());
        figure.known = known.state();
        figure.lastRevision = Math.max(figure.lastRevision, known.state().revision());
      } else if (event instanceof FigureEvent.Ended ended) {
        Figure figure = figure(byId, ended.id());
        figure.lastRevision = Math.max(figure.lastRevision, ended.revision());
      }
    }
    byId.values().forEach(this::settle);
    return true;
  }

  private static Figure figure(Map<FigureId, Figure> byId, FigureId id) {
    return byId.computeIfAbsent(id, key -> new Figure());
  }

  private void settle(Figure figure) {
    Settlement.Outcome outcome =
        figure.rows.isEmpty()
            ? new Settlement.Outcome(null, List.of())
            : settlement.ofFigure(figure.rows, plan::writtenAt);
    settled(outcome, figure.known, figure.lastRevision);
  }

  private void settled(
      Settlement.Outcome outcome, @Nullable FigureState known, int lastRevision) {
    for (RejectedRow row : outcome.rejected()) {
      rejected.write(row);
      verdicts.merge(row.verdict(), 1L, Long::sum);
      counter.rejected(row);
    }
    ReceivedObservation now = outcome.observed();
    FigureHistory.Step step = FigureHistory.next(known, lastRevision, now, plan.runId());
    if (step.ended() != null) {
      history.write(step.ended());
    }
    FigureState state = step.now();
    if (state != null && now != null) {
      observed++;
      counter.received(now.observation().source());
      observations.add(
          new SettledFigure(
              now.observation(),
              now.file(),
              now.line(),
              state.revision(),
              state.validFromRun(),
              state.beganBy()),
          plan.place(now.observation().region().seriesArea()),
          0);
    }
  }

  @Override
  void end() {
    report(rejected.finish());
    report(history.finish());
    report(counter.counts());
    report(new RowsSettled(observed, verdicts));
  }
}
