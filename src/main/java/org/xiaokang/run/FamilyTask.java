package org.xiaokang.run;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.xiaokang.assess.FamilyFigure;
import org.xiaokang.block.Group;
import org.xiaokang.block.HeldBlocks;

/**
 * What figures of regions and of those right below them contradict. Input: {@link Port#FAMILY},
 * key: what is held together. Output: a file of contradictions, and how many there are. Memory: the
 * blocks of the partition, and the figures of one region and those below it.
 */
final class FamilyTask extends StageTask {
  private final RunPlan plan;
  private final Iterator<Group<FamilyFigure>> groups;
  private final ContradictedRegions found;

  FamilyTask(RunPlan plan, StageInputs inputs) {
    this.plan = plan;
    this.groups = new HeldBlocks<>(SendFamilyTask.Codec.INSTANCE, inputs.of(Port.FAMILY)).groups();
    this.found = new ContradictedRegions(plan);
  }

  @Override
  boolean step() {
    if (!groups.hasNext()) {
      return false;
    }
    // Keys are hashes: those of two families may be the same.
    Map<FamilyFigure.Together, List<FamilyFigure>> together = new LinkedHashMap<>();
    for (FamilyFigure one : groups.next().all()) {
      together.computeIfAbsent(one.together(), key -> new ArrayList<>()).add(one);
    }
    together.values().forEach(family -> found.add(plan.families().rows(family)));
    return true;
  }

  @Override
  void end() {
    found.end(this);
  }
}
