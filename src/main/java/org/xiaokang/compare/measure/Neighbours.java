package org.xiaokang.compare.measure;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Who borders whom, with row-standardised weights: w_ij = 1 / (number of neighbours of i). A region
 * without neighbours takes no part in {@link #moran}.
 */
public final class Neighbours {
  private final List<int[]> lists;

  /**
   * For each region the positions of its neighbours, from 0, each once, never the region itself.
   */
  public Neighbours(List<int[]> lists) {
    for (int i = 0; i < lists.size(); i++) {
      Set<Integer> seen = new HashSet<>();
      for (int j : lists.get(i)) {
        if (j < 0 || j >= lists.size() || j == i || !seen.add(j)) {
          throw new IllegalArgumentException("region " + i + " cannot have the neighbour " + j);
        }
      }
    }
    this.lists = lists.stream().map(int[]::clone).toList();
  }

  /** The mean of the neighbours' values; NaN for a region without neighbours. */
  public double[] lag(double[] values) {
    sameLength(values);
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] =
          Arrays.stream(lists.get(i)).mapToDouble(j -> values[j]).average().orElse(Double.NaN);
    }
    return result;
  }

  /** Whether each neighbour of a region names that region too. */
  public boolean isSymmetric() {
    Set<Long> pairs = new HashSet<>();
    for (int i = 0; i < lists.size(); i++) {
      for (int j : lists.get(i)) {
        pairs.add(((long) i << 32) | j);
      }
    }
    return pairs.stream().allMatch(p -> pairs.contains((p << 32) | (p >>> 32)));
  }

  /**
   * Moran's I.
   *
   * @param index n / S0 * sum w_ij d_i d_j / sum d_i^2, d the distance to the mean
   * @param expected -1 / (n - 1)
   * @param z standard deviate of the index, the variance under normality
   * @param zRandomised the same, the variance under randomisation
   * @param p two-sided, of zRandomised
   * @param regions how many took part
   * @param withoutNeighbours how many were left out
   */
  public record Moran(
      Measured index,
      Measured expected,
      Measured z,
      Measured zRandomised,
      Measured p,
      int regions,
      int withoutNeighbours) {}

  /**
   * Moran's I and its moments (Cliff and Ord 1981, Spatial Processes). A region without neighbours
   * is left out, with its value, unless another names it as its neighbour.
   */
  public static Moran moran(double[] values, Neighbours neighbours) {
    neighbours.sameLength(values);
    List<int[]> lists = neighbours.lists;
    boolean[] part = new boolean[values.length];
    double[] column = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      part[i] |= lists.get(i).length > 0;
      for (int j : lists.get(i)) {
        part[j] = true;
        column[j] += 1.0 / lists.get(i).length;
      }
    }
    double[] taking = new double[values.length];
    int n = 0;
    for (int i = 0; i < values.length; i++) {
      if (part[i]) {
        taking[n++] = values[i];
      }
    }
    int out = values.length - n;
    taking = Arrays.copyOf(taking, n);
    Arrays.sort(taking);
    if (n < 4) {
      return none(n, out, "Moran's I needs at least 4 regions with neighbours, has " + n);
    }
    if (taking[0] == taking[n - 1]) {
      return none(n, out, "all " + n + " regions have the value " + taking[0]);
    }
    double mean = Arrays.stream(taking).sum() / n;
    double squares = Arrays.stream(taking).map(v -> (v - mean) * (v - mean)).sum();
    double fourths = Arrays.stream(taking).map(v -> Math.pow(v - mean, 4)).sum();
    Set<Long> pairs = new HashSet<>();
    for (int i = 0; i < values.length; i++) {
      for (int j : lists.get(i)) {
        pairs.add(((long) i << 32) | j);
      }
    }
    double cross = 0;
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    for (int i = 0; i < values.length; i++) {
      int[] mine = lists.get(i);
      double row = mine.length > 0 ? 1 : 0;
      s0 += row;
      s2 += (row + column[i]) * (row + column[i]);
      double w = 1.0 / mine.length;
      for (int j : mine) {
        cross += w * (values[i] - mean) * (values[j] - mean);
        // Of a pair named by both, half is added from each side: S1 = 1/2 sum (w_ij + w_ji)^2.
        boolean both = pairs.contains(((long) j << 32) | i);
        double sum = w + (both ? 1.0 / lists.get(j).length : 0);
        s1 += both ? sum * sum / 2 : sum * sum;
      }
    }
    double index = n / s0 * cross / squares;
    double expected = -1.0 / (n - 1);
    double m = n;
    double normal =
        (m * m * s1 - m * s2 + 3 * s0 * s0) / ((m * m - 1) * s0 * s0) - expected * expected;
    double kurtosis = m * fourths / (squares * squares);
    double randomised =
        (m * ((m * m - 3 * m + 3) * s1 - m * s2 + 3 * s0 * s0)
                    - kurtosis * ((m * m - m) * s1 - 2 * m * s2 + 6 * s0 * s0))
                / ((m - 1) * (m - 2) * (m - 3) * s0 * s0)
            - expected * expected;
    Measured z = deviate(index - expected, normal);
    Measured zRandomised = deviate(index - expected, randomised);
    Double deviate = zRandomised.number();
    Measured p =
        deviate == null
            ? zRandomised
            : Measured.of(
                2 * new NormalDistribution(0, 1).cumulativeProbability(-Math.abs(deviate)));
    return new Moran(Measured.of(index), Measured.of(expected), z, zRandomised, p, n, out);
  }

  private static Measured deviate(double distance, double variance) {
    return variance > 1e-14
        ? Measured.of(distance / Math.sqrt(variance))
        : Measured.none("every arrangement of these regions has the same Moran's I");
  }

  private static Moran none(int regions, int without, String reason) {
    Measured none = Measured.none("%s", reason);
    return new Moran(none, none, none, none, none, regions, without);
  }

  private void sameLength(double[] values) {
    if (values.length != lists.size()) {
      throw new IllegalArgumentException(values.length + " values, " + lists.size() + " regions");
    }
  }
}
