package org.xiaokang.tables;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.xiaokang.tables.TableDefinition.Column.optional;
import static org.xiaokang.tables.TableDefinition.Column.required;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;

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
 * @param readRows rows read from all sources; the sum of the next four
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

  static final String PUBLISHED = "published";
  static final String HELD = "held";

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

  /** The table of releases. */
  public static final TableDefinition TABLE =
      new TableDefinition(
          "releases",
          "Runs, each written last: which version of every table belongs together, what it was"
              + " computed from, and whether readers see it. Grain: release_id.",
          List.of(
              required(
                  "release_id",
                  StringType,
                  "Id of the run, also in every commit's userMetadata (run_id)"),
              required(
                  "status",
                  StringType,
                  "published; held: quality gates held it back, and readers see the one before"),
              required("started_at", TimestampType, "When the run began"),
              required("finished_at", TimestampType, "When its last table was written"),
              required("code_version", StringType, "Version of the program"),
              required(
                  "catalogue_hash", StringType, "Hash of units, metrics, indicators and regions"),
              required("configuration_hash", StringType, "Hash of the configuration file"),
              required(
                  "tables",
                  DataTypes.createMapType(StringType, LongType),
                  "Table to the Delta version that belongs to this release; once maintenance has compacted"
                      + " the table, the version that holds the same rows in fewer files"),
              required(
                  "row_counts",
                  DataTypes.createMapType(StringType, LongType),
                  "Table to its number of rows at that version"),
              required(
                  "read_rows",
                  LongType,
                  "Rows read from all sources: observed + rejected + duplicate + superseded"),
              required("observed_rows", LongType, "Rows that became observations"),
              required(
                  "rejected_rows", LongType, "Rows kept in rejected_metrics with their reasons"),
              required("duplicate_rows", LongType, "Rows that repeated another row exactly"),
              optional(
                  "superseded_rows",
                  LongType,
                  "Rows that a later one of their source corrected or withdrew, and those that withdrew;"
                      + " null in releases from before there were any"),
              required(
                  "durations_ms",
                  DataTypes.createMapType(StringType, LongType),
                  "Step of the run to its duration in milliseconds"),
              optional(
                  "held_by",
                  StringType,
                  "Quality gates that held the release back; kept when it is published all the same"),
              optional(
                  "reason",
                  StringType,
                  "Why a release that was held back was published all the same (jobs/publish)"),
              optional(
                  "published_at",
                  TimestampType,
                  "When a release that was held back was published; null where a run published it"),
              optional(
                  "expired_at",
                  TimestampType,
                  "When maintenance let the release go: its tables may be gone since; null while it"
                      + " is kept")),
          Map.of(
              "status_is_known", "status IN ('published', 'held')",
              "held_names_its_gates", "status = 'published' OR held_by IS NOT NULL",
              "a_reason_has_its_time", "(reason IS NULL) = (published_at IS NULL)",
              "time_goes_forward", "started_at <= finished_at",
              "rows_add_up",
                  "read_rows = observed_rows + rejected_rows + duplicate_rows"
                      + " + coalesce(superseded_rows, 0)"),
          List.of("finished_at"));

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

  /** Whether gates hold it back from readers. */
  public boolean isHeld() {
    return standing.status() == Status.HELD;
  }

  /** The same release with another standing. */
  public Release with(Standing other) {
    return new Release(
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
        other);
  }

  Row toRow() {
    return RowFactory.create(
        releaseId,
        isHeld() ? HELD : PUBLISHED,
        Timestamp.from(startedAt),
        Timestamp.from(finishedAt),
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
        standing.heldBy().orElse(null),
        standing.reason().orElse(null),
        standing.publishedAt().map(Timestamp::from).orElse(null),
        null);
  }

  static Release of(Row row) {
    return new Release(
        row.getAs("release_id"),
        row.<Timestamp>getAs("started_at").toInstant(),
        row.<Timestamp>getAs("finished_at").toInstant(),
        row.getAs("code_version"),
        row.getAs("catalogue_hash"),
        row.getAs("configuration_hash"),
        row.getJavaMap(row.fieldIndex("tables")),
        row.getJavaMap(row.fieldIndex("row_counts")),
        row.<Long>getAs("read_rows"),
        row.<Long>getAs("observed_rows"),
        row.<Long>getAs("rejected_rows"),
        row.<Long>getAs("duplicate_rows"),
        has(row, "superseded_rows") && row.getAs("superseded_rows") instanceof Long rows ? rows : 0,
        row.getJavaMap(row.fieldIndex("durations_ms")),
        standing(row));
  }

  /** A lake may be older than a column. */
  private static boolean has(Row row, String column) {
    return Arrays.asList(row.schema().fieldNames()).contains(column);
  }

  private static Standing standing(Row row) {
    if (!has(row, "held_by")) {
      return Standing.PUBLISHED; // of a lake from before there were gates
    }
    return new Standing(
        row.getAs("status").equals(HELD) ? Status.HELD : Status.PUBLISHED,
        Optional.ofNullable(row.getAs("held_by")),
        Optional.ofNullable(row.getAs("reason")),
        Optional.ofNullable(row.<Timestamp>getAs("published_at")).map(Timestamp::toInstant));
  }
}
