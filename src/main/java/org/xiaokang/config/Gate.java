package org.xiaokang.config;

import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A quality gate: what must hold before a release is shown to readers.
 *
 * @param name what tables and messages call it; unique
 * @param onFailure what becomes of a release that does not pass
 * @param indicators ids or themes of the indicators it judges; empty: all
 * @param rule what must hold
 * @param file the file that declares it
 * @param line the line it is declared at
 */
public record Gate(
    String name, OnFailure onFailure, Set<String> indicators, Rule rule, String file, int line)
    implements Serializable {

  /** What becomes of a release that does not pass. */
  public enum OnFailure {
    /** Readers keep the release before until somebody publishes this one with a reason. */
    HOLD,
    /** It is published, and the findings are told. */
    WARN
  }

  /** Keeps a copy. */
  public Gate {
    indicators = Set.copyOf(indicators);
  }

  /** Whether it judges the indicator. */
  public boolean watches(String indicator, String theme) {
    return indicators.isEmpty() || indicators.contains(indicator) || indicators.contains(theme);
  }

  /** What must hold. */
  public sealed interface Rule extends Serializable {}

  /**
   * Rows refused as a share of the rows read, 0 to 1.
   *
   * @param atMost of all rows
   * @param atMostBySource of the rows of each source; null: not judged by source
   */
  public record RejectedShare(double atMost, @Nullable Double atMostBySource) implements Rule {}

  /**
   * Regions with preferred observations against the release before.
   *
   * @param dropAtMost share of them that may be missing, 0 to 1
   * @param by one count of all regions, or one for each metric
   */
  public record RegionsReporting(double dropAtMost, By by) implements Rule {
    /** What is counted. */
    public enum By {
      ALL,
      METRIC
    }
  }

  /**
   * Age of the newest observation at the day the run began; days in the future do not count.
   *
   * @param days oldest age that passes
   * @param of the day that is looked at
   */
  public record Freshness(int days, Of of) implements Rule {
    /** A column of the observations. */
    public enum Of {
      PERIOD_END,
      PUBLISHED_ON
    }
  }

  /**
   * Sets of statements that cannot all be true.
   *
   * @param atMost how many pass
   * @param of which of them count: impossible, as_printed, implausible
   */
  public record Contradictions(int atMost, Set<String> of) implements Rule {
    /** Keeps a copy. */
    public Contradictions {
      of = Set.copyOf(of);
    }
  }

  /**
   * Values between bounds, in the indicator's unit.
   *
   * @param min smallest value; null with max null too: as the catalogue's {@code expected} says
   * @param max largest value
   */
  public record Range(@Nullable Double min, @Nullable Double max) implements Rule {}

  /** Values against the region's own earlier ones of like periods. */
  public record History(Limits limits) implements Rule {}

  /** Values against those of the other regions of the same parent. */
  public record Peers(Limits limits) implements Rule {}

  /**
   * Values against those of the release before.
   *
   * @param atMost largest difference as a share of the value before
   * @param disappearedAtMost share of the values before that may have no value now, 0 to 1
   */
  public record ReleaseDifference(double atMost, double disappearedAtMost) implements Rule {}

  /**
   * How far from the median of others a value may lie.
   *
   * @param deviations robust standard deviations
   * @param atLeast how many others there must be; with fewer a value is not judged
   * @param tolerance share of the median within which no difference counts
   */
  public record Limits(double deviations, int atLeast, double tolerance) implements Serializable {}
}
