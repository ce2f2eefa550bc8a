package org.xiaokang.reader;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One run: the version of every table that belongs to it, what it was computed from, and whether
 * readers see it.
 *
 * @param releaseId the run's id
 * @param startedAt when the run began
 * @param finishedAt when its last table was written
 * @param codeVersion version of the program
 * @param catalogueHash hash of the catalogue's files
 * @param configurationHash hash of the configuration
 * @param tables table to Delta version
 * @param rowCounts table to number of rows
 * @param readRows rows read from all sources; the next four, and those of no figure
 * @param observedRows rows that became observations
 * @param rejectedRows rows kept with their reasons in rejected_metrics
 * @param duplicateRows rows that repeated another row exactly
 * @param supersededRows rows that a later one corrected or withdrew, and those that withdrew
 * @param durationsMs step to milliseconds
 * @param standing whether it is published
 */
public record Release(
    String releaseId,
    Instant startedAt,
    Instant finishedAt,
    String codeVersion,
    String catalogueHash,
    String configurationHash,
    Map<String, Long> tables,
    Map<String, Long> rowCounts,
    long readRows,
    long observedRows,
    long rejectedRows,
    long duplicateRows,
    long supersededRows,
    Map<String, Long> durationsMs,
    Standing standing) {

  /** As the column status has it. */
  public static final String PUBLISHED = "published";

  /** As the column status has it. */
  public static final String HELD = "held";

  /** Whether readers see a release. */
  public enum Status {
    /** It is the one readers see, or was. */
    PUBLISHED,
    /** Quality gates held it back; only who names it sees it. */
    HELD
  }

  /**
   * How a release came to readers, or why it did not.
   *
   * @param heldBy the gates that held it back, if any did
   * @param reason why it was published all the same
   * @param publishedAt when that was
   */
  public record Standing(
      Status status,
      Optional<String> heldBy,
      Optional<String> reason,
      Optional<Instant> publishedAt) {
    /** No gate objected. */
    public static final Standing PUBLISHED =
        new Standing(Status.PUBLISHED, Optional.empty(), Optional.empty(), Optional.empty());

    /** Held back by the gates named. */
    public static Standing heldBy(String gates) {
      return new Standing(Status.HELD, Optional.of(gates), Optional.empty(), Optional.empty());
    }
  }

  public Release {
    tables = Map.copyOf(tables);
    rowCounts = Map.copyOf(rowCounts);
    durationsMs = Map.copyOf(durationsMs);
  }

  /** A release that no gate objects to. */
  public Release(
      String releaseId,
      Instant startedAt,
      Instant finishedAt,
      String codeVersion,
      String catalogueHash,
      String configurationHash,
      Map<String, Long> tables,
      Map<String, Long> rowCounts,
      long readRows,
      long observedRows,
      long rejectedRows,
      long duplicateRows,
      long supersededRows,
      Map<String, Long> durationsMs) {
    this(
        releaseId,
        startedAt,
        finishedAt,
        codeVersion,
        catalogueHash,
        configurationHash,
        tables,
        rowCounts,
        readRows,
        observedRows,
        rejectedRows,
        duplicateRows,
        supersededRows,
        durationsMs,
        Standing.PUBLISHED);
  }

  /** Rows that said that there is no figure: the rest of the account. */
  public long notReportedRows() {
    return readRows - observedRows - rejectedRows - duplicateRows - supersededRows;
  }

  /** Whether gates hold it back from readers. */
  public boolean isHeld() {
    return standing.status() == Status.HELD;
  }

  /** When readers came to see it: at its end, or later where gates had held it back. */
  public Instant publishedAt() {
    return standing.publishedAt().orElse(finishedAt);
  }

  /** The same release with another standing. */
  public Release with(Standing other) {
    return with(tables, other);
  }

  /** The same release with other versions of its tables, which hold the same rows. */
  public Release withTables(Map<String, Long> versions) {
    return with(versions, standing);
  }

  private Release with(Map<String, Long> versions, Standing other) {
    return new Release(
        releaseId,
        startedAt,
        finishedAt,
        codeVersion,
        catalogueHash,
        configurationHash,
        versions,
        rowCounts,
        readRows,
        observedRows,
        rejectedRows,
        duplicateRows,
        supersededRows,
        durationsMs,
        other);
  }

  /** A row of the table of releases; a lake may be older than some of its columns. */
  public static Release of(TableRow row) {
    return new Release(
        row.text("release_id"),
        row.instant("started_at"),
        row.instant("finished_at"),
        row.text("code_version"),
        row.text("catalogue_hash"),
        row.text("configuration_hash"),
        row.counts("tables"),
        row.counts("row_counts"),
        row.number("read_rows"),
        row.number("observed_rows"),
        row.number("rejected_rows"),
        row.number("duplicate_rows"),
        row.find("superseded_rows").map(Long.class::cast).orElse(0L),
        row.counts("durations_ms"),
        new Standing(
            row.text("status").equals(HELD) ? Status.HELD : Status.PUBLISHED,
            row.find("held_by").map(String.class::cast),
            row.find("reason").map(String.class::cast),
            row.find("published_at").map(Instant.class::cast)));
  }
}
