package org.xiaokang.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * One input of a formula: which figure the name stands for.
 *
 * @param variable the name in the formula
 * @param metric the metric's code
 * @param scope the breakdown to take; none: the row's own
 * @param at which period to take
 * @param ofParent whether the parent region's figure is meant
 */
public record Input(
    String variable, String metric, Optional<String> scope, At at, boolean ofParent) {

  /** A choice of period; periods of other kinds and other months are never looked at. */
  public sealed interface At {
    /** The row's own period. */
    record Same() implements At {}

    /**
     * So many years from the row's period, the same months.
     *
     * @param years negative for the past
     */
    record Shifted(int years) implements At {}

    /**
     * The period of one year, the same months as the row's.
     *
     * @param year the calendar year
     */
    record Year(int year) implements At {}

    /**
     * The first or the latest period there is.
     *
     * @param latest latest rather than first
     * @param kinds the kinds of period to look at; none: only the row's own series
     */
    record End(boolean latest, List<String> kinds) implements At {
      /** Keeps a copy. */
      public End {
        kinds = List.copyOf(kinds);
      }
    }

    /** Whether the row's own period is meant. */
    default boolean isSame() {
      return this instanceof Same;
    }
  }

  @Override
  public String toString() {
    String period = "";
    if (at instanceof At.Shifted shifted) {
      period = " " + shifted.years() + "y";
    } else if (at instanceof At.Year year) {
      period = " at " + year.year();
    } else if (at instanceof At.End end) {
      period = end.latest() ? " at latest" : " at first";
      period += end.kinds().isEmpty() ? "" : " of " + String.join(", ", end.kinds());
    }
    return metric
        + scope.map(s -> "[" + s + "]").orElse("")
        + period
        + (ofParent ? " of parent" : "");
  }
}
