package org.xiaokang.run;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xiaokang.block.HeldBlocks;
import org.xiaokang.lake.StateFolder;

/**
 * Which figures changed files touch: those of their rows, and those that their rows were of. Input:
 * {@link Port#ROWS} of the changed files, key: the figure; the part of the register before. Output:
 * a report. Memory: the blocks of the partition, and the keys that are touched.
 */
final class TouchTask extends StageTask {
  /**
   * What is touched.
   *
   * @param keys the figures, sorted
   * @param parts the parts of the regions where they stood
   * @param figures how many figures the register has in all
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Touched(long[] keys, BitSet parts, long figures) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Of all partitions. */
    static Touched of(List<Touched> all) {
      BitSet parts = new BitSet();
      long figures = 0;
      for (Touched one : all) {
        parts.or(one.parts());
        figures += one.figures();
      }
      long[] keys = all.stream().flatMapToLong(one -> Arrays.stream(one.keys())).sorted().toArray();
      return new Touched(keys, parts, figures);
    }
  }

  private final LoadBefore load;
  private final FigureRegister.Reader register;
  private final long[] received;
  private final List<Long> untold = new ArrayList<>();
  private final BitSet parts = new BitSet();
  private long figures;

  static TouchTask of(RunPlan plan, LoadContext context, StageInputs inputs, int partition) {
    return new TouchTask(plan, Objects.requireNonNull(context.before()), inputs, partition);
  }

  private TouchTask(RunPlan plan, LoadBefore load, StageInputs inputs, int partition) {
    this.load = load;
    this.register =
        new FigureRegister.Reader(
            new StateFolder(plan.lake(), TaskFiles.hadoop()), load.figures().get(partition));
    this.received = new HeldBlocks<>(FigureEvent.Codec.INSTANCE, inputs.of(Port.ROWS)).keys();
  }

  @Override
  boolean step() {
    FigureRegister.@Nullable Entry entry = register.next();
    if (entry == null) {
      return false;
    }
    figures++;
    boolean isReceived = Arrays.binarySearch(received, entry.key()) >= 0;
    boolean wasThere = entry.rows().stream().anyMatch(row -> load.changed().get(row.file()));
    if (isReceived || wasThere) {
      if (entry.part() != FigureRegister.NOWHERE) {
        parts.set(entry.part());
      }
      if (!isReceived) {
        untold.add(entry.key());
      }
    }
    return true;
  }

  @Override
  void end() {
    long[] keys = Arrays.copyOf(received, received.length + untold.size());
    for (int i = 0; i < untold.size(); i++) {
      keys[received.length + i] = untold.get(i);
    }
    report(new Touched(keys, parts, figures));
  }
}
