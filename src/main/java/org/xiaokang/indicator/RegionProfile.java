package org.xiaokang.indicator;

import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Period;

/**
 * A region's indicators of one period side by side: a row of the table region_profiles.
 *
 * @param refArea the region's code as of the period
 * @param seriesArea the code under which the region's series is kept across changes of its code
 * @param region how it was called; null where the region table does not have the code
 * @param parentArea the code of the region above, as of the period; null where there is none
 * @param parent how that was called; null where there is none, or the region table does not have it
 * @param period when the values are of
 * @param values by indicator, each in the indicator's unit; an indicator without a value is left
 *     out
 */
public record RegionProfile(
    String refArea,
    String seriesArea,
    @Nullable Called region,
    @Nullable String parentArea,
    @Nullable Called parent,
    Period period,
    Map<String, Double> values)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * How a region was called.
   *
   * @param name the name reports print
   * @param nameEn the name in English
   * @param level its level, as in the region table
   */
  public record Called(String name, String nameEn, String level) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Keeps a copy. */
  public RegionProfile {
    values = Map.copyOf(values);
  }
}
