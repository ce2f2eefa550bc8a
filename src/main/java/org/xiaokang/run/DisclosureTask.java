package org.xiaokang.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.xiaokang.block.BlockRouter;
import org.xiaokang.block.Group;
import org.xiaokang.block.HeldBlocks;
import org.xiaokang.disclosure.DisclosureControl;
import org.xiaokang.disclosure.ProtectedFigure;
import org.xiaokang.disclosure.ReportedFigure;
import org.xiaokang.indicator.Confidentiality;
import org.xiaokang.lake.DataFileWriter;
import org.xiaokang.lake.DisclosureGroupsTable;

/**
 * Which figures may not be shown. Input: {@link Port#COUNTS}, key: what has to be looked at
 * together. Output: {@link Port#STANDING}, by region; a file of confidential_figures. Memory: the
 * blocks of the partition, and all figures that are looked at together.
 */
final class DisclosureTask extends StageTask {
  private final RunPlan plan;
  private final DisclosureControl control;
  private final Iterator<Group<StandingFigure>> groups;
  private final BlockRouter<StandingFigure> standing;
  private final DataFileWriter<ProtectedFigure> file;

  DisclosureTask(RunPlan plan, StageInputs inputs) {
    this.plan = plan;
    this.control = plan.disclosure().orElseThrow();
    this.groups = new HeldBlocks<>(StandingFigure.Codec.INSTANCE, inputs.of(Port.COUNTS)).groups();
    this.standing = to(Port.STANDING, plan.byRegion(StandingFigure.Codec.INSTANCE));
    this.file = TaskFiles.open(plan.lake(), DisclosureGroupsTable.SCHEMA);
  }

  @Override
  boolean step() {
    if (!groups.hasNext()) {
      return false;
    }
    List<StandingFigure> figures = groups.next().all();
    List<ReportedFigure> reported = new ArrayList<>(figures.size());
    figures.forEach(one -> reported.add(ReportedFigure.of(one.standing())));
    Map<Long, Confidentiality> hidden = new HashMap<>();
    for (ProtectedFigure one : control.protectedFigures(reported)) {
      file.write(one);
      hidden.put(one.observationId(), one.confidentiality());
    }
    for (StandingFigure one : figures) {
      if (plan.needs(one.observation(), one.preferred())) {
        standing.add(
            new StandingFigure(
                one.observation(), one.preferred(), hidden.get(one.observation().observationId())),
            plan.place(one.observation().region().seriesArea()),
            0);
      }
    }
    return true;
  }

  @Override
  void end() {
    report(file.finish());
  }
}
