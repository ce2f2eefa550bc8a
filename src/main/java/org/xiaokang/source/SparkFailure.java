package org.xiaokang.source;

import java.util.Optional;
import org.apache.spark.SparkThrowable;

/**
 * The error in which Spark says what was wrong, of those that it wraps around one another.
 *
 * @param cause the innermost: those around it say which task failed
 * @param known the same
 */
public record SparkFailure(Throwable cause, SparkThrowable known) {
  /** How SQLSTATE begins where a value is at fault: not the number it is cast to, a zero below. */
  private static final String DATA_EXCEPTION = "22";

  /** What Spark says, where any of it is Spark's and no fault of its own. */
  public static Optional<SparkFailure> in(Throwable e) {
    Optional<SparkFailure> innermost = Optional.empty();
    for (Throwable one = e; one != null; one = one.getCause()) {
      if (one instanceof SparkThrowable known) {
        innermost = Optional.of(new SparkFailure(one, known));
      }
    }
    return innermost.filter(failure -> !failure.known.isInternalError());
  }

  /** Whether a row does not fit what is computed of it. */
  public boolean isOfData() {
    return String.valueOf(known.getSqlState()).startsWith(DATA_EXCEPTION);
  }
}
