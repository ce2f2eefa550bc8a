package org.xiaokang.estimate;

import java.util.Map;
import java.util.TreeMap;

/** Rows by the number of their group, without an object a row. */
final class Buckets {
  private Buckets() {}

  /**
   * The rows of each group that has some, in the order in which they come.
   *
   * @param rows the first {@code count} of them are divided
   * @param groups their groups, from 0
   */
  static Map<Integer, int[]> of(int[] rows, int[] groups, int count) {
    int most = -1;
    for (int i = 0; i < count; i++) {
      most = Math.max(most, groups[i]);
    }
    int[] sizes = new int[most + 1];
    for (int i = 0; i < count; i++) {
      sizes[groups[i]]++;
    }
    Map<Integer, int[]> buckets = new TreeMap<>();
    int[][] open = new int[most + 1][];
    for (int group = 0; group <= most; group++) {
      if (sizes[group] > 0) {
        open[group] = new int[sizes[group]];
        buckets.put(group, open[group]);
      }
    }
    int[] filled = new int[most + 1];
    for (int i = 0; i < count; i++) {
      open[groups[i]][filled[groups[i]]++] = rows[i];
    }
    return buckets;
  }
}
