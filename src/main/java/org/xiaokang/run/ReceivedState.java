package org.xiaokang.run;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.xiaokang.block.Block;
import org.xiaokang.block.BlockRouter;
import org.xiaokang.block.Group;
import org.xiaokang.block.HeldBlocks;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.lake.LoadState;
import org.xiaokang.lake.StateFolder;

/**
 * Rows as they were received, by their figure, so that those of files that did not change need not
 * be read from these again. A load adds a file with the rows that it read; what a file has of a
 * source's file that a later load read again does not hold any more. Memory: a block, and the rows
 * that are asked for.
 */
final class ReceivedState {
  /** So many files are made one. */
  private static final int MANY = 4;

  /**
   * What a part of the rows leaves.
   *
   * @param partition which part it is
   * @param files its files
   */
  record Left(int partition, List<LoadState.RowsFile> files) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Keeps a copy. */
    Left {
      files = List.copyOf(files);
    }
  }

  private final StateFolder folder;
  private final FileNumbers numbers;
  private final @Nullable LoadBefore before;
  private final int partition;
  private final List<LoadState.RowsFile> former;
  private @Nullable StateBlocks file;

  /** Of one part of the rows. */
  ReceivedState(
      StateFolder folder, FileNumbers numbers, @Nullable LoadBefore before, int partition) {
    this.folder = folder;
    this.numbers = numbers;
    this.before = before;
    this.partition = partition;
    this.former = before == null ? List.of() : before.rows().get(partition);
  }

  /** Of the files that did not change the rows of figures that are touched. */
  Iterator<byte[]> touched() {
    List<byte[]> blocks = new ArrayList<>();
    if (before != null) {
      each(before::touches, blocks::add);
    }
    return blocks.iterator();
  }

  /** Adds rows that were read. */
  void add(byte[] block) {
    if (file == null) {
      file = new StateBlocks(folder, "rows", partition);
    }
    file.add(new StageOutput(Port.ROWS, partition, block));
  }

  /** Ends what is left to the next load. */
  Left finish() {
    boolean isMany = former.size() >= MANY;
    if (isMany) {
      each(key -> true, this::add);
    }
    List<LoadState.RowsFile> files = new ArrayList<>(isMany ? List.of() : former);
    if (file != null) {
      files.add(new LoadState.RowsFile(file.finish(), before == null ? 0 : before.load()));
    }
    return new Left(partition, files);
  }

  private interface Blocks {
    void add(byte[] block);
  }

  /** Gives the former rows that hold, of figures that are wanted. */
  private void each(LongPredicate wanted, Blocks to) {
    LoadBefore load = Objects.requireNonNull(before);
    BlockRouter<FigureEvent> rows = BlockRouter.byHash(FigureEvent.Codec.INSTANCE, 1);
    for (LoadState.RowsFile of : former) {
      StateBlocks.each(
          folder,
          of.name(),
          block -> {
            Iterator<Group<FigureEvent>> figures =
                new HeldBlocks<>(FigureEvent.Codec.INSTANCE, List.of(block.bytes()).iterator())
                    .groups();
            while (figures.hasNext()) {
              Group<FigureEvent> figure = figures.next();
              if (wanted.test(figure.key())) {
                for (FigureEvent event : figure.all()) {
                  ReceivedRow row = ((FigureEvent.Received) event).row();
                  if (load.holds(of, numbers.of(row.source(), row.file()))) {
                    rows.add(event, figure.key(), 0);
                  }
                }
              }
            }
            give(rows, to);
          });
    }
    rows.flush();
    give(rows, to);
  }

  private static void give(BlockRouter<FigureEvent> rows, Blocks to) {
    for (Block block = rows.poll(); block != null; block = rows.poll()) {
      to.add(block.bytes());
    }
  }
}
