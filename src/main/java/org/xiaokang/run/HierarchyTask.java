package org.xiaokang.run;

import java.util.Iterator;
import java.util.List;
import org.xiaokang.block.BlockRouter;
import org.xiaokang.block.Group;
import org.xiaokang.block.HeldBlocks;
import org.xiaokang.indicator.HierarchyPlan;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.indicator.IndicatorValueCodec;
import org.xiaokang.indicator.RegionInput;
import org.xiaokang.indicator.RegionInputCodec;
import org.xiaokang.lake.DataFileWriter;
import org.xiaokang.lake.IndicatorsTable;

/**
 * The values of one indicator after the other, period by period, for all regions; written into a
 * file of the table indicators. Input: {@link Port#INPUTS}, key: indicator, scope and series of
 * periods, order: time. Output: {@link Port#VALUES}, by region. Memory: the blocks of the
 * partition, the inputs and values of one period, and of each region the aggregate before.
 */
final class HierarchyTask extends StageTask {
  private final RunPlan plan;
  private final Iterator<Group<RegionInput>> series;
  private final BlockRouter<IndicatorValue> values;
  private final DataFileWriter<IndicatorValue> file;
  private Iterator<List<RegionInput>> periods = List.<List<RegionInput>>of().iterator();
  private HierarchyPlan.Together together;

  HierarchyTask(RunPlan plan, StageInputs inputs) {
    this.plan = plan;
    this.series = new HeldBlocks<>(RegionInputCodec.INSTANCE, inputs.of(Port.INPUTS)).groups();
    this.values = to(Port.VALUES, plan.byRegion(IndicatorValueCodec.INSTANCE));
    this.file = TaskFiles.open(plan.lake(), IndicatorsTable.SCHEMA);
    this.together = plan.hierarchy().together();
  }

  @Override
  boolean step() {
    if (!periods.hasNext()) {
      if (!series.hasNext()) {
        return false;
      }
      periods = series.next().byOrder();
      together = plan.hierarchy().together();
    }
    together.next(periods.next(), this::give);
    return true;
  }

  private void give(IndicatorValue value) {
    file.write(value);
    values.add(value, plan.place(value.seriesArea()), 0);
  }

  @Override
  void end() {
    report(file.finish());
  }
}
