package org.xiaokang.tables;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.xiaokang.tables.TableDefinition.Column.optional;
import static org.xiaokang.tables.TableDefinition.Column.required;

import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.xiaokang.reader.Release;

/** The table of releases, as a run writes it. */
public final class ReleaseTable {
  /** Grain: release_id. */
  public static final TableDefinition RELEASES =
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

  private ReleaseTable() {}

  static Row row(Release release) {
    return RowFactory.create(
        release.releaseId(),
        release.isHeld() ? Release.HELD : Release.PUBLISHED,
        Timestamp.from(release.startedAt()),
        Timestamp.from(release.finishedAt()),
        release.codeVersion(),
        release.catalogueHash(),
        release.configurationHash(),
        release.tables(),
        release.rowCounts(),
        release.readRows(),
        release.observedRows(),
        release.rejectedRows(),
        release.duplicateRows(),
        release.supersededRows(),
        release.durationsMs(),
        release.standing().heldBy().orElse(null),
        release.standing().reason().orElse(null),
        release.standing().publishedAt().map(Timestamp::from).orElse(null),
        null);
  }
}
