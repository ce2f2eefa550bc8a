package org.xiaokang.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;
import org.xiaokang.block.BlockRouter;
import org.xiaokang.block.Keys;
import org.xiaokang.config.Printing;
import org.xiaokang.ingest.ColumnEvidence;
import org.xiaokang.ingest.ContractRow;
import org.xiaokang.ingest.FigureId;
import org.xiaokang.ingest.ReceivedRow;

/**
 * Rows of a source on their way to all that there is of their figure. Input: rows as received.
 * Output: {@link Port#ROWS}, key: the figure; a row that does not say which figure it is of goes by
 * its place in the file; {@link Port#EVIDENCE}, to each partition: what labels and values may say,
 * so that those of a source are judged together and its rows are read once. Memory: one block for
 * each partition.
 */
final class ReadTask extends StageTask {
  /** Rows between two looks at what is full. */
  private static final int STEP = 256;

  private final Iterator<ReceivedRow> rows;
  private final BlockRouter<FigureEvent> figures;
  private final LongAccumulator progress;
  private final RunPlan plan;
  private final Map<FileNumbers.Named, ColumnEvidence> evidence = new HashMap<>();
  private FileNumbers.@Nullable Named file;
  private ColumnEvidence ofFile = new ColumnEvidence();
  private Printing printing = Printing.NOT_DECLARED;
  private long read;

  /**
   * A task.
   *
   * @param progress counts rows as they are read, for who watches; tasks that run again count twice
   */
  ReadTask(RunPlan plan, Iterator<ReceivedRow> rows, LongAccumulator progress) {
    this.plan = plan;
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
      note(row);
      taken++;
    }
    read += taken;
    progress.add(taken);
    return taken > 0;
  }

  private void note(ReceivedRow row) {
    FileNumbers.Named known = file;
    if (known == null || !known.path().equals(row.file()) || !known.source().equals(row.source())) {
      file = new FileNumbers.Named(row.source(), row.file());
      ofFile = evidence.computeIfAbsent(file, name -> new ColumnEvidence());
      printing = plan.printing(row.source());
    }
    ContractRow cells = row.cells();
    if (cells != null) {
      ofFile.add(cells, printing);
    }
  }

  @Override
  void end() {
    report(new RowsRead(read));
    ArrayList<FileEvidence> told = new ArrayList<>();
    evidence.forEach(
        (name, one) -> {
          if (!one.isEmpty()) {
            told.add(new FileEvidence(name, one.kept()));
          }
        });
    if (!told.isEmpty()) {
      told.forEach(this::report);
      byte[] bytes = bytes(told);
      for (int partition = 0; partition < plan.partitions(); partition++) {
        give(new StageOutput(Port.EVIDENCE, partition, bytes));
      }
    }
  }
}
