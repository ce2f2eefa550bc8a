package org.xiaokang.job;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.lake.ExclusiveRun;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.source.SparkFailure;

/** What is said of a run that failed: of all that Spark says around it, the line that helps. */
final class RunFailure {
  private RunFailure() {}

  /**
   * Does {@link ExclusiveRun#of}, and says in words what made it fail.
   *
   * @throws org.xiaokang.lake.LakeBusyException at once if another run holds the lake
   */
  static <T> T telling(
      LakeReader lake, String command, String runId, Clock clock, Function<ExclusiveRun, T> work) {
    try {
      return ExclusiveRun.of(lake, command, runId, clock, work);
    } catch (Exception e) { // Scala throws IOException without declaring it
      throw told(lake.root(), e);
    }
  }

  /**
   * What a task of Spark's, a file or a database failed with, in words; any other error as it is.
   *
   * @param lake the lake's root
   */
  private static RuntimeException told(String lake, Exception e) {
    Throwable cause = e;
    for (Throwable one = e; one != null; one = one.getCause()) {
      if (one instanceof XiaokangException ours) { // also one that a task threw
        return ours;
      }
      cause = one;
    }
    Optional<String> misfit = misfit(e);
    if (misfit.isPresent()) {
      return new XiaokangException(misfit.get(), e);
    }
    if (!(cause instanceof IOException || cause instanceof SQLException)) {
      return e instanceof RuntimeException other ? other : new IllegalStateException(e);
    }
    return new XiaokangException(
        "a file or a database could not be read or written while the lake '"
            + lake
            + "' was worked on: "
            + firstLine(cause)
            + "; the latest release is whole: run again when that is mended",
        e);
  }

  /** A cell that an expression of the configuration cannot be computed for. */
  private static Optional<String> misfit(Throwable e) {
    return SparkFailure.in(e)
        .filter(SparkFailure::isOfData)
        .map(
            failure ->
                "an expression under 'columns:' of a source cannot be computed for a cell: "
                    + firstLine(failure.cause())
                    + "; take the text as it is (value: amount), which rejects the row alone, or use"
                    + " try_cast, try_divide and their like; what readers see is as it was");
  }

  /** What Spark says before it goes on with its own stack. */
  private static String firstLine(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message.lines().filter(line -> !line.isBlank()).findFirst().orElse(cause.toString());
  }
}
