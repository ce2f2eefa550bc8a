package org.xiaokang.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What a table's log says of the commit of one version.
 *
 * @param transaction which attempt wrote it; blank where it does not say
 * @param userMetadata what the writer said; blank where it said nothing
 */
record CommitEntry(String transaction, String userMetadata) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KIND = "commitInfo";

  /** The entry of a version; empty where there is none, or none any more. */
  static Optional<CommitEntry> read(Path table, long version, Configuration hadoop)
      throws IOException {
    String name = String.format(Locale.ROOT, "%020d.json", version);
    Path entry = new Path(new Path(table, "_delta_log"), name);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                entry.getFileSystem(hadoop).open(entry), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("{\"" + KIND + "\"")) {
          JsonNode info = JSON.readTree(line).path(KIND);
          return Optional.of(
              new CommitEntry(info.path("txnId").asText(), info.path("userMetadata").asText()));
        }
      }
      return Optional.of(new CommitEntry("", ""));
    } catch (FileNotFoundException none) {
      return Optional.empty();
    }
  }
}
