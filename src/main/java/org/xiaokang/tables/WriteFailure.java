package org.xiaokang.tables;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.schema.InvariantViolationException;
import org.xiaokang.catalogue.XiaokangException;

/** What is said of a write that failed: of all that Spark and Delta say, the line that helps. */
final class WriteFailure {
  private WriteFailure() {}

  static XiaokangException of(TableDefinition definition, Path lake, Exception e) {
    Optional<String> misfit = misfit(e);
    if (misfit.isPresent()) {
      return new XiaokangException(misfit.get(), e);
    }
    String where = "table '" + definition.name() + "' of the lake '" + lake + "'";
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof InvariantViolationException)) {
      cause = cause.getCause();
    }
    String does =
        cause instanceof InvariantViolationException
            ? " refuses a row and is as it was: "
            : " could not be written and is as it was: ";
    return new XiaokangException(where + does + firstLine(cause), e);
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

  static XiaokangException interrupted(Path lake, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new XiaokangException(
        "writing to the lake '" + lake + "' was interrupted; nothing is published", e);
  }

  /** A file or a database that failed outside of a write, in words; any other error as it is. */
  static RuntimeException told(Path lake, Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (e instanceof XiaokangException ours) {
      return ours;
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

  /** What Spark says before it goes on with its own stack. */
  private static String firstLine(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message.lines().filter(line -> !line.isBlank()).findFirst().orElse(cause.toString());
  }
}
