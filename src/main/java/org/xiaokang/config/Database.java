package org.xiaokang.config;

import java.util.Optional;

/**
 * What of a database is a source.
 *
 * @param table its table, as it is written after FROM, if that is what is read
 * @param query a SELECT without a semicolon, if that is what is read
 * @param userEnv the environment variable that holds the user's name, if one is needed
 * @param passwordEnv the environment variable that holds the password, if one is needed
 * @param partition how it is read in parts, if it is
 * @param changes how a run finds what changed, if it can
 */
public record Database(
    Optional<String> table,
    Optional<String> query,
    Optional<String> userEnv,
    Optional<String> passwordEnv,
    Optional<Partition> partition,
    Optional<Changes> changes) {

  /** What stands after FROM. */
  public String from() {
    return table.orElseGet(() -> "(" + query.orElseThrow() + ") source_query");
  }

  /** What it is called in tables and messages. */
  public String label() {
    return table.orElse("query");
  }

  /**
   * Parts that are read side by side.
   *
   * @param column a column of whole numbers
   * @param partitions how many
   */
  public record Partition(String column, int partitions) {}

  /**
   * What tells which rows were written since they were read last.
   *
   * @param key a column that has another value in each row and keeps it
   * @param watermark a column of times or numbers that grows with each insert and update
   * @param overlap how far below the latest watermark rows are read again: seconds for times, days
   *     for dates
   */
  public record Changes(String key, String watermark, int overlap) {}
}
