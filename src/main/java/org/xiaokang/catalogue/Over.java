package org.xiaokang.catalogue;

import java.io.Serializable;

/**
 * A figure made of figures for shorter periods: a quarter of its months.
 *
 * @param period the period that is made
 * @param from the shorter periods it is made of
 * @param rule how
 * @param atLeast how many of them there must be
 */
public record Over(Span period, Span from, Rule rule, int atLeast) implements Serializable {
  /** Periods of the calendar. */
  public enum Span {
    MONTH(1),
    QUARTER(3),
    HALF_YEAR(6),
    YEAR(12),
    /** From 1 January to the end of any of the shorter periods. */
    YEAR_TO_DATE(12);

    private final int months;

    Span(int months) {
      this.months = months;
    }

    /** Its length in months, at most. */
    public int months() {
      return months;
    }

    /** The kind of period as tables spell it. */
    public String kind() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** How shorter periods make a longer one. */
  public enum Rule {
    SUM,
    MEAN,
    MIN,
    MAX,
    /** The figure of the last one: a stock at the end. */
    LAST
  }

  /** How many of the shorter periods a whole one has; a year to date has as many as it has. */
  public int parts() {
    return period.months() / from.months();
  }

  @Override
  public String toString() {
    return "("
        + rule.name().toLowerCase(java.util.Locale.ROOT)
        + " over the "
        + from.kind()
        + "s of the "
        + period.kind()
        + ", at least "
        + (atLeast == ALL ? "all" : atLeast)
        + ")";
  }

  /** For {@link #atLeast}: every one of them. */
  public static final int ALL = 0;
}
