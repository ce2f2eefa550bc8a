package org.xiaokang.run;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.xiaokang.block.BlockRouter;
import org.xiaokang.block.Group;
import org.xiaokang.block.HeldBlocks;
import org.xiaokang.block.RecordCodec;
import org.xiaokang.indicator.HierarchyPlan;
import org.xiaokang.indicator.RegionFigures;
import org.xiaokang.indicator.RegionInput;
import org.xiaokang.indicator.RegionInputCodec;
import org.xiaokang.indicator.SeriesFigure;
import org.xiaokang.indicator.SeriesFigureCodec;

/**
 * What the figures of one region after the other give of each indicator. Input: records of regions,
 * key: the place of the region's series. Output: {@link Port#INPUTS}, by indicator, scope and
 * series of periods; where figures go to other regions' series first, {@link Port#SHARES} or {@link
 * Port#FIGURES}, by region. Memory: the blocks of the partition, and the figures of one region.
 *
 * @param <T> the records
 */
abstract class SeriesTask<T> extends StageTask {
  private final RunPlan plan;
  private final RegionFigures figures;
  private final Iterator<Group<T>> regions;
  private final BlockRouter<SeriesFigure> shares;
  private final BlockRouter<SeriesFigure> lookedUp;
  private final BlockRouter<RegionInput> inputs;

  SeriesTask(RunPlan plan, RecordCodec<T> codec, Iterator<byte[]> blocks) {
    this.plan = plan;
    this.figures = plan.figures();
    this.regions = new HeldBlocks<>(codec, blocks).groups();
    this.shares = to(Port.SHARES, plan.byRegion(SeriesFigureCodec.INSTANCE));
    this.lookedUp = to(Port.FIGURES, plan.byRegion(SeriesFigureCodec.INSTANCE));
    this.inputs = to(Port.INPUTS, BlockRouter.byHash(RegionInputCodec.INSTANCE, plan.partitions()));
  }

  @Override
  final boolean step() {
    if (!regions.hasNext()) {
      return false;
    }
    region(regions.next().all());
    return true;
  }

  /** Works on what came of one region. */
  abstract void region(List<T> records);

  final RegionFigures figures() {
    return figures;
  }

  /** Figures that go to their own series, or in shares to others. */
  final void sent(List<SeriesFigure> sent) {
    if (figures.apportions()) {
      sent.forEach(figure -> shares.add(figure, plan.place(figure.seriesArea()), 0));
    } else {
      gathered(sent);
    }
  }

  /** All figures that were sent to one series. */
  final void gathered(List<SeriesFigure> sent) {
    List<SeriesFigure> standing = figures.settled(sent);
    if (figures.looksUp()) {
      for (SeriesFigure figure : standing) {
        figures.lookUp(figure, to -> lookedUp.add(to, plan.place(to.seriesArea()), 0));
      }
    } else {
      evaluated(standing);
    }
  }

  /** All figures that formulas read on one series. */
  final void evaluated(List<SeriesFigure> all) {
    if (!all.isEmpty()) {
      for (RegionInput input : figures.inputs(all)) {
        inputs.add(input, HierarchyPlan.key(input), input.ordinal());
      }
    }
  }

  /** From figures that were sent in shares. */
  static SeriesTask<SeriesFigure> ofShares(RunPlan plan, StageInputs inputs) {
    return new SeriesTask<>(plan, SeriesFigureCodec.INSTANCE, inputs.of(Port.SHARES)) {
      @Override
      void region(List<SeriesFigure> sent) {
        gathered(sent);
      }
    };
  }

  /** From figures that were looked up. */
  static SeriesTask<SeriesFigure> ofFigures(RunPlan plan, StageInputs inputs) {
    return new SeriesTask<>(plan, SeriesFigureCodec.INSTANCE, inputs.of(Port.FIGURES)) {
      @Override
      void region(List<SeriesFigure> all) {
        evaluated(all);
      }
    };
  }

  /** From figures that stand. */
  static SeriesTask<StandingFigure> ofStanding(RunPlan plan, StageInputs inputs) {
    return new SeriesTask<>(plan, StandingFigure.Codec.INSTANCE, inputs.of(Port.STANDING)) {
      @Override
      void region(List<StandingFigure> standing) {
        List<SeriesFigure> sent = new ArrayList<>();
        for (StandingFigure one : standing) {
          if (one.preferred() && figures().reads(one.observation().metric())) {
            figures().send(one.observation(), one.confidential(), sent::add);
          }
        }
        sent(sent);
      }
    };
  }
}
