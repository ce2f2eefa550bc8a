package org.xiaokang.assess;

import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;
import static java.util.Comparator.nullsLast;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the numbers of neighbours may stand to each other, each known as far as its interval. */
final class Neighbourhood {
  /** With so many neighbours or fewer a median says nothing. */
  static final int FEWEST = 5;

  private Neighbourhood() {}

  /**
   * Whether the first number may lie within a factor of the median of the others.
   *
   * @param factor above 1
   */
  static boolean isNear(List<Interval> intervals, Fraction factor) {
    Interval mine = intervals.get(0);
    List<@Nullable Fraction> lows = new ArrayList<>();
    List<@Nullable Fraction> highs = new ArrayList<>();
    for (Interval other : intervals.subList(1, intervals.size())) {
      lows.add(other.low());
      highs.add(other.high());
    }
    lows.sort(nullsFirst(naturalOrder()));
    highs.sort(nullsLast(naturalOrder()));
    // Of an even number the two in the middle are both medians.
    Fraction least = lows.get((lows.size() - 1) / 2);
    Fraction most = highs.get(highs.size() / 2);
    boolean above =
        mine.low() != null && most != null && mine.low().compareTo(most.times(factor)) > 0;
    boolean below =
        mine.high() != null && least != null && mine.high().times(factor).compareTo(least) < 0;
    return !above && !below;
  }

  /**
   * Whether a number may have a place among others. Equal numbers share the first of their places.
   *
   * @param intervals the place, the number, and the others
   * @param highestFirst whether the largest number has the first place
   * @param unknown how many others there are whose numbers are not known
   */
  static boolean fitsPlace(List<Interval> intervals, boolean highestFirst, int unknown) {
    Interval mine = highestFirst ? intervals.get(1) : intervals.get(1).negated();
    int surely = 0;
    int perhaps = unknown;
    for (Interval one : intervals.subList(2, intervals.size())) {
      Interval other = highestFirst ? one : one.negated();
      Interval difference = other.minus(mine);
      boolean canBeAbove = !difference.excludes(new Interval(Fraction.ZERO, true, null, true));
      boolean canBeElse = !difference.excludes(new Interval(null, true, Fraction.ZERO, false));
      perhaps += canBeAbove ? 1 : 0;
      surely += canBeAbove && !canBeElse ? 1 : 0;
    }
    Interval places = Interval.closed(Fraction.of(surely + 1), Fraction.of(perhaps + 1L));
    Interval place = intervals.get(0).meet(places);
    if (place.isEmpty()) {
      return false;
    }
    Fraction low = place.low();
    return low == null || place.contains(Fraction.of(ceiling(low)));
  }

  private static long ceiling(Fraction value) {
    return value.negated().floor().negate().longValueExact();
  }
}
