package org.xiaokang.compare;

import java.util.List;

/**
 * Whose values a row compares.
 *
 * @param comparison the comparison's id
 * @param indicator the indicator's id
 * @param scope the breakdown that the values cover
 * @param level the level of the regions; blank where the region table does not know it
 * @param kind the kind of period
 * @param reservations what must be said with the comparison, in the words of {@link Reservation};
 *     none where the values are alike and what they seem
 */
public record ComparedSeries(
    String comparison,
    String indicator,
    String scope,
    String level,
    String kind,
    List<String> reservations) {
  /** Keeps a copy. */
  public ComparedSeries {
    reservations = List.copyOf(reservations);
  }

  /** Of values that need no reservation. */
  public ComparedSeries(
      String comparison, String indicator, String scope, String level, String kind) {
    this(comparison, indicator, scope, level, kind, List.of());
  }
}
