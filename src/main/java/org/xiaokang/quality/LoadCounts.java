package org.xiaokang.quality;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What gates need to know of a load, as small as it is however many rows there are: tasks count
 * with {@link LoadCounter}, and the driver adds.
 *
 * @param sources the rows of each source, by its name
 * @param regionsByMetric regions with a preferred figure of a metric, by its code
 * @param regions regions with a preferred figure of any metric
 * @param newestEnd the newest end of a period among all figures, days to come left out; null where
 *     none has one
 * @param newestPublished the newest day of publication likewise
 */
public record LoadCounts(
    Map<String, SourceRows> sources,
    Map<String, Long> regionsByMetric,
    long regions,
    @Nullable LocalDate newestEnd,
    @Nullable LocalDate newestPublished)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Nothing was read. */
  public static final LoadCounts NONE = new LoadCounts(Map.of(), Map.of(), 0, null, null);

  /** Keeps copies. */
  public LoadCounts {
    sources = Map.copyOf(sources);
    regionsByMetric = Map.copyOf(regionsByMetric);
  }

  /**
   * The rows of a source.
   *
   * @param received all of them but those that say that there is no figure
   * @param rejected those that cannot be read; superseded, duplicate and withdrawn rows are none
   */
  public record SourceRows(long received, long rejected) implements Serializable {
    private static final long serialVersionUID = 1L;

    static final SourceRows NONE = new SourceRows(0, 0);

    /** The rows of both. */
    public SourceRows plus(SourceRows other) {
      return new SourceRows(received + other.received, rejected + other.rejected);
    }
  }

  /** The counts of both, if no region has figures in both. */
  public LoadCounts plus(LoadCounts other) {
    return new LoadCounts(
        sum(sources, other.sources, SourceRows::plus),
        sum(regionsByMetric, other.regionsByMetric, Long::sum),
        regions + other.regions,
        later(newestEnd, other.newestEnd),
        later(newestPublished, other.newestPublished));
  }

  private static <V> Map<String, V> sum(
      Map<String, V> one, Map<String, V> other, BinaryOperator<V> plus) {
    Map<String, V> sum = new HashMap<>(one);
    other.forEach((key, value) -> sum.merge(key, value, plus));
    return sum;
  }

  static @Nullable LocalDate later(@Nullable LocalDate one, @Nullable LocalDate other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? other : one;
  }

  SourceRows allSources() {
    return sources.values().stream().reduce(SourceRows.NONE, SourceRows::plus);
  }
}
