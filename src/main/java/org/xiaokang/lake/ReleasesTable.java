package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.LONG;
import static org.xiaokang.lake.ColumnType.Plain.TEXT;
import static org.xiaokang.lake.ColumnType.Plain.TIMESTAMP;
import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.List;
import java.util.Set;
import org.xiaokang.lake.TableSchema.Condition;
import org.xiaokang.reader.Release;

/** The table of releases, as a run writes it. */
public final class ReleasesTable {
  /** Grain: release_id. */
  public static final TableSchema<ReleaseEntry> SCHEMA =
      new TableSchema<>(
          "releases",
          "Runs, each written last: which version of every table belongs together, what it was"
              + " computed from, and whether readers see it. Grain: release_id.",
          List.of(
              required(
                  "release_id",
                  TEXT,
                  "Id of the run, also in every commit's userMetadata (run_id)",
                  entry -> entry.release().releaseId()),
              required(
                  "status",
                  TEXT,
                  "published; held: quality gates held it back, and readers see the one before",
                  ReleasesTable::status),
              required(
                  "started_at",
                  TIMESTAMP,
                  "When the run began",
                  entry -> entry.release().startedAt()),
              required(
                  "finished_at",
                  TIMESTAMP,
                  "When its last table was written",
                  entry -> entry.release().finishedAt()),
              required(
                  "code_version",
                  TEXT,
                  "Version of the program",
                  entry -> entry.release().codeVersion()),
              required(
                  "catalogue_hash",
                  TEXT,
                  "Hash of units, metrics, indicators and regions",
                  entry -> entry.release().catalogueHash()),
              required(
                  "configuration_hash",
                  TEXT,
                  "Hash of the configuration file",
                  entry -> entry.release().configurationHash()),
              required(
                  "tables",
                  new ColumnType.CountMap(),
                  "Table to the Delta version that belongs to this release; once maintenance has compacted"
                      + " the table, the version that holds the same rows in fewer files",
                  entry -> entry.release().tables()),
              required(
                  "row_counts",
                  new ColumnType.CountMap(),
                  "Table to its number of rows at that version",
                  entry -> entry.release().rowCounts()),
              required(
                  "read_rows",
                  LONG,
                  "Rows read from all sources: observed + not reported + rejected + duplicate + superseded",
                  entry -> entry.release().readRows()),
              required(
                  "observed_rows",
                  LONG,
                  "Rows that became observations",
                  entry -> entry.release().observedRows()),
              required(
                  "rejected_rows",
                  LONG,
                  "Rows kept in rejected_metrics with their reasons",
                  entry -> entry.release().rejectedRows()),
              required(
                  "duplicate_rows",
                  LONG,
                  "Rows that repeated another row exactly",
                  entry -> entry.release().duplicateRows()),
              optional(
                  "superseded_rows",
                  LONG,
                  "Rows that a later one of their source corrected or withdrew, and those that withdrew;"
                      + " null in releases from before there were any",
                  entry -> entry.release().supersededRows()),
              optional(
                  "not_reported_rows",
                  LONG,
                  "Rows that said that there is no figure; null in releases from before they were told"
                      + " from rejected ones",
                  entry -> entry.release().notReportedRows()),
              required(
                  "durations_ms",
                  new ColumnType.CountMap(),
                  "Step of the run to its duration in milliseconds",
                  entry -> entry.release().durationsMs()),
              optional(
                  "held_by",
                  TEXT,
                  "Quality gates that held the release back; kept when it is published all the same",
                  entry -> entry.release().standing().heldBy().orElse(null)),
              optional(
                  "reason",
                  TEXT,
                  "Why a release that was held back was published all the same (jobs/publish)",
                  entry -> entry.release().standing().reason().orElse(null)),
              optional(
                  "published_at",
                  TIMESTAMP,
                  "When a release that was held back was published; null where a run published it",
                  entry -> entry.release().standing().publishedAt().orElse(null)),
              optional(
                  "expired_at",
                  TIMESTAMP,
                  "When maintenance let the release go: its tables may be gone since; null while it"
                      + " is kept",
                  ReleaseEntry::expiredAt)),
          List.of(
              new Condition<>(
                  "status_is_known",
                  "status IN ('published', 'held')",
                  entry -> Set.of(Release.PUBLISHED, Release.HELD).contains(status(entry))),
              new Condition<>(
                  "held_names_its_gates",
                  "status = 'published' OR held_by IS NOT NULL",
                  entry ->
                      !entry.release().isHeld() || entry.release().standing().heldBy().isPresent()),
              new Condition<>(
                  "a_reason_has_its_time",
                  "(reason IS NULL) = (published_at IS NULL)",
                  ReleasesTable::reasonHasItsTime),
              new Condition<>(
                  "time_goes_forward",
                  "started_at <= finished_at",
                  entry -> !entry.release().startedAt().isAfter(entry.release().finishedAt())),
              new Condition<>(
                  "rows_add_up",
                  "read_rows = observed_rows + rejected_rows + duplicate_rows"
                      + " + coalesce(superseded_rows, 0) + coalesce(not_reported_rows, 0)"
                      + " AND coalesce(not_reported_rows, 0) >= 0",
                  ReleasesTable::rowsAddUp)),
          List.of("finished_at"));

  private ReleasesTable() {}

  private static String status(ReleaseEntry entry) {
    return entry.release().isHeld() ? Release.HELD : Release.PUBLISHED;
  }

  private static boolean reasonHasItsTime(ReleaseEntry entry) {
    Release.Standing standing = entry.release().standing();
    return standing.reason().isPresent() == standing.publishedAt().isPresent();
  }

  private static boolean rowsAddUp(ReleaseEntry entry) {
    Release release = entry.release();
    return release.notReportedRows() >= 0;
  }
}
