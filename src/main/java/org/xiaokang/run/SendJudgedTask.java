package org.xiaokang.run;

import java.util.Iterator;
import java.util.List;
import org.xiaokang.block.BlockRouter;
import org.xiaokang.block.Group;
import org.xiaokang.block.HeldBlocks;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.indicator.IndicatorValueCodec;
import org.xiaokang.quality.JudgedValue;

/**
 * Sends values to the gates that watch them. Output: {@link Port#JUDGED} by series and {@link
 * Port#PEERS} by peers.
 */
abstract class SendJudgedTask extends StageTask {
  private final RunPlan plan;
  private final boolean before;
  private final BlockRouter<JudgedFor> series;
  private final BlockRouter<JudgedFor> peers;

  private SendJudgedTask(RunPlan plan, boolean before) {
    this.plan = plan;
    this.before = before;
    this.series = to(Port.JUDGED, BlockRouter.byHash(JudgedFor.Codec.INSTANCE, plan.partitions()));
    this.peers = to(Port.PEERS, BlockRouter.byHash(JudgedFor.Codec.INSTANCE, plan.partitions()));
  }

  final void send(JudgedValue value) {
    JudgedFor one = new JudgedFor(value, before);
    if (plan.seriesFindings().watch(value.indicator())) {
      series.add(one, one.ofSeries(), 0);
    }
    if (plan.peerFindings().watch(value.indicator())) {
      peers.add(one, one.ofPeers(), 0);
    }
  }

  /** From blocks of {@link Port#VALUES}. */
  static SendJudgedTask ofNow(RunPlan plan, Iterator<StageOutput> values) {
    return new SendJudgedTask(plan, false) {
      @Override
      boolean step() {
        if (!values.hasNext()) {
          return false;
        }
        Iterator<Group<IndicatorValue>> regions =
            new HeldBlocks<>(
                    IndicatorValueCodec.INSTANCE, List.of(values.next().bytes()).iterator())
                .groups();
        while (regions.hasNext()) {
          regions.next().all().forEach(one -> JudgedValue.of(one).ifPresent(this::send));
        }
        return true;
      }
    };
  }

  /** From the values of the release before. */
  static SendJudgedTask ofBefore(RunPlan plan, Iterator<JudgedValue> values) {
    return new SendJudgedTask(plan, true) {
      @Override
      boolean step() {
        if (!values.hasNext()) {
          return false;
        }
        send(values.next());
        return true;
      }
    };
  }
}
