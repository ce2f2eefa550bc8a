package org.xiaokang.run;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.xiaokang.block.BlockRouter;
import org.xiaokang.block.Group;
import org.xiaokang.block.HeldBlocks;
import org.xiaokang.estimate.Estimate;
import org.xiaokang.estimate.EstimatedFigure;
import org.xiaokang.estimate.GroupedEstimates;
import org.xiaokang.estimate.GroupedTable;
import org.xiaokang.estimate.Households;
import org.xiaokang.estimate.MicrodataEstimates;
import org.xiaokang.ingest.EstimateRow;
import org.xiaokang.ingest.FigureId;
import org.xiaokang.ingest.Period;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.ingest.RecordAccount;

/**
 * Estimates of rows that meet: of one source, period and region after the other. Input: {@link
 * Port#RECORDS}. Output: {@link Port#ROWS}, key: the figure; direct estimates that small areas ask
 * for, and the account of tables, as reports. Memory: the blocks of the partition, and the rows of
 * one region in columns.
 */
final class EstimateTask extends StageTask {
  private final RunPlan plan;
  private final Map<String, Map<String, Long>> drawn;
  private final Iterator<Group<DistributionRecord>> groups;
  private final BlockRouter<FigureEvent> figures;
  private final AccountSum accounts = new AccountSum();
  private long made;

  /** A figure that small areas ask for. */
  record Direct(String estimate, Period period, EstimatedFigure figure) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private record Frame(String source, Period period, int number) {}

  private record Table(String source, Period period, String area, String scope) {}

  /**
   * A task.
   *
   * @param drawn how many clusters were drawn, by sample and stratum
   */
  EstimateTask(RunPlan plan, Map<String, Map<String, Long>> drawn, StageInputs inputs) {
    this.plan = plan;
    this.drawn = drawn;
    this.groups =
        new HeldBlocks<>(DistributionRecord.Codec.INSTANCE, inputs.of(Port.RECORDS)).groups();
    this.figures = to(Port.ROWS, BlockRouter.byHash(FigureEvent.Codec.INSTANCE, plan.partitions()));
  }

  @Override
  boolean step() {
    if (!groups.hasNext()) {
      return false;
    }
    // Keys are hashes: those of two regions may be the same.
    Map<Frame, Households> frames = new TreeMap<>(Comparator.comparing(Frame::toString));
    Map<Table, List<GroupedTable.Row>> tables =
        new TreeMap<>(Comparator.comparing(Table::toString));
    for (Iterator<List<DistributionRecord>> parts = groups.next().byOrder(); parts.hasNext(); ) {
      for (DistributionRecord record : parts.next()) {
        if (record instanceof DistributionRecord.Household one) {
          frames
              .computeIfAbsent(
                  new Frame(one.source(), one.period(), one.frame()),
                  key -> new Households(plan.estimates().source(one.source()).layout()))
              .add(one.row());
        } else if (record instanceof DistributionRecord.TableRow one) {
          tables
              .computeIfAbsent(
                  new Table(one.source(), one.period(), one.area(), one.scope()),
                  key -> new ArrayList<>())
              .add(one.row());
        }
      }
    }
    frames.forEach(this::households);
    tables.forEach(this::table);
    return true;
  }

  private void households(Frame frame, Households rows) {
    SourceEstimates source = plan.estimates().source(frame.source());
    Map<String, Long> clusters =
        drawn.getOrDefault(ReadDistributionTask.sample(frame.source(), frame.period()), Map.of());
    Map<Integer, List<Integer>> levels = new TreeMap<>();
    for (SourceEstimates.Domain domain : source.frames().get(frame.number()).domains()) {
      levels.computeIfAbsent(domain.estimate(), key -> new ArrayList<>()).add(domain.level());
    }
    levels.forEach(
        (number, some) -> {
          Estimate estimate = source.estimates().get(number);
          MicrodataEstimates estimates =
              new MicrodataEstimates(
                  estimate,
                  rows,
                  clusters,
                  source.single(),
                  source.replicates(),
                  figure -> give(source, estimate, frame.period(), figure));
          some.forEach(estimates::ofLevel);
        });
  }

  private void table(Table table, List<GroupedTable.Row> rows) {
    SourceEstimates source = plan.estimates().source(table.source());
    GroupedTable.Checked checked = GroupedTable.of(rows);
    EstimatedFigure.Refusal fault = checked.fault();
    for (Estimate estimate : source.estimates()) {
      accounts.add(
          source.name(),
          estimate.id(),
          fault == null ? RecordAccount.USED : fault.code(),
          rows.size(),
          0);
      new GroupedEstimates(
              estimate,
              table.area(),
              table.scope(),
              figure -> give(source, estimate, table.period(), figure))
          .of(checked);
    }
  }

  private void give(
      SourceEstimates source, Estimate estimate, Period period, EstimatedFigure figure) {
    boolean isAskedFor =
        estimate.smallAreas().isPresent()
            && estimate.figures().stream()
                .anyMatch(other -> other.statistic().of().equals(figure.metric()));
    if (isAskedFor && figure.value() != null) {
      report(new Direct(estimate.id(), period, figure));
    }
    ReceivedRow row = EstimateRow.of(source.name(), source.path(), estimate.id(), figure, period);
    FigureId id = FigureId.of(row);
    if (id == null) {
      throw new IllegalStateException("an estimate without an id: " + row);
    }
    figures.add(new FigureEvent.Received(row), id.hash(), 0);
    made++;
  }

  @Override
  void end() {
    accounts.accounts().forEach(this::report);
    report(new RowsRead(made));
  }
}
