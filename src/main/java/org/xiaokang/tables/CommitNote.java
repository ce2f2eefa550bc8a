package org.xiaokang.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * What this program writes beside each of its commits (the userMetadata of DESCRIBE HISTORY): which
 * run it was, and the fingerprint of the table's whole content after it.
 *
 * @param runId the run's id
 * @param fingerprint of the table's whole content
 * @param compacted set if the commit only laid rows together that were there already
 */
record CommitNote(String runId, Fingerprint fingerprint, @Nullable Compacted compacted) {
  /**
   * A commit that changed files and no row.
   *
   * @param version the version that was compacted: the one right before, or nothing is known
   * @param rowsSince the oldest version from which on the table holds the same rows
   */
  record Compacted(long version, long rowsSince) {}

  /** The setting of a session from which Delta's own commands take a commit's note. */
  static final String SETTING = "spark.databricks.delta.commitInfo.userMetadata";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COMPACTED = "compacted_version";
  private static final String ROWS_SINCE = "rows_since_version";

  CommitNote(String runId, Fingerprint fingerprint) {
    this(runId, fingerprint, null);
  }

  /** The note of a commit by {@code runId} that compacts {@code version}, which has this note. */
  CommitNote ofCompacting(long version, String runId) {
    return new CommitNote(runId, fingerprint, new Compacted(version, rowsSince(version)));
  }

  /** The oldest version from which on the table holds the rows of {@code version}. */
  long rowsSince(long version) {
    return compacted == null ? version : compacted.rowsSince();
  }

  String toJson() {
    ObjectNode note = JSON.createObjectNode();
    note.put("run_id", runId);
    note.put("rows", fingerprint.rows());
    note.put("content", fingerprint.content());
    if (compacted != null) {
      note.put(COMPACTED, compacted.version());
      note.put(ROWS_SINCE, compacted.rowsSince());
    }
    return note.toString();
  }

  /**
   * The note of one version; empty if another program wrote that version or its entry is gone from
   * the log, for then nothing is known about the content.
   */
  static Optional<CommitNote> of(Path logPath, long version, Configuration hadoop)
      throws IOException {
    Path entry = new Path(logPath, String.format(Locale.ROOT, "%020d.json", version));
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                entry.getFileSystem(hadoop).open(entry), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("{\"commitInfo\"")) {
          return parse(JSON.readTree(line).path("commitInfo").path("userMetadata").asText())
              .filter(note -> note.compacted == null || note.compacted.version() == version - 1);
        }
      }
      return Optional.empty();
    } catch (FileNotFoundException cleanedUp) {
      return Optional.empty();
    }
  }

  private static Optional<CommitNote> parse(String userMetadata) throws IOException {
    if (!userMetadata.startsWith("{")) {
      return Optional.empty();
    }
    JsonNode note = JSON.readTree(userMetadata);
    if (!note.has("run_id") || !note.has("rows") || !note.has("content")) {
      return Optional.empty();
    }
    return Optional.of(
        new CommitNote(
            note.get("run_id").asText(),
            new Fingerprint(note.get("rows").asLong(), note.get("content").asText()),
            note.has(COMPACTED) && note.has(ROWS_SINCE)
                ? new Compacted(note.get(COMPACTED).asLong(), note.get(ROWS_SINCE).asLong())
                : null));
  }
}
