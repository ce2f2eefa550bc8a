package org.xiaokang.compare;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Values of one indicator, scope and period: one for each of some regions, in the order of their
 * numbers.
 */
final class CrossSection {
  private final ComparedPeriod period;
  private final int[] areas;
  private final String[] refs;
  private final double[] values;

  /**
   * A section that keeps these arrays.
   *
   * @param areas the numbers of the regions, rising
   * @param refs their codes as of the period
   * @param values one of each
   */
  CrossSection(ComparedPeriod period, int[] areas, String[] refs, double[] values) {
    this.period = period;
    this.areas = areas;
    this.refs = refs;
    this.values = values;
  }

  ComparedPeriod period() {
    return period;
  }

  int size() {
    return areas.length;
  }

  /** The number of a region, see {@link PanelData#seriesArea}. */
  int area(int i) {
    return areas[i];
  }

  /** The code of a region as of the period. */
  String ref(int i) {
    return refs[i];
  }

  double value(int i) {
    return values[i];
  }

  double[] values() {
    return values.clone();
  }

  /** The place of a region; negative where it has no value. */
  int find(int area) {
    return Arrays.binarySearch(areas, area);
  }

  /** Some of the regions. */
  CrossSection only(IntPredicate wanted) {
    int[] kept = IntStream.range(0, areas.length).filter(wanted).toArray();
    return new CrossSection(
        period,
        Arrays.stream(kept).map(i -> areas[i]).toArray(),
        Arrays.stream(kept).mapToObj(i -> refs[i]).toArray(String[]::new),
        CompleteCases.in(kept, values));
  }
}
