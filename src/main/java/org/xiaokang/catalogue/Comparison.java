package org.xiaokang.catalogue;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of regions: a measure, and the indicators it is taken of.
 *
 * @param id the code in tables
 * @param name its names
 * @param indicators ids; measures of one indicator are taken of each, others of all together
 * @param weight id of the indicator that says how much a region counts (people); none: all alike
 * @param weightScope the breakdown in which the weight is taken; null: the value's own, else all
 * @param levels levels of regions to compare; none: every level, each by itself
 * @param scopes breakdowns to compare; none: every one, each by itself
 * @param within how regions are grouped besides all of a level
 * @param years the years compared
 * @param asOf the day as of which counts without a stated start are compared, each region's latest
 *     until then; null: those that end on the same day
 * @param headline whether the end of a run shows what it finds
 * @param measure what is measured
 */
public record Comparison(
    String id,
    Names name,
    List<String> indicators,
    @Nullable String weight,
    @Nullable String weightScope,
    List<String> levels,
    List<String> scopes,
    List<Grouping> within,
    Years years,
    @Nullable LocalDate asOf,
    boolean headline,
    Measure measure)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps copies. */
  public Comparison {
    indicators = List.copyOf(indicators);
    levels = List.copyOf(levels);
    scopes = List.copyOf(scopes);
    within = List.copyOf(within);
  }

  /**
   * Years by the last day of a period.
   *
   * @param from the first
   * @param to the last
   */
  public record Years(int from, int to) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Every year. */
    public static final Years ALL = new Years(Integer.MIN_VALUE, Integer.MAX_VALUE);

    /** Whether a year is among them. */
    public boolean contains(int year) {
      return year >= from && year <= to;
    }
  }

  /**
   * How regions are grouped.
   *
   * @param kind what groups them
   * @param name the level or the attribute; {@code parent} for the region right above
   */
  public record Grouping(Kind kind, String name) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The name of the grouping by the region right above. */
    public static final String PARENT = "parent";

    /** See {@link Grouping}. */
    public enum Kind {
      /** The region right above. */
      PARENT,
      /** The region of a level that they lie in. */
      LEVEL,
      /** A column of the region table. */
      ATTRIBUTE
    }
  }

  /**
   * Every indicator that is read.
   *
   * @param subject the one that is compared; empty: all of them together
   */
  public List<String> reads(String subject) {
    TreeSet<String> reads = new TreeSet<>(subject.isEmpty() ? indicators : List.of(subject));
    if (weight != null) {
      reads.add(weight);
    }
    reads.addAll(measure.others());
    return List.copyOf(reads);
  }
}
