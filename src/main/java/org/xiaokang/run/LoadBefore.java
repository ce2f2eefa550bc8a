package org.xiaokang.run;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.xiaokang.lake.LoadState;

/**
 * What the load before left, and which of it holds no more.
 *
 * @param figures the names of the files of the register of figures, by part
 * @param rows the files with the rows that were received, by part of the register
 * @param readBy the number of the load that read the rows of a file, by the file's number
 * @param load the number of this load, one more than that of the load before
 * @param regions what stood of the regions, by part
 * @param changed numbers of the files whose rows are not what they were
 * @param touched the keys of the figures that rows of these files are of, or were; sorted
 * @param parts the parts of the regions where such a figure stood, or that are to be made anew
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LoadBefore(
    List<String> figures,
    List<List<LoadState.RowsFile>> rows,
    int[] readBy,
    int load,
    List<LoadState.RegionPart> regions,
    BitSet changed,
    long[] touched,
    BitSet parts)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What a load left, before it is known what is touched. */
  static LoadBefore of(LoadState state, BitSet changed) {
    return new LoadBefore(
        state.figures(),
        state.rows(),
        state.files().stream().mapToInt(LoadState.ReadFile::load).toArray(),
        state.load() + 1,
        state.regions(),
        changed,
        new long[0],
        new BitSet());
  }

  /** Whether a row of a figure is in a changed file, or was. */
  boolean touches(long key) {
    return Arrays.binarySearch(touched, key) >= 0;
  }

  /**
   * Whether what a file with received rows has of a source's file still holds: that did not change,
   * and was not read again since.
   */
  boolean holds(LoadState.RowsFile rows, int file) {
    return !changed.get(file) && file < readBy.length && readBy[file] <= rows.load();
  }

  /** The same, knowing what is touched. */
  LoadBefore touching(long[] keys, BitSet regionParts) {
    return new LoadBefore(figures, rows, readBy, load, regions, changed, keys, regionParts);
  }
}
