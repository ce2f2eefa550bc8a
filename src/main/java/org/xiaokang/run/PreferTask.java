package org.xiaokang.run;

import java.util.ArrayList;
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
    figures.sort(PreferTask::inOrder);
    Map<SourcePriority.Key, List<Observation>> groups = new HashMap<>();
    List<List<Observation>> rivals = new ArrayList<>(figures.size());
    for (SettledFigure figure : figures) {
      List<Observation> same =
          groups.computeIfAbsent(
              SourcePriority.Key.of(figure.observation()), key -> new ArrayList<>(1));
      same.add(figure.observation());
      rivals.add(same);
    }
    List<StandingObservation> all = new ArrayList<>(figures.size());
    for (int i = 0; i < figures.size(); i++) {
      SettledFigure figure = figures.get(i);
      StandingObservation one = plan.priority().beside(figure.observation(), rivals.get(i));
      inConflict += one.isInConflict() ? 1 : 0;
      all.add(one);
      file.write(figure.row(one));
      standing.add(one);
    }
    counter.region(all);
    return true;
  }

  /** Rows of a region and a metric lie together: files are skipped by these, and parts of files. */
  private static int inOrder(SettledFigure a, SettledFigure b) {
    Observation one = a.observation();
    Observation other = b.observation();
    int order = inOrder(one.region().refArea(), other.region().refArea());
    order = order != 0 ? order : inOrder(one.metric(), other.metric());
    order = order != 0 ? order : inOrder(one.scope(), other.scope());
    order = order != 0 ? order : inOrder(one.period().timePeriod(), other.period().timePeriod());
    order = order != 0 ? order : inOrder(one.source(), other.source());
    order = order != 0 ? order : inOrder(one.docId(), other.docId());
    return order != 0 ? order : inOrder(one.obsId(), other.obsId());
  }

  /** The same text is mostly the same object. */
  @SuppressWarnings("ReferenceEquality")
  private static int inOrder(String one, String other) {
    return one == other ? 0 : one.compareTo(other);
  }

  @Override
  void end() {
    report(file.finish());
    report(counter.counts());
    report(new FiguresInConflict(inConflict));
  }
}
