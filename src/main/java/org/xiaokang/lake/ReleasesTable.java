package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.LONG;
import static org.xiaokang.lake.ColumnType.Plain.TEXT;
import static org.xiaokang.lake.ColumnType.Plain.TIMESTAMP;
import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.List;
import org.xiaokang.lake.ColumnType.CountMap;
import org.xiaokang.lake.TableSchema.Condition;
import org.xiaokang.reader.Release;

/** The table of releases, as a run writes it. */
public final class ReleasesTable {
  /** Grain: release_id. */
  public static final TableSchema<Release> SCHEMA =
      new TableSchema<>(
          "releases",
          "Runs, each written last: which version of every table belongs together, what it was"
              + " computed from, and whether readers see it. Grain: release_id.",
          List.of(
              required(
                  "release_id",
                  TEXT,
                  "Id of the run, also in every commit's userMetadata (run_id)",
                  Release::releaseId),
              required(
                  "status",
                  TEXT,
                  "published; held: quality gates held it back, and readers see the one before",
                  release -> release.isHeld() ? Release.HELD : Release.PUBLISHED),
              required("started_at", TIMESTAMP, "When the run began", Release::startedAt),
              required(
                  "finished_at", TIMESTAMP, "When its last table was written", Release::finishedAt),
              required("code_version", TEXT, "Version of the program", Release::codeVersion),
              required(
                  "catalogue_hash",
                  TEXT,
                  "Hash of units, metrics, indicators and regions",
                  Release::catalogueHash),
              required(
                  "configuration_hash",
                  TEXT,
                  "Hash of the configuration file",
                  Release::configurationHash),
              required(
                  "tables",
                  new CountMap(),
                  "Table to the Delta version that belongs to this release; once maintenance has compacted"
                      + " the table, the version that holds the same rows in fewer files",
                  Release::tables),
              required(
                  "row_counts",
                  new CountMap(),
                  "Table to its number of rows at that version",
                  Release::rowCounts),
              required(
                  "read_rows",
                  LONG,
                  "Rows read from all sources: observed + rejected + duplicate + superseded",
                  Release::readRows),
              required(
                  "observed_rows", LONG, "Rows that became observations", Release::observedRows),
              required(
                  "rejected_rows",
                  LONG,
                  "Rows kept in rejected_metrics with their reasons",
                  Release::rejectedRows),
              required(
                  "duplicate_rows",
                  LONG,
                  "Rows that repeated another row exactly",
                  Release::duplicateRows),
              optional(
                  "superseded_rows",
                  LONG,
                  "Rows that a later one of their source corrected or withdrew, and those that withdrew;"
                      + " null in releases from before there were any",
                  Release::supersededRows),
              required(
                  "durations_ms",
                  new CountMap(),
                  "Step of the run to its duration in milliseconds",
                  Release::durationsMs),
              optional(
                  "held_by",
                  TEXT,
                  "Quality gates that held the release back; kept when it is published all the same",
                  release -> release.standing().heldBy().orElse(null)),
              optional(
                  "reason",
                  TEXT,
                  "Why a release that was held back was published all the same (jobs/publish)",
                  release -> release.standing().reason().orElse(null)),
              optional(
                  "published_at",
                  TIMESTAMP,
                  "When a release that was held back was published; null where a run published it",
                  release -> release.standing().publishedAt().orElse(null)),
              optional(
                  "expired_at",
                  TIMESTAMP,
                  "When maintenance let the release go: its tables may be gone since; null while it"
                      + " is kept",
                  release -> null)),
          List.of(
              new Condition<>(
                  "status_is_known", "status IN ('published', 'held')", release -> true),
              new Condition<>(
                  "held_names_its_gates",
                  "status = 'published' OR held_by IS NOT NULL",
                  release -> !release.isHeld() || release.standing().heldBy().isPresent()),
              new Condition<>(
                  "a_reason_has_its_time",
                  "(reason IS NULL) = (published_at IS NULL)",
                  release ->
                      release.standing().reason().isPresent()
                          == release.standing().publishedAt().isPresent()),
              new Condition<>(
                  "time_goes_forward",
                  "started_at <= finished_at",
                  release -> !release.startedAt().isAfter(release.finishedAt())),
              new Condition<>(
                  "rows_add_up",
                  "read_rows = observed_rows + rejected_rows + duplicate_rows"
                      + " + coalesce(superseded_rows, 0)",
                  release ->
                      release.readRows()
                          == release.observedRows()
                              + release.rejectedRows()
                              + release.duplicateRows()
                              + release.supersededRows())),
          List.of("finished_at"));

  private ReleasesTable() {}
}
