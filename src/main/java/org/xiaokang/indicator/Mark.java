package org.xiaokang.indicator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Direction;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Period;

/**
 * What must be said with a figure, as bits that are carried through every formula: a value computed
 * from a derived, approximate or bounded input says so itself.
 */
enum Mark {
  /** Derived from other figures, not reported. */
  DERIVED(1),
  /** Printed as about so much. */
  APPROXIMATE(2),
  /** The true value is at least this. */
  AT_LEAST(4),
  /** The true value is at most this. */
  AT_MOST(8),
  /** The report does not say which period it is for. */
  PERIOD_UNKNOWN(16),
  /** Some of the regions or shorter periods it is made of are missing. */
  PARTIAL(32),
  /** Compared with an earlier figure that was restated for the comparison. */
  COMPARABLE_BASE(64),
  /** Compared with an earlier figure of another definition, which no comparable base restates. */
  BASE_BREAK(128),
  /** Of a year before the present survey, computed back by the office. */
  BACKCAST(256),
  /** The figure of the nearest survey in place of one of the year itself. */
  NEAREST_SURVEY(512),
  /** Between the surveys before and after. */
  BETWEEN_SURVEYS(1024),
  /** Figures of definitions that are not the same went into it, as declared. */
  OTHER_DEFINITION(2048),
  /** Estimated of households or of a published distribution. */
  FROM_DISTRIBUTION(4096);

  private static final int BOUNDS = AT_LEAST.bit | AT_MOST.bit;
  private static final int LINED_UP = NEAREST_SURVEY.bit() | BETWEEN_SURVEYS.bit();
  private static final int ESTIMATED =
      BOUNDS
          | DERIVED.bit()
          | APPROXIMATE.bit()
          | PARTIAL.bit()
          | LINED_UP
          | FROM_DISTRIBUTION.bit();

  private final int bit;

  Mark(int bit) {
    this.bit = bit;
  }

  int bit() {
    return bit;
  }

  /**
   * The marks of an observation, from its qualifier and its period. A strict bound (above, below)
   * is a bound here, too; that it is strict is kept by the observation alone.
   *
   * @param isPart whether it stands under a region that it is only a part of
   */
  static int of(Observation observation, boolean isPart) {
    int qualified =
        switch (observation.qualifier()) {
          case "approx" -> APPROXIMATE.bit();
          case "nearly" -> APPROXIMATE.bit() | AT_MOST.bit();
          case "at_least", "above" -> AT_LEAST.bit();
          case "at_most", "below" -> AT_MOST.bit();
          default -> 0;
        };
    return qualified
        | (observation.precision() == null ? 0 : FROM_DISTRIBUTION.bit())
        | (observation.period().timePeriod().equals(Period.NOT_STATED) ? PERIOD_UNKNOWN.bit() : 0)
        | (isPart ? PARTIAL.bit() : 0);
  }

  /** What an input's marks mean for a value that moves with it in the given direction. */
  static int through(int marks, Direction direction) {
    int bounds = marks & BOUNDS;
    int others = marks & ~BOUNDS;
    return switch (direction) {
      case UP -> marks;
      case DOWN -> others | (marks & AT_LEAST.bit()) << 1 | (marks & AT_MOST.bit()) >> 1;
      case UNKNOWN -> others | (bounds == 0 ? 0 : BOUNDS | APPROXIMATE.bit());
      case NONE -> 0;
    };
  }

  /** SDMX CL_OBS_STATUS: M without a value, E estimated with a mark on it, A normal. */
  static String obsStatus(@Nullable Double value, int marks) {
    return value == null ? "M" : (marks & ESTIMATED) != 0 ? "E" : "A";
  }

  /** at_least, at_most, approx, or null where the value is what it is. */
  static @Nullable String bound(int marks) {
    int bounds = marks & BOUNDS;
    if (bounds == AT_LEAST.bit()) {
      return "at_least";
    }
    if (bounds == AT_MOST.bit()) {
      return "at_most";
    }
    return (marks & (BOUNDS | APPROXIMATE.bit())) != 0 ? "approx" : null;
  }

  /**
   * The flags of the table indicators.
   *
   * @param above whether the value is above the expected range
   * @param below whether it is below
   */
  static List<String> flags(int marks, boolean above, boolean below) {
    List<String> flags = new ArrayList<>();
    add(flags, (marks & DERIVED.bit()) != 0, "derived");
    add(flags, (marks & APPROXIMATE.bit()) != 0, "approximate");
    add(flags, (marks & BOUNDS) != 0, "bounded");
    add(flags, (marks & PERIOD_UNKNOWN.bit()) != 0, "period_unknown");
    add(flags, (marks & PARTIAL.bit()) != 0, "partial");
    add(flags, (marks & COMPARABLE_BASE.bit()) != 0, "comparable_base");
    add(flags, (marks & BACKCAST.bit()) != 0, "backcast");
    add(flags, (marks & NEAREST_SURVEY.bit()) != 0, "nearest_survey");
    add(flags, (marks & BETWEEN_SURVEYS.bit()) != 0, "between_surveys");
    add(flags, (marks & OTHER_DEFINITION.bit()) != 0, "other_definition");
    add(flags, (marks & BASE_BREAK.bit()) != 0, "base_break");
    add(flags, (marks & FROM_DISTRIBUTION.bit()) != 0, "estimated");
    add(flags, above, "above_expected");
    add(flags, below, "below_expected");
    return flags;
  }

  private static void add(List<String> flags, boolean isSet, String flag) {
    if (isSet) {
      flags.add(flag);
    }
  }
}
