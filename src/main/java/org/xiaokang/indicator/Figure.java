package org.xiaokang.indicator;

import java.util.List;
import java.util.Optional;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.Over;

/**
 * A figure that the compiled plan puts on each row, as a struct column (value, marks,
 * observation_id); a placed one also says where it was found (scope, time_period, year).
 */
sealed interface Figure {
  /** The metric whose figure it is. */
  String metric();

  /**
   * As reported for the row's scope and period.
   *
   * @param of whose report
   * @param over the shorter periods it is made of, instead of a report for the row's period
   */
  record Reported(String metric, Input.Of of, Optional<Over> over) implements Figure {
    @Override
    public String toString() {
      return metric + of + over.map(o -> " " + o).orElse("");
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

  /**
   * Another figure, or where there is none that of the breakdown without some of its dimensions.
   *
   * @param without the dimensions
   */
  record Undivided(Figure figure, List<String> without) implements Figure {
    public Undivided {
      without = List.copyOf(without);
    }

    @Override
    public String metric() {
      return figure.metric();
    }

    @Override
    public String toString() {
      return figure + " (or without " + String.join(", ", without) + ")";
    }
  }

  /** Another figure taken from another scope or period of the same region. */
  record Placed(Figure figure, Optional<String> scope, Input.At at) implements Figure {
    @Override
    public String metric() {
      return figure.metric();
    }

    @Override
    public String toString() {
      return new Input("", figure.toString(), scope, at, Input.Of.SELF, Optional.empty(), false)
          .toString();
    }
  }

  /**
   * A figure of another time on the base of the row's: restated where a comparable base is
   * published, and chained over each year in between that has one; else as it was.
   *
   * @param base the comparable base, placed as the figure is
   */
  record Restated(Placed base, Placed plain) implements Figure {
    @Override
    public String metric() {
      return plain.metric();
    }

    @Override
    public String toString() {
      return plain + " on the comparable base " + base.metric();
    }
  }
}
