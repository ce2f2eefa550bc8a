package org.xiaokang.compare;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import org.xiaokang.ingest.TextOrder;

/** Gathers the values of one indicator, scope and period, in whatever order they come. */
final class CrossSectionBuilder {
  private static final int FEW = 16;

  private final String kind;
  private final LocalDate end;
  private String timePeriod;
  private int[] areas = new int[FEW];
  private String[] refs = new String[FEW];
  private double[] values = new double[FEW];
  private CrossSection.Said[] said = new CrossSection.Said[FEW];
  private final BitSet guests = new BitSet();
  private final BitSet preferred = new BitSet();
  private int size;

  CrossSectionBuilder(String kind, String timePeriod, LocalDate end) {
    this.kind = kind;
    this.timePeriod = timePeriod;
    this.end = end;
  }

  /**
   * Adds a value.
   *
   * @param area the region's number in the order in which regions came
   * @param value of the names of its period the first in the order of texts is kept
   * @param its what must be said with it
   * @param isGuest whether it is of another breakdown: it counts only where there is none of this
   */
  void put(int area, String ref, ComparedValue value, CrossSection.Said its, boolean isGuest) {
    if (size == values.length) {
      said = Arrays.copyOf(said, 2 * size);
      areas = Arrays.copyOf(areas, 2 * size);
      refs = Arrays.copyOf(refs, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    areas[size] = area;
    refs[size] = ref;
    values[size] = value.value();
    said[size] = its;
    preferred.set(size, value.preferred());
    guests.set(size, isGuest);
    size++;
    String name = value.timePeriod();
    timePeriod = TextOrder.BY_CODE_POINT.compare(name, timePeriod) < 0 ? name : timePeriod;
  }

  /**
   * The values in the order of the regions, one of each region.
   *
   * @param numbers the final number of each region, by the number that it came with
   */
  CrossSection build(int[] numbers) {
    // The region's number and the value's place in one, so that millions are sorted as they are.
    long[] order = new long[size];
    for (int i = 0; i < size; i++) {
      order[i] = (long) numbers[areas[i]] << Integer.SIZE | i;
    }
    Arrays.sort(order);
    int[] places = new int[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      int place = (int) order[i];
      boolean again = count > 0 && areas[places[count - 1]] == areas[place];
      if (!again) {
        places[count++] = place;
      } else if (goesBefore(place, places[count - 1])) {
        places[count - 1] = place;
      }
    }
    int[] kept = Arrays.copyOf(places, count);
    return new CrossSection(
        new ComparedPeriod(kind, timePeriod, end),
        Arrays.stream(kept).map(place -> numbers[areas[place]]).toArray(),
        Arrays.stream(kept).mapToObj(place -> refs[place]).toArray(String[]::new),
        CompleteCases.in(kept, values),
        Arrays.stream(kept).mapToObj(place -> said[place]).toArray(CrossSection.Said[]::new));
  }

  /**
   * Of two values of a region that of the section's own breakdown counts, then that of the closer
   * one, then the preferred one. Of two alike the last by the region's code, then the larger: some
   * order that does not depend on how they came.
   */
  private boolean goesBefore(int one, int other) {
    if (guests.get(one) != guests.get(other)) {
      return guests.get(other);
    }
    boolean isNear = isNear(one);
    if (guests.get(one) && isNear != isNear(other)) {
      return !isNear;
    }
    if (preferred.get(one) != preferred.get(other)) {
      return preferred.get(one);
    }
    int byCode = TextOrder.BY_CODE_POINT.compare(refs[one], refs[other]);
    return byCode != 0 ? byCode > 0 : Double.compare(values[one], values[other]) > 0;
  }

  private boolean isNear(int place) {
    return (said[place].beside() & Reservation.OTHER_DEFINITION.bit()) != 0;
  }
}
