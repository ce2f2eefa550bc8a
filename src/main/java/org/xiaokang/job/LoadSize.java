package org.xiaokang.job;

import java.util.Optional;
import org.xiaokang.lake.LoadState;

/**
 * Into how many parts a load divides its work.
 *
 * @param partitions the parts of rows: with what comes of them, one fits a task
 * @param regionParts the parts of regions, each of which has a file of the table observations
 * @param isIncremental whether the load leaves something to the next one, and takes up what is left
 */
record LoadSize(int partitions, int regionParts, boolean isIncremental) {
  private static final long PARTITION = 24L << 20;
  private static final int MOST_PARTITIONS = 4_000;
  private static final int MOST_REGION_PARTS = 1_000;

  /**
   * Input below so many bytes of text is read faster than what is left could be looked up. Tests
   * set the property {@code xiaokang.incremental.from}.
   */
  private static final long SMALL = 16L << 20;

  /** About a tenth of it makes the figures of a part of the regions. */
  private static final long PARTS_OF_SMALL = 10;

  /**
   * Of input of so many bytes, as text.
   *
   * @param isTold whether the program's version is told: what another one left is not taken up
   */
  static LoadSize of(long bytes, boolean isTold) {
    int partitions = parts(bytes, PARTITION, MOST_PARTITIONS);
    long small = Long.getLong("xiaokang.incremental.from", SMALL);
    boolean isIncremental = bytes >= small && isTold;
    return new LoadSize(
        partitions,
        isIncremental
            ? Math.max(
                partitions, parts(bytes, Math.max(1, small / PARTS_OF_SMALL), MOST_REGION_PARTS))
            : partitions,
        isIncremental);
  }

  private static int parts(long bytes, long each, int most) {
    return (int) Math.max(1, Math.min(most, (bytes + each - 1) / each));
  }

  /** What a load left, where it is divided about as it would be now. */
  Optional<LoadState> taking(Optional<LoadState> left) {
    return left.filter(
        state ->
            isIncremental
                && state.figures().size() <= 2L * partitions
                && partitions <= 2L * state.figures().size());
  }

  /** Divided as what was left. */
  LoadSize as(LoadState left) {
    return new LoadSize(left.figures().size(), left.regions().size(), true);
  }
}
