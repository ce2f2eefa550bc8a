package org.xiaokang.compare;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Values of one indicator, scope and period: one for each of some regions, in the order of their
 * numbers.
 */
final class Section {
  private final Period period;
  private int[] areas;
  private String[] refs;
  private double[] values;
  private int size;

  Section(Period period) {
    this(period, new int[16], new String[16], new double[16], 0);
  }

  private Section(Period period, int[] areas, String[] refs, double[] values, int size) {
    this.period = period;
    this.areas = areas;
    this.refs = refs;
    this.values = values;
    this.size = size;
  }

  /** Adds a value; of one region the last counts. */
  void put(int area, String ref, double value) {
    boolean again = size > 0 && areas[size - 1] == area;
    if (!again && size == values.length) {
      areas = Arrays.copyOf(areas, 2 * size);
      refs = Arrays.copyOf(refs, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    size = again ? size : size + 1;
    areas[size - 1] = area;
    refs[size - 1] = ref;
    values[size - 1] = value;
  }

  Period period() {
    return period;
  }

  int size() {
    return size;
  }

  /** The number of a region, see {@link Values#panel}. */
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
    return Arrays.copyOf(values, size);
  }

  /** The place of a region; negative where it has no value. */
  int find(int area) {
    return Arrays.binarySearch(areas, 0, size, area);
  }

  /** Some of the regions. */
  Section only(IntPredicate wanted) {
    int[] kept = IntStream.range(0, size).filter(wanted).toArray();
    return new Section(
        period,
        Arrays.stream(kept).map(i -> areas[i]).toArray(),
        Arrays.stream(kept).mapToObj(i -> refs[i]).toArray(String[]::new),
        Arrays.stream(kept).mapToDouble(i -> values[i]).toArray(),
        kept.length);
  }
}
