package org.xiaokang.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xiaokang.block.Block;
import org.xiaokang.block.BlockRouter;
import org.xiaokang.block.Group;
import org.xiaokang.block.HeldBlocks;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.ObservationRow;
import org.xiaokang.ingest.Remark;
import org.xiaokang.ingest.SourcePriority;
import org.xiaokang.ingest.StandingObservation;
import org.xiaokang.lake.DataFileWriter;
import org.xiaokang.lake.ObservationsTable;
import org.xiaokang.lake.StateFolder;
import org.xiaokang.quality.LoadCounter;

/**
 * Which of several figures for the same is preferred, region by region; all are written into a file
 * of the table observations. Input: {@link Port#SETTLED}, key: the place of the region's series;
 * where the load before left figures of these regions, those that nothing touched. Output: {@link
 * Port#STANDING}, by region; {@link Port#COUNTS}, by what has to be looked at together, of metrics
 * that may be confidential; what the next load takes over. Memory: the blocks of the partition, and
 * the figures of one region.
 */
final class PreferTask extends StageTask {
  private final RunPlan plan;
  private final int part;
  private final Iterator<Group<SettledFigure>> regions;
  private final Iterator<Group<SettledFigure>> formerRegions;
  private final @Nullable LoadBefore load;
  private final StandingRouter standing;
  private final DataFileWriter<ObservationRow> file;
  private final LoadCounter counter;
  private final LoadRemarks remarks = new LoadRemarks();
  private final @Nullable StateBlocks settledState;
  private final @Nullable StateBlocks standingState;
  private final @Nullable BlockRouter<SettledFigure> settled;
  private @Nullable Group<SettledFigure> next;
  private @Nullable Group<SettledFigure> nextFormer;
  private @Nullable LocalDate nextDay;
  private boolean isGiven;
  private long inConflict;

  /**
   * A task.
   *
   * @param context what the load before left
   * @param part which part of the regions it is for
   */
  static StageTask of(RunPlan plan, LoadContext context, StageInputs inputs, int part) {
    LoadBefore load = context.before();
    if (load != null && !load.parts().get(part) && !inputs.of(Port.SETTLED).hasNext()) {
      return new KeptPartTask(folder(plan), part, load.regions().get(part));
    }
    return new PreferTask(plan, context, inputs, part);
  }

  private static StateFolder folder(RunPlan plan) {
    return new StateFolder(plan.lake(), TaskFiles.hadoop());
  }

  private PreferTask(RunPlan plan, LoadContext context, StageInputs inputs, int part) {
    this.plan = plan;
    this.part = part;
    this.load = context.before();
    this.regions = groups(inputs.of(Port.SETTLED));
    this.formerRegions = groups(former(plan, load, part));
    this.next = next(regions);
    this.nextFormer = next(formerRegions);
    this.standing = new StandingRouter(plan, this);
    this.counter = new LoadCounter(plan.gates().today());
    this.file = TaskFiles.open(plan.lake(), ObservationsTable.SCHEMA);
    boolean leaves = context.files() != null;
    this.settledState = leaves ? new StateBlocks(folder(plan), "settled", part) : null;
    this.standingState = leaves ? new StateBlocks(folder(plan), "standing", part) : null;
    this.settled = load == null ? null : plan.byRegionPart(SettledFigure.Codec.INSTANCE);
    if (settledState != null && load == null) {
      inputs.of(Port.SETTLED).forEachRemaining(this::keep);
    }
  }

  private static Iterator<Group<SettledFigure>> groups(Iterator<byte[]> blocks) {
    return new HeldBlocks<>(SettledFigure.Codec.INSTANCE, blocks).groups();
  }

  private static Iterator<byte[]> former(RunPlan plan, @Nullable LoadBefore load, int part) {
    return load == null
        ? List.<byte[]>of().iterator()
        : StateBlocks.read(folder(plan), load.regions().get(part).settled()).stream()
            .map(StageOutput::bytes)
            .iterator();
  }

  private static @Nullable Group<SettledFigure> next(Iterator<Group<SettledFigure>> groups) {
    return groups.hasNext() ? groups.next() : null;
  }

  private void keep(byte[] block) {
    if (settledState != null) {
      settledState.add(new StageOutput(Port.SETTLED, part, block));
    }
  }

  @Override
  boolean step() {
    Group<SettledFigure> ofNow = next;
    Group<SettledFigure> ofThen = nextFormer;
    if (ofNow == null && ofThen == null) {
      return false;
    }
    long key =
        Math.min(
            ofNow == null ? Long.MAX_VALUE : ofNow.key(),
            ofThen == null ? Long.MAX_VALUE : ofThen.key());
    List<SettledFigure> figures = new ArrayList<>();
    if (ofThen != null && ofThen.key() == key) {
      for (SettledFigure figure : ofThen.all()) {
        if (load == null || !load.touches(figure.observation().observationId())) {
          figures.add(figure);
        }
      }
      nextFormer = next(formerRegions);
    }
    if (ofNow != null && ofNow.key() == key) {
      figures.addAll(ofNow.all());
      next = next(regions);
    }
    region(figures, key);
    return true;
  }

  private void region(List<SettledFigure> figures, long place) {
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
      note(figure, place);
      remark(figure.observation(), rivals.get(i));
    }
    counter.region(all);
  }

  /** Documents that contradict themselves are told: mostly a column was not mapped. */
  private void remark(Observation figure, List<Observation> same) {
    for (Observation other : same) {
      if (other.docId().equals(figure.docId())
          && other.source().equals(figure.source())
          && other.value().compareTo(figure.value()) != 0) {
        String example =
            String.join(
                " ",
                figure.region().refArea(),
                figure.metric(),
                figure.scope(),
                figure.period().timePeriod());
        remarks.add(figure.source(), List.of(new Remark(Remark.Kind.CONTRADICTION, example)));
        return;
      }
    }
  }

  /** For the next load: the figure, and a day from which on it is counted otherwise. */
  private void note(SettledFigure figure, long place) {
    nextDay = earlier(nextDay, figure.observation().period().end());
    nextDay = earlier(nextDay, figure.observation().publishedOn());
    if (settled != null) {
      settled.add(figure, place, 0);
      for (Block block = settled.poll(); block != null; block = settled.poll()) {
        keep(block.bytes());
      }
    }
  }

  private @Nullable LocalDate earlier(@Nullable LocalDate known, @Nullable LocalDate day) {
    return day == null
            || !day.isAfter(plan.gates().today())
            || (known != null && known.isBefore(day))
        ? known
        : day;
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
    report(remarks);
    report(new FiguresInConflict(inConflict));
  }

  @Override
  void giving(StageOutput one) {
    if (standingState != null && !isGiven) {
      standingState.add(one);
    }
  }

  @Override
  void given() {
    isGiven = true;
    if (settled != null) {
      settled.flush();
      for (Block block = settled.poll(); block != null; block = settled.poll()) {
        keep(block.bytes());
      }
    }
    if (settledState != null && standingState != null) {
      report(
          new RegionPartMade(
              part,
              settledState.finish(),
              standingState.finish(),
              nextDay == null ? null : nextDay.toString()));
    }
  }
}
