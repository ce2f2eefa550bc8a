package org.xiaokang.run;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.xiaokang.block.Group;
import org.xiaokang.block.HeldBlocks;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.ObservationRow;
import org.xiaokang.ingest.SourcePriority;
import org.xiaokang.ingest.StandingObservation;
import org.xiaokang.lake.DataFileWriter;
import org.xiaokang.lake.ObservationsTable;
import org.xiaokang.quality.LoadCounter;

/**
 * Which of several figures for the same is preferred, region by region; all are written into a file
 * of the table observations. Input: {@link Port#SETTLED}, key: the place of the region's series.
 * Output: {@link Port#STANDING}, by region; {@link Port#COUNTS}, by what has to be looked at
 * together, of metrics that may be confidential. Memory: the blocks of the partition, and the
 * figures of one region.
 */
final class PreferTask extends StageTask {
  /** Rows of a region and a metric lie together: files are skipped by these, and parts of files. */
  private static final Comparator<SettledFigure> ORDER =
      comparing((SettledFigure one) -> one.observation().region().refArea())
          .thenComparing(one -> one.observation().metric())
          .thenComparing(one -> one.observation().scope())
          .thenComparing(one -> one.observation().period().timePeriod())
          .thenComparing(one -> one.observation().source())
          .thenComparing(one -> one.observation().docId())
          .thenComparing(one -> one.observation().obsId());

  private final RunPlan plan;
  private final Iterator<Group<SettledFigure>> regions;
  private final StandingRouter standing;
  private final DataFileWriter<ObservationRow> file;
  private final LoadCounter counter;
  private long inConflict;

  PreferTask(RunPlan plan, StageInputs inputs) {
    this.plan = plan;
    this.regions = new HeldBlocks<>(SettledFigure.Codec.INSTANCE, inputs.of(Port.SETTLED)).groups();
    this.standing = new StandingRouter(plan, this);
    this.counter = new LoadCounter(plan.gates().today());
    this.file = TaskFiles.open(plan.lake(), ObservationsTable.SCHEMA);
  }

  @Override
  boolean step() {
    if (!regions.hasNext()) {
      return false;
    }
    List<SettledFigure> figures = regions.next().all();
    Map<SourcePriority.Key, List<Observation>> rivals = new HashMap<>();
    for (SettledFigure figure : figures) {
      rivals
          .computeIfAbsent(SourcePriority.Key.of(figure.observation()), key -> new ArrayList<>())
          .add(figure.observation());
    }
    figures.sort(ORDER);
    List<StandingObservation> all = new ArrayList<>(figures.size());
    for (SettledFigure figure : figures) {
      Observation observation = figure.observation();
      StandingObservation one =
          plan.priority()
              .beside(
                  observation, rivals.getOrDefault(SourcePriority.Key.of(observation), List.of()));
      inConflict += one.isInConflict() ? 1 : 0;
      all.add(one);
      file.write(figure.row(one));
      standing.add(one);
    }
    counter.region(all);
    return true;
  }

  @Override
  void end() {
    report(file.finish());
    report(counter.counts());
    report(new FiguresInConflict(inConflict));
  }
}
