package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.LONG;
import static org.xiaokang.lake.ColumnType.Plain.TEXT;
import static org.xiaokang.lake.ColumnType.Plain.TIMESTAMP;
import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.List;
import org.xiaokang.lake.TableSchema.Condition;
import org.xiaokang.source.LedgerEntry;

/** The table source_files. */
public final class SourceFilesTable {
  /** Grain: source, path. */
  public static final TableSchema<LedgerEntry> SCHEMA =
      new TableSchema<>(
          "source_files",
          "The files that were read, by content. Grain: source, path.",
          List.of(
              required(
                  "source", TEXT, "Name of the source in the configuration", LedgerEntry::source),
              required(
                  "path",
                  TEXT,
                  "File, folder of a Delta table, or database and table",
                  LedgerEntry::path),
              required(
                  "size_bytes", LONG, "Size in bytes; 0 of a database", LedgerEntry::sizeBytes),
              required(
                  "modified_at",
                  TIMESTAMP,
                  "When this content was written, as first seen",
                  LedgerEntry::modifiedAt),
              required(
                  "checksum",
                  TEXT,
                  "sha256: and hexadecimal digits; of a Delta table version: and its number and the table's id; of a database"
                      + " rows:, columns:, latest: (watermark) and recent: (hash of rows)",
                  LedgerEntry::checksum),
              optional(
                  "reading",
                  TEXT,
                  "Hash of how its rows are read: the source's declaration, ranks, units, metrics, regions",
                  LedgerEntry::reading),
              required("run_id", TEXT, "Run that first read this content", LedgerEntry::runId)),
          List.of(
              new Condition<>(
                  "size_is_not_negative", "size_bytes >= 0", entry -> entry.sizeBytes() >= 0)),
          List.of("source"));

  private SourceFilesTable() {}
}
