package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
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
  COMPARABLE_BASE(64);

  private static final int BOUNDS = AT_LEAST.bit | AT_MOST.bit;
  private static final int ESTIMATED = BOUNDS | DERIVED.bit() | APPROXIMATE.bit() | PARTIAL.bit();

  private final int bit;

  Mark(int bit) {
    this.bit = bit;
  }

  int bit() {
    return bit;
  }

  /**
   * The marks of an observation, from its qualifier, its period and its region: the figure of a
   * region that was merged into another is only a part of that other's.
   */
  static Column ofObservation() {
    Column qualifier = functions.col("qualifier");
    return when(qualifier.equalTo("approx"), APPROXIMATE.bit())
        .when(qualifier.equalTo("nearly"), APPROXIMATE.bit() | AT_MOST.bit())
        .when(qualifier.equalTo("at_least"), AT_LEAST.bit())
        .when(qualifier.equalTo("at_most"), AT_MOST.bit())
        .otherwise(0)
        .bitwiseOR(
            when(functions.col("time_period").equalTo("_U"), PERIOD_UNKNOWN.bit()).otherwise(0))
        .bitwiseOR(
            when(functions.col("region_match").equalTo("merged"), PARTIAL.bit()).otherwise(0));
  }

  /** The same of an observation outside Spark. */
  static int of(Observation observation) {
    int qualified =
        switch (observation.qualifier()) {
          case "approx" -> APPROXIMATE.bit();
          case "nearly" -> APPROXIMATE.bit() | AT_MOST.bit();
          case "at_least" -> AT_LEAST.bit();
          case "at_most" -> AT_MOST.bit();
          default -> 0;
        };
    return qualified
        | (observation.period().timePeriod().equals(Period.NOT_STATED) ? PERIOD_UNKNOWN.bit() : 0)
        | (observation.region().match().equals("merged") ? PARTIAL.bit() : 0);
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

  /** What an input's marks mean for a value that moves with it in the given direction. */
  static Column through(Column marks, Direction direction) {
    Column bounds = marks.bitwiseAND(BOUNDS);
    Column others = marks.bitwiseAND(~BOUNDS);
    return switch (direction) {
      case UP -> marks;
      case DOWN ->
          others
              .bitwiseOR(functions.shiftleft(marks.bitwiseAND(AT_LEAST.bit()), 1))
              .bitwiseOR(functions.shiftright(marks.bitwiseAND(AT_MOST.bit()), 1));
      case UNKNOWN ->
          others.bitwiseOR(when(bounds.notEqual(0), BOUNDS | APPROXIMATE.bit()).otherwise(0));
      case NONE -> lit(0);
    };
  }

  /** Whether the mark is set. */
  Column in(Column marks) {
    return marks.bitwiseAND(bit()).notEqual(0);
  }

  /** SDMX CL_OBS_STATUS: M without a value, E estimated with a mark on it, A normal. */
  static Column obsStatus(Column value, Column marks) {
    return when(value.isNull(), "M")
        .when(marks.bitwiseAND(ESTIMATED).notEqual(0), "E")
        .otherwise("A");
  }

  /** at_least, at_most, approx, or null where the value is what it is. */
  static Column bound(Column marks) {
    return when(marks.bitwiseAND(BOUNDS).equalTo(AT_LEAST.bit()), "at_least")
        .when(marks.bitwiseAND(BOUNDS).equalTo(AT_MOST.bit()), "at_most")
        .when(marks.bitwiseAND(BOUNDS | APPROXIMATE.bit()).notEqual(0), "approx");
  }

  /** The flags of the indicators table; value and expected bounds add theirs. */
  static Column flags(Column marks, Column above, Column below) {
    return array_compact(
        array(
            when(DERIVED.in(marks), "derived"),
            when(APPROXIMATE.in(marks), "approximate"),
            when(marks.bitwiseAND(BOUNDS).notEqual(0), "bounded"),
            when(PERIOD_UNKNOWN.in(marks), "period_unknown"),
            when(PARTIAL.in(marks), "partial"),
            when(COMPARABLE_BASE.in(marks), "comparable_base"),
            when(above, "above_expected"),
            when(below, "below_expected")));
  }
}
