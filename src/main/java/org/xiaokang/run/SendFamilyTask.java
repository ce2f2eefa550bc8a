package org.xiaokang.run;

import java.util.Iterator;
import java.util.List;
import org.xiaokang.assess.FamilyFigure;
import org.xiaokang.block.BlockRouter;
import org.xiaokang.block.Group;
import org.xiaokang.block.HeldBlocks;
import org.xiaokang.block.Keys;
import org.xiaokang.block.RecordCodec;
import org.xiaokang.block.RecordInput;
import org.xiaokang.block.RecordOutput;
import org.xiaokang.ingest.ObservationCodec;

/**
 * Sends preferred figures to those of other regions that they are held against. Input: one block of
 * {@link Port#STANDING} after the other. Output: {@link Port#FAMILY}, by what is held together.
 */
final class SendFamilyTask extends StageTask {
  private final RunPlan plan;
  private final Iterator<StageOutput> standing;
  private final BlockRouter<FamilyFigure> families;

  SendFamilyTask(RunPlan plan, Iterator<StageOutput> standing) {
    this.plan = plan;
    this.standing = standing;
    this.families = to(Port.FAMILY, BlockRouter.byHash(Codec.INSTANCE, plan.partitions()));
  }

  @Override
  boolean step() {
    if (!standing.hasNext()) {
      return false;
    }
    Iterator<Group<StandingFigure>> regions =
        new HeldBlocks<>(StandingFigure.Codec.INSTANCE, List.of(standing.next().bytes()).iterator())
            .groups();
    while (regions.hasNext()) {
      regions.next().all().forEach(this::send);
    }
    return true;
  }

  private void send(StandingFigure figure) {
    if (figure.preferred() && figure.confidential() == null) {
      plan.families()
          .send(
              figure.observation(),
              one -> families.add(one, Keys.of(one.together().toString()), 0));
    }
  }

  /** Such figures in blocks. */
  static final class Codec implements RecordCodec<FamilyFigure> {
    static final Codec INSTANCE = new Codec();

    private Codec() {}

    @Override
    public void write(FamilyFigure one, RecordOutput out) {
      out.text(one.identity());
      out.text(one.parent());
      out.flag(one.own());
      ObservationCodec.INSTANCE.write(one.figure(), out);
    }

    @Override
    public FamilyFigure read(RecordInput in) {
      return new FamilyFigure(in.text(), in.text(), in.flag(), ObservationCodec.INSTANCE.read(in));
    }
  }
}
