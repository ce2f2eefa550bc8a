package org.xiaokang.compare;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Values of one indicator, scope and period: one for each of some regions, in the order of their
 * numbers.
 */
final class CrossSection {
  private final ComparedPeriod period;
  private final int[] areas;
  private final String[] refs;
  private final double[] values;
  private final Said[] said;

  /**
   * What must be said with a value. Most values of a section share one.
   *
   * @param scope the breakdown that it was reported in
   * @param bound at_least, at_most or approx where only that is known; else null
   * @param reservations bits of {@link Reservation} that hold of the value by itself
   * @param beside bits that hold where it stands beside values of another breakdown
   */
  record Said(String scope, @Nullable String bound, int reservations, int beside) {
    static final Said NOTHING = new Said("", null, 0, 0);
  }

  /**
   * A section that keeps these arrays.
   *
   * @param areas the numbers of the regions, rising
   * @param refs their codes as of the period
   * @param values one of each
   * @param said what must be said with each
   */
  CrossSection(ComparedPeriod period, int[] areas, String[] refs, double[] values, Said[] said) {
    this.period = period;
    this.areas = areas;
    this.refs = refs;
    this.values = values;
    this.said = said;
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

  /** What must be said with the value of a region. */
  Said said(int i) {
    return said[i];
  }

  /** Adds what must be said with all values. */
  void tell(Reservations to) {
    for (Said one : said) {
      to.add(one);
    }
  }

  double[] values() {
    return values.clone();
  }

  /** The place of a region; negative where it has no value. */
  int find(int area) {
    return Arrays.binarySearch(areas, area);
  }

  /** The same with the regions of other sections that this one lacks. */
  CrossSection joined(List<CrossSection> others) {
    CrossSection all = this;
    for (CrossSection other : others) {
      CrossSection mine = all;
      all = all.merged(other.only(i -> mine.find(other.area(i)) < 0));
    }
    return all;
  }

  /** This section and another one of other regions, in the order of their numbers. */
  private CrossSection merged(CrossSection other) {
    if (other.size() == 0) {
      return this;
    }
    int[] all =
        IntStream.concat(Arrays.stream(areas), Arrays.stream(other.areas)).sorted().toArray();
    CrossSection[] from = new CrossSection[all.length];
    int[] places = new int[all.length];
    for (int i = 0; i < all.length; i++) {
      from[i] = find(all[i]) < 0 ? other : this;
      places[i] = from[i].find(all[i]);
    }
    return new CrossSection(
        period,
        all,
        IntStream.range(0, all.length)
            .mapToObj(i -> from[i].refs[places[i]])
            .toArray(String[]::new),
        IntStream.range(0, all.length).mapToDouble(i -> from[i].values[places[i]]).toArray(),
        IntStream.range(0, all.length).mapToObj(i -> from[i].said[places[i]]).toArray(Said[]::new));
  }

  /** Some of the regions. */
  CrossSection only(IntPredicate wanted) {
    int[] kept = IntStream.range(0, areas.length).filter(wanted).toArray();
    return new CrossSection(
        period,
        Arrays.stream(kept).map(i -> areas[i]).toArray(),
        Arrays.stream(kept).mapToObj(i -> refs[i]).toArray(String[]::new),
        CompleteCases.in(kept, values),
        Arrays.stream(kept).mapToObj(i -> said[i]).toArray(Said[]::new));
  }
}
