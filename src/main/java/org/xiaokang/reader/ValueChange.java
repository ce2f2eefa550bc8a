package org.xiaokang.reader;

import static java.util.Comparator.comparingDouble;

import java.util.Comparator;
import java.util.Optional;

/**
 * A value that two releases have and do not say alike.
 *
 * @param refArea the region's code
 * @param indicator the indicator's id
 * @param scope the breakdown that it covers
 * @param periodKind the kind of its period
 * @param timePeriod its period
 * @param origin reported or aggregated
 * @param before the value in the earlier release, in the indicator's unit
 * @param after the value in the later one; the same where only what is said with it changed
 * @param why the reason, one of {@link ChangeReason}
 */
public record ValueChange(
    String refArea,
    String indicator,
    String scope,
    String periodKind,
    String timePeriod,
    String origin,
    double before,
    double after,
    String why) {

  /** The one first that changed by the largest share of the value before. */
  static final Comparator<ValueChange> LARGEST_FIRST =
      comparingDouble(ValueChange::share)
          .reversed()
          .thenComparing(ValueChange::indicator)
          .thenComparing(ValueChange::refArea)
          .thenComparing(ValueChange::timePeriod)
          .thenComparing(ValueChange::scope)
          .thenComparing(ValueChange::origin)
          .thenComparing(ValueChange::periodKind);

  /** Of a row of a {@link ReleaseDiff}; empty where one of the releases has no such value. */
  static Optional<ValueChange> of(TableRow row, String why) {
    Double before = row.real("value_before");
    Double after = row.real("value_after");
    return before == null || after == null
        ? Optional.empty()
        : Optional.of(
            new ValueChange(
                row.text("ref_area"),
                row.text("indicator"),
                row.text("scope"),
                row.text("period_kind"),
                row.text("time_period"),
                row.text("origin"),
                before,
                after,
                why));
  }

  /** The change as a share of the value before; infinite from 0, and 0 where there is none. */
  double share() {
    return before == after ? 0 : Math.abs(after - before) / Math.abs(before);
  }
}
