package org.xiaokang.source;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One file of a source as a run found it, one version of a Delta table, or a database table.
 *
 * @param source name of the source in the configuration
 * @param path the file as a URI, or the table's folder, or its database and name:
 *     raw_metrics.source_file
 * @param sizeBytes its size; of a Delta table the size of its version's files; 0 of a database
 * @param modifiedAt when it was written last
 * @param checksum what its content is told by: {@code sha256:} and hexadecimal digits, {@code
 *     version:} and the version of which Delta table, or a {@link DatabaseState}
 * @param reading what tells how its rows are read; null in a ledger from before that was noted
 */
public record SourceFile(
    String source,
    String path,
    long sizeBytes,
    Instant modifiedAt,
    String checksum,
    @Nullable String reading) {

  private static final Pattern VERSION = Pattern.compile("version:(\\d+)(?: of (.+))?");

  /** As the ledger has it, first read by the given run. */
  LedgerEntry entry(String runId) {
    return new LedgerEntry(source, path, sizeBytes, modifiedAt, checksum, reading, runId);
  }

  static SourceFile of(LedgerEntry entry) {
    return new SourceFile(
        entry.source(),
        entry.path(),
        entry.sizeBytes(),
        entry.modifiedAt(),
        entry.checksum(),
        entry.reading());
  }

  /** Whether a file of this size and time is there: it is taken to have the same content. */
  boolean isUntouched(long size, Instant written) {
    return sizeBytes == size && modifiedAt.equals(written);
  }

  boolean isSameContent(SourceFile other) {
    return sizeBytes == other.sizeBytes && checksum.equals(other.checksum);
  }

  /** The same, written at another time. */
  SourceFile since(Instant time) {
    return new SourceFile(source, path, sizeBytes, time, checksum, reading);
  }

  /** What the content of a Delta table is told by: where it was written anew, it has another id. */
  static String version(long version, String tableId) {
    return "version:" + version + " of " + tableId;
  }

  /** The version of a Delta table; empty for a file. */
  OptionalLong version() {
    Matcher told = VERSION.matcher(checksum);
    return told.matches() ? OptionalLong.of(Long.parseLong(told.group(1))) : OptionalLong.empty();
  }

  /** How many rows a database table has; empty for all else. */
  public OptionalLong rows() {
    return state().map(state -> OptionalLong.of(state.rows())).orElseGet(OptionalLong::empty);
  }

  Optional<DatabaseState> state() {
    return DatabaseState.parse(checksum);
  }
}
