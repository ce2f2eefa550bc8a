package org.xiaokang.run;

import java.util.Iterator;
import org.xiaokang.lake.DataFile;
import org.xiaokang.lake.LoadState;
import org.xiaokang.lake.StateFolder;

/**
 * Figures of regions that nothing touched: what the load before made of them, its reports among it.
 * Input: its file. Output: as {@link PreferTask}. Memory: the blocks of the part.
 */
final class KeptPartTask extends StageTask {
  private final Iterator<StageOutput> blocks;
  private final RegionPartMade made;

  KeptPartTask(StateFolder folder, int part, LoadState.RegionPart left) {
    this.blocks = StateBlocks.read(folder, left.standing()).iterator();
    this.made = new RegionPartMade(part, left.settled(), left.standing(), left.nextDay());
  }

  @Override
  boolean step() {
    if (!blocks.hasNext()) {
      return false;
    }
    StageOutput block = blocks.next();
    if (block.port() == Port.REPORT && reported(block.bytes()) instanceof DataFile file) {
      report(file.kept());
    } else {
      give(block);
    }
    return true;
  }

  @Override
  void end() {
    report(made);
  }
}
