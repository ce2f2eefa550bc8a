package org.xiaokang.run;

import java.util.Iterator;
import java.util.Objects;
import org.apache.spark.util.LongAccumulator;
import org.xiaokang.block.BlockRouter;
import org.xiaokang.block.Keys;
import org.xiaokang.ingest.FigureId;
import org.xiaokang.ingest.ReceivedRow;

/**
 * Rows of a source on their way to all that there is of their figure. Input: rows as received.
 * Output: {@link Port#ROWS}, key: the figure; a row that does not say which figure it is of goes by
 * its place in the file. Memory: one block for each partition.
 */
final class ReadTask extends StageTask {
  /** Rows between two looks at what is full. */
  private static final int STEP = 256;

  private final Iterator<ReceivedRow> rows;
  private final BlockRouter<FigureEvent> figures;
  private final LongAccumulator progress;
  private long read;

  /**
   * A task.
   *
   * @param progress counts rows as they are read, for who watches; tasks that run again count twice
   */
  ReadTask(RunPlan plan, Iterator<ReceivedRow> rows, LongAccumulator progress) {
    this.rows = rows;
    this.progress = progress;
    this.figures = to(Port.ROWS, BlockRouter.byHash(FigureEvent.Codec.INSTANCE, plan.partitions()));
  }

  @Override
  boolean step() {
    int taken = 0;
    while (taken < STEP && rows.hasNext()) {
      ReceivedRow row = rows.next();
      FigureId id = FigureId.of(row);
      long key =
          id == null
              ? Keys.of(row.source(), row.file(), Objects.toString(row.line(), row.malformed()))
              : id.hash();
      figures.add(new FigureEvent.Received(row), key, 0);
      taken++;
    }
    read += taken;
    progress.add(taken);
    return taken > 0;
  }

  @Override
  void end() {
    report(new RowsRead(read));
  }
}
