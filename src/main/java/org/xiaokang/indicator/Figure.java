package org.xiaokang.indicator;

import java.util.Optional;
import org.xiaokang.catalogue.Input;

/**
 * A figure that the compiled plan puts on each row, as a struct column (value, marks,
 * observation_id); a placed one also says where it was found (scope, time_period, year).
 */
sealed interface Figure {
  /** The metric whose figure it is. */
  String metric();

  /**
   * As reported for the row's region, scope and period.
   *
   * @param ofParent the parent region's report instead
   */
  record Reported(String metric, boolean ofParent) implements Figure {
    @Override
    public String toString() {
      return metric + (ofParent ? " of parent" : "");
    }
  }

  /** As reported, or else as the metric's identities give it. */
  record Completed(Reported reported) implements Figure {
    @Override
    public String metric() {
      return reported.metric();
    }

    @Override
    public String toString() {
      return reported + " (or derived)";
    }
  }

  /** Another figure taken from another scope or period of the same region. */
  record Placed(Figure figure, Optional<String> scope, Input.At at) implements Figure {
    @Override
    public String metric() {
      return figure.metric();
    }
  }
}
