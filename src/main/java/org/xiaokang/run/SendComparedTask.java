package org.xiaokang.run;

import java.util.Iterator;
import java.util.List;
import org.xiaokang.block.BlockRouter;
import org.xiaokang.block.Group;
import org.xiaokang.block.HeldBlocks;
import org.xiaokang.compare.ComparisonKey;
import org.xiaokang.compare.ComparisonPlan;
import org.xiaokang.compare.ComparisonTable;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.indicator.IndicatorValueCodec;

/**
 * Sends values to the comparisons that read them. Input: one block of {@link Port#VALUES} after the
 * other. Output: {@link Port#COMPARED}, by comparison.
 */
final class SendComparedTask extends StageTask {
  private final ComparisonPlan comparisons;
  private final Iterator<StageOutput> values;
  private final BlockRouter<ComparedFor> compared;

  SendComparedTask(RunPlan plan, Iterator<StageOutput> values) {
    this.comparisons = plan.comparisons();
    this.values = values;
    this.compared =
        to(Port.COMPARED, BlockRouter.byHash(ComparedFor.Codec.INSTANCE, plan.partitions()));
  }

  @Override
  boolean step() {
    if (!values.hasNext()) {
      return false;
    }
    Iterator<Group<IndicatorValue>> regions =
        new HeldBlocks<>(IndicatorValueCodec.INSTANCE, List.of(values.next().bytes()).iterator())
            .groups();
    while (regions.hasNext()) {
      regions.next().all().forEach(this::send);
    }
    return true;
  }

  private void send(IndicatorValue value) {
    comparisons
        .compared(value)
        .ifPresent(
            its -> {
              for (ComparisonTable<?> table : comparisons.tables()) {
                for (ComparisonKey key : comparisons.readers(table, value.indicator())) {
                  ComparedFor one = new ComparedFor(table.name(), key, its);
                  compared.add(one, one.hash(), 0);
                }
              }
            });
  }
}
