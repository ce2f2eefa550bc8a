package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.compare.measure.Classes;
import org.xiaokang.compare.measure.Neighbours;

/**
 * The classes of some regions in one period.
 *
 * @param regions how many have a value
 * @param bounds upper bounds in the indicator's unit, the last may be missing; none where no region
 *     has a value
 * @param classes the class of each region from 0, {@link #NONE} where it has no value
 * @param lags the class of the mean of its neighbours, {@link #NONE} where none has a value
 * @param moran whether neighbours are alike; null where regions have none, or no values
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PeriodClasses(
    int regions, double[] bounds, int[] classes, int[] lags, Neighbours.@Nullable Moran moran) {
  /** The class of a region without a value, or without a neighbour that has one. */
  static final int NONE = -1;

  /** How many classes there are. */
  static int count(Measure.Mobility measure) {
    return measure.classes() > 0 ? measure.classes() : measure.bounds().size() + 1;
  }

  /**
   * Puts the regions of a period into classes.
   *
   * @param values NaN where a region has none
   * @param neighbours the numbers of the regions that each borders on; none where no matter
   */
  static PeriodClasses of(double[] values, List<int[]> neighbours, Measure.Mobility measure) {
    int[] there = CompleteCases.of(values);
    int[] classes = none(values.length);
    int[] lags = none(values.length);
    if (there.length == 0) {
      return new PeriodClasses(0, new double[0], classes, lags, null);
    }
    double[] known = CompleteCases.in(there, values);
    double[] bounds = bounds(known, measure);
    int last = count(measure) - 1;
    for (int i = 0; i < there.length; i++) {
      classes[there[i]] = Math.min(Classes.of(known[i], bounds), last);
    }
    if (neighbours.isEmpty()) {
      return new PeriodClasses(there.length, bounds, classes, lags, null);
    }
    Neighbours around = among(there, values.length, neighbours);
    double[] lagged = around.lag(known);
    for (int i = 0; i < there.length; i++) {
      if (!Double.isNaN(lagged[i])) {
        lags[there[i]] = Math.min(Classes.of(lagged[i], bounds), last);
      }
    }
    return new PeriodClasses(there.length, bounds, classes, lags, Neighbours.moran(known, around));
  }

  private static int[] none(int size) {
    int[] none = new int[size];
    Arrays.fill(none, NONE);
    return none;
  }

  private static double[] bounds(double[] known, Measure.Mobility measure) {
    if (measure.classes() > 0) {
      return Classes.quantileBounds(known, measure.classes());
    }
    double unit = measure.relative() ? Arrays.stream(known).average().orElseThrow() : 1;
    return measure.bounds().stream().mapToDouble(bound -> bound * unit).toArray();
  }

  /** The neighbours that have a value, of those regions that have one. */
  private static Neighbours among(int[] there, int size, List<int[]> neighbours) {
    int[] places = none(size);
    for (int i = 0; i < there.length; i++) {
      places[there[i]] = i;
    }
    List<int[]> lists = new ArrayList<>();
    for (int i : there) {
      lists.add(Arrays.stream(neighbours.get(i)).map(n -> places[n]).filter(n -> n >= 0).toArray());
    }
    return new Neighbours(lists);
  }

  /** The share of the regions with a value that is in each class. */
  double[] shares(int count) {
    double[] shares = new double[count];
    for (int its : classes) {
      if (its != NONE) {
        shares[its] += 1.0 / regions;
      }
    }
    return shares;
  }
}
