package org.xiaokang.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a code, or one spell of it, means on a day.
 *
 * @param match how it was found
 * @param areas where a figure of that day belongs: one code, with weight 1. Where the code itself
 *     was not valid and nothing takes its place whole (SPLIT, ENDED, NOT_YET, and MERGED where the
 *     region is made of such parts only) that is the code itself: the figure stays under it. Empty
 *     for AMBIGUOUS and UNKNOWN
 * @param candidates the codes valid that day that the region consists of, in alphabetical order:
 *     the area itself, the successors of a split (each with its declared share), the regions that a
 *     later merger was made of; for AMBIGUOUS the areas of both readings; empty where none is known
 * @param note one sentence on what happened to the code; null when there is nothing to tell
 */
public record Resolution(
    Match match, List<Share> areas, List<Share> candidates, @Nullable String note) {
  /** Keeps copies. */
  public Resolution {
    areas = List.copyOf(areas);
    candidates = List.copyOf(candidates);
  }

  /** How a code was found. */
  public enum Match {
    /** The code was valid that day. */
    SAME,
    /** Retired before; it goes on, whole and alone, as one region valid that day. */
    SUCCESSOR,
    /** Retired before; it became a part of one region valid that day. */
    MERGED,
    /** Younger than the day; followed back to the one region that became it. */
    PREDECESSOR,
    /** Retired before; several regions took it over. */
    SPLIT,
    /** Retired before, and the table names no successor. */
    ENDED,
    /** Younger than the day: made of several regions or of a part, or nothing is known before. */
    NOT_YET,
    /** Between two spells of the code that mean different regions. */
    AMBIGUOUS,
    /** No spell has this code. */
    UNKNOWN
  }

  /**
   * A code and its share of the region.
   *
   * @param code the code
   * @param weight above 0 and at most 1; null where the table declares none
   */
  public record Share(String code, @Nullable Double weight) {}

  /** The one code a figure belongs to, or null. */
  public @Nullable String area() {
    return areas.size() == 1 ? areas.get(0).code() : null;
  }

  static Resolution to(Match match, String code, @Nullable String note) {
    List<Share> one = List.of(new Share(code, 1.0));
    return new Resolution(match, one, one, note);
  }

  static Resolution staying(
      Match match, String code, List<Share> candidates, @Nullable String note) {
    return new Resolution(match, List.of(new Share(code, 1.0)), candidates, note);
  }
}
