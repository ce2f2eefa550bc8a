package org.xiaokang.catalogue;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * One input of a formula: which figure the name stands for.
 *
 * @param variable the name in the formula
 * @param metric the metric's code
 * @param scope the breakdown to take; none: the row's own
 * @param at which period to take
 * @param of whose figure is meant
 * @param over the shorter periods the figure is made of; none: the figure as reported
 * @param missingIsZero whether a figure that is not there counts as zero
 */
public record Input(
    String variable,
    String metric,
    Optional<String> scope,
    At at,
    Of of,
    Optional<Over> over,
    boolean missingIsZero)
    implements Serializable {

  /**
   * Whose figure an input takes.
   *
   * @param kind the region's own, its parent's, the nearest one's from the region upwards that has
   *     it, or that of one named region
   * @param code the named region's code, else empty
   */
  public record Of(Kind kind, String code) implements Serializable {
    /** See {@link Of}. */
    public enum Kind {
      SELF,
      PARENT,
      NEAREST,
      REGION
    }

    /** The region's own figure. */
    public static final Of SELF = new Of(Kind.SELF, "");

    /** The parent's figure. */
    public static final Of PARENT = new Of(Kind.PARENT, "");

    /** The region's own figure, else its parent's, and so on upwards. */
    public static final Of NEAREST = new Of(Kind.NEAREST, "");

    /** The figure of one region. */
    public static Of region(String code) {
      return new Of(Kind.REGION, code);
    }

    /** Whether the region's own figure is meant. */
    public boolean isSelf() {
      return kind == Kind.SELF;
    }

    @Override
    public String toString() {
      return switch (kind) {
        case SELF -> "";
        case PARENT -> " of parent";
        case NEAREST -> " of the nearest region upwards";
        case REGION -> " of region " + code;
      };
    }
  }

  /** A choice of period; periods of other kinds and other months are never looked at. */
  public sealed interface At extends Serializable {
    /** The row's own period. */
    record Same() implements At {}

    /**
     * So many months from the row's period: whole years to the same months of another year, others
     * to the neighbouring month, quarter or half-year.
     *
     * @param months negative for the past
     */
    record Shifted(int months) implements At {
      /** Whether it leads to the same months of another year. */
      public boolean isYears() {
        return months % 12 == 0;
      }

      @Override
      public String toString() {
        return isYears() ? months / 12 + "y" : months + "m";
      }
    }

    /**
     * The period of one year, the same months as the row's.
     *
     * @param year the calendar year
     */
    record Year(int year) implements At {}

    /**
     * The first or the latest period there is.
     *
     * @param latest latest rather than first
     * @param kinds the kinds of period to look at; none: only the row's own series
     */
    record End(boolean latest, List<String> kinds) implements At {
      /** Keeps a copy. */
      public End {
        kinds = List.copyOf(kinds);
      }
    }

    /**
     * The year at one end of the row's own span of years. Growth over a span starts from its first
     * year; where the span is that of an average, from the year before: the average of 2013 to 2020
     * has eight steps, from 2012.
     *
     * @param last the last year rather than the one that growth starts from
     */
    record Edge(boolean last) implements At {}

    /** Whether the row's own period is meant. */
    default boolean isSame() {
      return this instanceof Same;
    }
  }

  /** All of them with their names in the formula. */
  public static String named(List<Input> inputs) {
    return inputs.stream().map(input -> input.variable + "=" + input).toList().toString();
  }

  @Override
  public String toString() {
    String period = "";
    if (at instanceof At.Shifted shifted) {
      period = " " + shifted;
    } else if (at instanceof At.Year year) {
      period = " at " + year.year();
    } else if (at instanceof At.Edge edge) {
      period = edge.last() ? " in the span's last year" : " in the span's base year";
    } else if (at instanceof At.End end) {
      period = end.latest() ? " at latest" : " at first";
      period += end.kinds().isEmpty() ? "" : " of " + String.join(", ", end.kinds());
    }
    return metric
        + scope.map(s -> "[" + s + "]").orElse("")
        + period
        + of
        + over.map(o -> " " + o).orElse("")
        + (missingIsZero ? " or zero" : "");
  }
}
