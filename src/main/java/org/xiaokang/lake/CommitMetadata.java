package org.xiaokang.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * What this program writes beside each of its commits (the userMetadata of DESCRIBE HISTORY): which
 * run it was, and what the table holds after it.
 *
 * @param runId the run's id
 * @param content the table's whole content; null where it is not known, because another program
 *     wrote before
 * @param unchanged set if the commit changed no row
 */
public record CommitMetadata(
    String runId, @Nullable TableContent content, @Nullable Unchanged unchanged) {
  /**
   * Which rows a commit left as they were: one that laid rows together in fewer files, or only said
   * who may write next.
   *
   * @param version the version right before; after any other, nothing is known
   * @param rowsSince the oldest version from which on the table holds the same rows
   */
  public record Unchanged(long version, long rowsSince) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RUN = "run_id";
  private static final String ROWS = "rows";
  private static final String CONTENT = "content";
  private static final String VERSION = "compacted_version";
  private static final String ROWS_SINCE = "rows_since_version";

  /** The metadata of a commit by {@code other} that changes no row of {@code version}, this one. */
  public CommitMetadata unchangedBy(String other, long version) {
    return new CommitMetadata(other, content, new Unchanged(version, rowsSince(version)));
  }

  /** The oldest version from which on the table holds the rows of {@code version}. */
  public long rowsSince(long version) {
    return unchanged == null ? version : unchanged.rowsSince();
  }

  /** As the log has it. */
  public String toJson() {
    ObjectNode all = JSON.createObjectNode();
    all.put(RUN, runId);
    if (content != null) {
      all.put(ROWS, content.rows());
      all.put(CONTENT, content.hash().toString());
    }
    if (unchanged != null) {
      all.put(VERSION, unchanged.version());
      all.put(ROWS_SINCE, unchanged.rowsSince());
    }
    return all.toString();
  }

  /**
   * What was said of a version of a table.
   *
   * @param table the table's folder
   * @param hadoop the settings of file systems
   * @return empty if another program wrote it or its entry is gone from the log, for then nothing
   *     is known about the content
   */
  public static Optional<CommitMetadata> read(Path table, long version, Configuration hadoop)
      throws IOException {
    return CommitEntry.read(table, version, hadoop)
        .flatMap(entry -> parse(entry.userMetadata(), version));
  }

  /**
   * The metadata of a version.
   *
   * @param userMetadata as the log has it
   * @return empty if another program wrote it, for then nothing is known about the content
   */
  static Optional<CommitMetadata> parse(String userMetadata, long version) {
    if (!userMetadata.startsWith("{")) {
      return Optional.empty();
    }
    JsonNode all;
    try {
      all = JSON.readTree(userMetadata);
    } catch (IOException noneOfOurs) {
      return Optional.empty();
    }
    if (!all.has(RUN)) {
      return Optional.empty();
    }
    Unchanged unchanged =
        all.has(VERSION) && all.has(ROWS_SINCE)
            ? new Unchanged(all.get(VERSION).asLong(), all.get(ROWS_SINCE).asLong())
            : null;
    // A session's setting may outlive the command that it was set for.
    if (unchanged != null && unchanged.version() != version - 1) {
      return Optional.empty();
    }
    return Optional.of(new CommitMetadata(all.get(RUN).asText(), content(all), unchanged));
  }

  private static @Nullable TableContent content(JsonNode all) {
    String digits = all.path(CONTENT).asText();
    return all.has(ROWS) && digits.matches("-?[0-9]+")
        ? new TableContent(all.get(ROWS).asLong(), new BigInteger(digits))
        : null;
  }
}
