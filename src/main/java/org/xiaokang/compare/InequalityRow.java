package org.xiaokang.compare;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.measure.Measured;

/**
 * An index of inequality among regions in a period, or a part of it: a row of the table inequality.
 *
 * @param index the index as declared; concentration where {@code rankBy} orders the regions
 * @param value the index, without a unit
 * @param weighted whether a region counts as much as the declared weight says
 * @param regions how many regions are in it
 * @param leftOut how many have a value, but lack what else is needed
 * @param populationShare of a group: its share of the weights, 0 to 1; null elsewhere
 * @param valueShare of a group: its share of the sum of weight times value; null elsewhere, and
 *     where that sum is 0
 * @param rankBy id of the indicator that orders the regions; null where none does
 */
public record InequalityRow(
    ComparedSeries series,
    ComparedPeriod period,
    String index,
    Component component,
    RegionGroup group,
    Measured value,
    boolean weighted,
    int regions,
    int leftOut,
    @Nullable Double populationShare,
    @Nullable Double valueShare,
    @Nullable String rankBy) {
  /** What of an index a row tells. */
  public enum Component {
    /** The index of all regions of the level. */
    TOTAL,
    /** The part within groups. */
    WITHIN,
    /** The part between groups. */
    BETWEEN,
    /** The part of a Gini coefficient that is neither. */
    OVERLAP,
    /** The index of the regions of one group. */
    GROUP;

    /** As the table has it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
