package org.xiaokang.ingest;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a code or a name may mean on a day.
 *
 * @param refArea the code that a figure belongs to
 * @param seriesArea the code under which its series is kept
 * @param match how it was found: a word of the column region_match
 * @param note what became of the code, in a sentence; null where nothing did
 * @param shares who took the region over, where it was split and each share is declared
 * @param label its name with the parent's before it
 * @param level the key of its level
 * @param ancestors codes and name keys of all regions above
 * @param names name keys that agree with the code
 */
public record RegionReading(
    String refArea,
    String seriesArea,
    String match,
    @Nullable String note,
    List<Share> shares,
    String label,
    String level,
    Set<String> ancestors,
    Set<String> names)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * A region that took over a part of another.
   *
   * @param refArea its code
   * @param seriesArea the code under which its series is kept
   * @param weight its share, above 0 and at most 1
   */
  public record Share(String refArea, String seriesArea, double weight) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** As messages show it. */
  String shown() {
    return label + " (" + refArea + ")";
  }

  /** Whether it is a region, or lies above or below it. */
  boolean isRelated(RegionReading other) {
    return refArea.equals(other.refArea)
        || ancestors.contains(other.refArea)
        || other.ancestors.contains(refArea);
  }
}
