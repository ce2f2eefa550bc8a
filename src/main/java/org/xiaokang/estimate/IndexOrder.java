package org.xiaokang.estimate;

/** Orders rows by their values without boxing: distributions have millions of them. */
final class IndexOrder {
  private IndexOrder() {}

  /** The rows by value, then by weight, then as they stand. */
  static int[] of(double[] values, double[] weights) {
    int n = values.length;
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    int[] from = order;
    int[] to = new int[n];
    for (int width = 1; width < n; width *= 2) {
      for (int low = 0; low < n; low += 2 * width) {
        int middle = Math.min(low + width, n);
        merge(from, to, low, middle, Math.min(middle + width, n), values, weights);
      }
      int[] swap = from;
      from = to;
      to = swap;
      if (width > n / 2) {
        break; // twice as wide would be beyond what an int holds
      }
    }
    return from;
  }

  private static void merge(
      int[] from, int[] to, int low, int middle, int high, double[] values, double[] weights) {
    int left = low;
    int right = middle;
    for (int at = low; at < high; at++) {
      boolean takesLeft =
          right >= high || (left < middle && !isAfter(from[left], from[right], values, weights));
      to[at] = takesLeft ? from[left++] : from[right++];
    }
  }

  private static boolean isAfter(int one, int other, double[] values, double[] weights) {
    int order = Double.compare(values[one], values[other]);
    return order > 0 || (order == 0 && Double.compare(weights[one], weights[other]) > 0);
  }
}
