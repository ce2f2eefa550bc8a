package org.xiaokang.compare;

import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.measure.Measured;

/**
 * How regions move between classes, and whether neighbours are alike: a row of the table mobility.
 *
 * @param statistic transition_count, steady_state, morans_i, ...: as the table's comment lists them
 * @param classes the classes that it is of
 * @param value the statistic
 * @param chance how the statistic compares with chance
 * @param regions how many regions are in it
 */
public record MobilityRow(
    ComparedSeries series,
    PeriodSpan span,
    String statistic,
    ClassNumbers classes,
    Measured value,
    ByChance chance,
    int regions) {
  /**
   * Numbers of classes, from 1, the lowest.
   *
   * @param from the class before; null where there is none
   * @param to the class after; null where there is none
   * @param lag the class of the mean of the region's neighbours; null where they do not matter
   */
  public record ClassNumbers(@Nullable Integer from, @Nullable Integer to, @Nullable Integer lag) {
    static final ClassNumbers NONE = new ClassNumbers(null, null, null);

    static ClassNumbers to(int to) {
      return new ClassNumbers(null, to, null);
    }
  }

  /**
   * What a statistic would be by chance.
   *
   * @param expected its mean without any relation; of spatial_q the degrees of freedom
   * @param z standard deviations from there; null where that is not known
   * @param pValue two-sided, 0 to 1; null where that is not known
   */
  public record ByChance(@Nullable Double expected, @Nullable Double z, @Nullable Double pValue) {
    static final ByChance NONE = new ByChance(null, null, null);
  }
}
