package org.xiaokang.assess;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a number may lie. What operations give holds every value that their operands may have
 * (interval arithmetic: Moore 1966); an end that no value reaches is open.
 *
 * @param low the lower end; null where there is none
 * @param lowOpen whether the lower end itself is left out
 * @param high the upper end; null where there is none
 * @param highOpen whether the upper end itself is left out
 */
public record Interval(
    @Nullable Fraction low, boolean lowOpen, @Nullable Fraction high, boolean highOpen)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Every number. */
  static final Interval ALL = new Interval(null, true, null, true);

  /** Every number from zero. */
  static final Interval NOT_NEGATIVE = new Interval(Fraction.ZERO, false, null, true);

  /** Ends that do not exist are open. */
  public Interval {
    lowOpen = low == null || lowOpen;
    highOpen = high == null || highOpen;
  }

  static Interval point(Fraction value) {
    return new Interval(value, false, value, false);
  }

  static Interval point(BigDecimal value) {
    return point(Fraction.of(value));
  }

  static Interval closed(Fraction low, Fraction high) {
    return new Interval(low, false, high, false);
  }

  /** Whether no number lies in it. */
  boolean isEmpty() {
    if (low == null || high == null) {
      return false;
    }
    int order = low.compareTo(high);
    return order > 0 || (order == 0 && (lowOpen || highOpen));
  }

  boolean isPoint() {
    return low != null && high != null && low.equals(high) && !isEmpty();
  }

  /** Whether it has both ends. */
  boolean isBounded() {
    return low != null && high != null;
  }

  boolean contains(Fraction value) {
    return !meet(point(value)).isEmpty();
  }

  /** What two have in common; empty where they exclude each other. */
  Interval meet(Interval other) {
    Interval lower = compareLow(other) >= 0 ? this : other;
    Interval upper = compareHigh(other) <= 0 ? this : other;
    return new Interval(lower.low, lower.lowOpen, upper.high, upper.highOpen);
  }

  /** The smallest that holds both. */
  Interval hull(Interval other) {
    Interval lower = compareLow(other) <= 0 ? this : other;
    Interval upper = compareHigh(other) >= 0 ? this : other;
    return new Interval(lower.low, lower.lowOpen, upper.high, upper.highOpen);
  }

  boolean excludes(Interval other) {
    return meet(other).isEmpty();
  }

  private int compareLow(Interval other) {
    if (low == null) {
      return other.low == null ? 0 : -1;
    }
    if (other.low == null) {
      return 1;
    }
    int order = low.compareTo(other.low);
    return order != 0 ? order : Boolean.compare(lowOpen, other.lowOpen);
  }

  private int compareHigh(Interval other) {
    if (high == null) {
      return other.high == null ? 0 : 1;
    }
    if (other.high == null) {
      return -1;
    }
    int order = high.compareTo(other.high);
    return order != 0 ? order : Boolean.compare(other.highOpen, highOpen);
  }

  Interval negated() {
    Fraction least = high == null ? null : high.negated();
    Fraction most = low == null ? null : low.negated();
    return new Interval(least, /* lowOpen= */ highOpen, most, /* highOpen= */ lowOpen);
  }

  Interval plus(Interval other) {
    if (isPoint() && other.isPoint() && low != null && other.low != null) {
      return point(low.plus(other.low));
    }
    return new Interval(
        low == null || other.low == null ? null : low.plus(other.low),
        lowOpen || other.lowOpen,
        high == null || other.high == null ? null : high.plus(other.high),
        highOpen || other.highOpen);
  }

  Interval minus(Interval other) {
    return plus(other.negated());
  }

  Interval times(Interval other) {
    if (isPoint() && other.isPoint() && low != null && other.low != null) {
      return point(low.times(other.low));
    }
    List<End> ends = new ArrayList<>();
    for (End mine : List.of(lowEnd(), highEnd())) {
      for (End its : List.of(other.lowEnd(), other.highEnd())) {
        ends.add(mine.times(its));
      }
    }
    return between(ends);
  }

  /**
   * The quotient. A divisor that is zero gives no value, so that zero is left out of it; where it
   * may lie on either side of zero, nothing is known of the quotient.
   *
   * @return empty where the divisor can only be zero
   */
  Optional<Interval> over(Interval other) {
    if (other.isPoint() && other.contains(Fraction.ZERO)) {
      return Optional.empty();
    }
    if (isPoint() && other.isPoint() && low != null && other.low != null) {
      return Optional.of(point(low.over(other.low)));
    }
    return Optional.of(other.inverse().map(this::times).orElse(ALL));
  }

  private Optional<Interval> inverse() {
    boolean positive = low != null && low.signum() >= 0;
    boolean negative = high != null && high.signum() <= 0;
    if (!positive && !negative) {
      return Optional.empty();
    }
    if (negative && !positive) {
      return negated().inverse().map(Interval::negated);
    }
    Fraction least = high == null ? Fraction.ZERO : Fraction.ONE.over(high);
    Fraction most = low == null || low.signum() == 0 ? null : Fraction.ONE.over(low);
    boolean leastOpen = high == null || highOpen;
    return Optional.of(new Interval(least, leastOpen, most, /* highOpen= */ lowOpen));
  }

  private End lowEnd() {
    return new End(low, -1, lowOpen);
  }

  private End highEnd() {
    return new End(high, 1, highOpen);
  }

  /**
   * An end of an interval.
   *
   * @param value null where it is infinite
   * @param side -1 or 1: which infinity
   */
  private record End(@Nullable Fraction value, int side, boolean open) {
    private int sign() {
      return value == null ? side : value.signum();
    }

    /** Zero times what is unbounded is zero: each number there is times zero is. */
    End times(End other) {
      int sign = sign() * other.sign();
      if (value != null && other.value != null) {
        boolean zero = (!open && sign() == 0) || (!other.open && other.sign() == 0);
        return new End(value.times(other.value), sign, !zero && (open || other.open));
      }
      if (sign == 0) {
        boolean reached = (value != null && !open) || (other.value != null && !other.open);
        return new End(Fraction.ZERO, 0, !reached);
      }
      return new End(null, sign, true);
    }

    int compareTo(End other) {
      if (value != null && other.value != null) {
        return value.compareTo(other.value);
      }
      return Integer.compare(value == null ? side : 0, other.value == null ? other.side : 0);
    }
  }

  private static Interval between(List<End> ends) {
    End low = ends.get(0);
    End high = ends.get(0);
    for (End end : ends) {
      int toLow = end.compareTo(low);
      int toHigh = end.compareTo(high);
      low = toLow < 0 || (toLow == 0 && !end.open()) ? end : low;
      high = toHigh > 0 || (toHigh == 0 && !end.open()) ? end : high;
    }
    return new Interval(low.value(), low.open(), high.value(), high.open());
  }

  /** The interval as people write it: [1.95, 2.05], (2, ...). */
  @Override
  public String toString() {
    return (lowOpen ? "(" : "[") + text(low) + ", " + text(high) + (highOpen ? ")" : "]");
  }

  private static String text(@Nullable Fraction end) {
    return end == null
        ? "..."
        : new BigDecimal(String.valueOf(end.toDouble())).stripTrailingZeros().toPlainString();
  }
}
