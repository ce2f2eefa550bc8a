package org.xiaokang.catalogue;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One criterion of a rule: a value beside a threshold.
 *
 * @param id its name in tables, unique within the rule
 * @param name its names
 * @param unit the unit of value and threshold
 * @param comparing how the value must stand to the threshold
 * @param thresholds the first that fits a region and a year counts; without one there is no verdict
 * @param subjects where the value comes from: the first that there is
 */
public record Criterion(
    String id,
    Names name,
    Unit unit,
    Comparing comparing,
    List<Threshold> thresholds,
    List<Subject> subjects)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps copies. */
  public Criterion {
    thresholds = List.copyOf(thresholds);
    subjects = List.copyOf(subjects);
  }

  /** How a value must stand to its threshold. */
  public enum Comparing {
    BELOW,
    AT_MOST,
    ABOVE,
    AT_LEAST;

    /** As tables and people write it. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * A threshold, and whose it is.
   *
   * @param value in the criterion's unit
   * @param where what must hold of the region: a level or an attribute of the region table, or
   *     {@code level}, to the codes, names or values that it may have; an attribute that a region
   *     lacks is that of the region above
   * @param years the years it holds in
   */
  public record Threshold(BigDecimal value, Map<String, List<String>> where, Comparison.Years years)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The key of {@link #where} for the level of the region itself. */
    public static final String LEVEL = "level";

    /** Keeps a copy in its order. */
    public Threshold {
      where = Collections.unmodifiableMap(new LinkedHashMap<>(where));
    }
  }

  /** Where a value comes from. */
  public sealed interface Subject extends Serializable {}

  /**
   * A formula over reported figures of the region; a metric as it is reported is the formula of
   * itself.
   *
   * @param inputs the figures: those of the assessed year, or with {@code at: latest} the latest up
   *     to its end
   */
  public record Computed(List<Input> inputs, Formula value) implements Subject {
    private static final long serialVersionUID = 1L;

    /** The name of the only input of a metric as it is reported. */
    public static final String REPORTED = "reported";

    /** Keeps a copy. */
    public Computed {
      inputs = List.copyOf(inputs);
    }

    /** Whether it is a metric as it is reported. */
    public boolean isReported() {
      return value instanceof Formula.Variable && inputs.size() == 1;
    }
  }

  /**
   * An indicator's value in the assessed year.
   *
   * @param indicator its id
   */
  public record OfIndicator(String indicator) implements Subject {
    private static final long serialVersionUID = 1L;
  }
}
