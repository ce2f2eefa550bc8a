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
 * @param regions what stood of the regions, by part
 * @param changed numbers of the files whose rows are not what they were
 * @param touched the keys of the figures that rows of these files are of, or were; sorted
 * @param parts the parts of the regions where such a figure stood, or that are to be made anew
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LoadBefore(
    List<String> figures,
    List<LoadState.RegionPart> regions,
    BitSet changed,
    long[] touched,
    BitSet parts)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Whether a row of a figure is in a changed file, or was. */
  boolean touches(long key) {
    return Arrays.binarySearch(touched, key) >= 0;
  }
}
